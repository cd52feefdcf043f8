import type { ErrorCode } from '@chuyen-de/contracts';
import { useIntl } from 'react-intl';
import { NetworkError, ProblemError } from '../lib/http.ts';

type Fault = ErrorCode | 'network' | 'unexpected';

function faultOf(error: unknown): Fault {
  if (error instanceof NetworkError) return 'network';
  return error instanceof ProblemError ? error.code : 'unexpected';
}

/** What happened and what to do next, in the reader's language. */
export function useErrorWords(error: unknown): { what: string; todo: string } {
  const { formatMessage, messages } = useIntl();
  const known = faultOf(error);
  // A server newer than these pages may know further codes.
  const fault: Fault = `error.${known}.what` in messages ? known : 'unexpected';
  return {
    what: formatMessage({ id: `error.${fault}.what` }),
    todo: formatMessage({ id: `error.${fault}.do` }),
  };
}
