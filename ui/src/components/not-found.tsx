import { ProblemError } from '../lib/http.ts';
import { ErrorView } from './error-view.tsx';

const NOT_FOUND = new ProblemError(404, {
  type: 'about:blank',
  title: 'No such page',
  status: 404,
  code: 'not_found',
});

export function NotFound() {
  return <ErrorView error={NOT_FOUND} />;
}
