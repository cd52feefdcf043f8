import type { LedgerDeed } from '@chuyen-de/contracts';
import { useIntl } from 'react-intl';
import { useFormats } from '../../../lib/formats.ts';

/** Says what an entry of the ledger did: its kind, and part by part what was given to somebody. */
export function useDeedWords() {
  const { formatMessage } = useIntl();
  const { number, dateTime } = useFormats();
  const givenOf = (accommodation: NonNullable<LedgerDeed['accommodation']>): string[] => {
    const { timeMultiplier, extraAttempts, minutes, opensAt, closesAt, anywhere } = accommodation;
    const parts = [
      timeMultiplier !== 1 &&
        formatMessage({ id: 'class.adjusted.time' }, { factor: number(timeMultiplier) }),
      minutes !== undefined && formatMessage({ id: 'examRoom.ledger.minutes' }, { minutes }),
      extraAttempts > 0 && formatMessage({ id: 'class.adjusted.attempts' }, { count: extraAttempts }),
      opensAt !== undefined && formatMessage({ id: 'examRoom.ledger.opensAt' }, { at: dateTime(opensAt) }),
      closesAt !== undefined && formatMessage({ id: 'examRoom.ledger.closesAt' }, { at: dateTime(closesAt) }),
      anywhere === true && formatMessage({ id: 'class.adjusted.anywhere' }),
    ];
    return parts.filter((part) => part !== false);
  };
  return ({ kind, minutes, accommodation, sitting, change }: LedgerDeed) => ({
    what: formatMessage(
      { id: `examRoom.ledger.${kind}` },
      { minutes: minutes ?? 0, name: sitting?.name ?? '', change: change ?? '' },
    ),
    given: accommodation ? givenOf(accommodation) : [],
  });
}
