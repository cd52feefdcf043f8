import type { ErrorCode } from '@chuyen-de/contracts';
import { useIntl } from 'react-intl';
import { useFormats } from '../lib/formats.ts';
import { NetworkError, ProblemError } from '../lib/http.ts';

type Fault = ErrorCode | 'network' | 'unexpected';

function faultOf(error: unknown): Fault {
  if (error instanceof NetworkError) return 'network';
  return error instanceof ProblemError ? error.code : 'unexpected';
}

/** What words of a problem speak of: numbers, addresses, and moments by the school's clock. */
function valuesOf(error: unknown, timeOf: (at: string) => string): Record<string, string | number> {
  const problem: Record<string, unknown> = (error instanceof ProblemError && error.problem) || {};
  const { guessesLeft, until, address } = problem;
  return {
    ...(typeof guessesLeft === 'number' && { guessesLeft }),
    ...(typeof address === 'string' && { address }),
    ...(typeof until === 'string' && { until: timeOf(until) }),
  };
}

/** What happened and what to do next, in the reader's language. */
export function useErrorWords(error: unknown): { what: string; todo: string } {
  const { formatMessage, messages } = useIntl();
  const { time } = useFormats();
  const known = faultOf(error);
  // A server newer than these pages may know further codes.
  const fault: Fault = `error.${known}.what` in messages ? known : 'unexpected';
  const values = valuesOf(error, time);
  return {
    what: formatMessage({ id: `error.${fault}.what` }, values),
    todo: formatMessage({ id: `error.${fault}.do` }, values),
  };
}
