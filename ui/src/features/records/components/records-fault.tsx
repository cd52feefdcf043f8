import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useReturnOfServer } from '../../../components/use-return-of-server.ts';
import { ProblemError } from '../../../lib/http.ts';
import classes from './records-page.module.css';

/** Refusals of the record store's own, beside those of the whole product. */
const OWN = [
  'query_too_slow',
  'too_many_groups',
  'too_much_to_count',
  'not_identified',
  'figures_only',
  'scopes_conflict',
  'too_many_queries',
  'unauthorized',
] as const;

const ownFault = (error: unknown) =>
  error instanceof ProblemError ? OWN.find((code) => code === (error.code as string)) : undefined;

/** What went wrong with a part of the page, with a way to try again. */
export function RecordsFault({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const own = ownFault(error);
  const retriesItself = useReturnOfServer(error, onRetry);
  return (
    <div className={classes.stack}>
      {own === undefined ? (
        <ErrorNotice error={error} />
      ) : (
        <div role="alert">
          <Notice tone="bad">
            <FormattedMessage id={`records.fault.${own}`} />
          </Notice>
        </div>
      )}
      {retriesItself && (
        <p>
          <FormattedMessage id="app.retriesItself" />
        </p>
      )}
      {onRetry && (
        <div>
          <Button onClick={onRetry}>
            <FormattedMessage id="app.retry" />
          </Button>
        </div>
      )}
    </div>
  );
}
