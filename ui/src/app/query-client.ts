import { QueryClient } from '@tanstack/react-query';
import { ProblemError } from '../lib/http.ts';

const TRIES = 3;

/** What the server refuses stays refused; what did not arrive is asked for again, where there is a network. */
const mayHelp = (tries: number, error: unknown) =>
  tries < TRIES && navigator.onLine && !(error instanceof ProblemError && error.status < 500);

export const makeQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      // `always`: a browser that believes itself offline shall say so by an error, not wait in silence.
      queries: { retry: mayHelp, networkMode: 'always', staleTime: 5_000 },
      mutations: { networkMode: 'always' },
    },
  });
