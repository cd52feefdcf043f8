import type { SealedLogEntry } from '@chuyen-de/contracts';
import { useIntl } from 'react-intl';
import { useFormats } from '../../../lib/formats.ts';

/** Why answers of a file were refused, as people are told of it anywhere. */
const REASONS = {
  answers_too_late: 'error.answers_too_late.what',
  attempt_closed: 'error.attempt_closed.what',
  attempt_taken_over: 'error.attempt_taken_over.what',
} as const;

const isReason = (reason: string | null): reason is keyof typeof REASONS =>
  reason !== null && reason in REASONS;

/** Says of a file that was brought what became of it, and when by its device's clock it was worked on. */
export function useLogWords() {
  const { formatMessage } = useIntl();
  const { dateTime } = useFormats();
  return ({ outcome, taken, refused, reason, from, to, longestGapSeconds, takenIn }: SealedLogEntry) => ({
    what: formatMessage(
      { id: `examRoom.logs.${outcome}` },
      { taken, refused, reason: isReason(reason) ? formatMessage({ id: REASONS[reason] }) : (reason ?? '') },
    ),
    decided:
      takenIn &&
      formatMessage(
        { id: 'examRoom.logs.takenIn' },
        { answers: takenIn.answers, at: dateTime(takenIn.at), by: takenIn.by ?? '–', reason: takenIn.reason },
      ),
    times:
      from !== null && to !== null
        ? formatMessage(
            { id: 'examRoom.logs.times' },
            { from: dateTime(from), to: dateTime(to), minutes: Math.round((longestGapSeconds ?? 0) / 60) },
          )
        : null,
  });
}
