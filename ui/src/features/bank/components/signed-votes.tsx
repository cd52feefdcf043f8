import type { BankQuestion } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import { useFormats } from '../../../lib/formats.ts';

/** What members have signed, each with their remark. */
export function SignedVotes({ votes }: Pick<NonNullable<BankQuestion['appraisal']>, 'votes'>) {
  const { dateTime } = useFormats();
  return votes.map(({ by, at, verdict, note, hash }) => (
    <li key={`vote ${at}`}>
      <FormattedMessage
        id={`appraisal.said.${verdict}`}
        values={{ name: by ?? '–', at: dateTime(at), hash: hash.slice(0, 16) }}
      />
      {note !== '' && ` ${note}`}
    </li>
  ));
}
