import type { ChangedTogether, WhyNotChanged } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import { Notice } from '../../../components/notice.tsx';

/** Codes of those that were left as they are, by why. */
function byWhy(refused: ChangedTogether['refused']): [WhyNotChanged, string[]][] {
  const codes = new Map<WhyNotChanged, string[]>();
  for (const { code, why } of refused) codes.set(why, [...(codes.get(why) ?? []), code]);
  return [...codes];
}

/** What became of each of several questions that were changed at once. */
export function ChangedNotice({
  deed,
  changed: { done, same, refused },
}: {
  deed: 'edited' | 'withdrawn';
  changed: ChangedTogether;
}) {
  return (
    <Notice tone={refused.length > 0 ? 'warn' : 'good'} live>
      <p>
        <FormattedMessage id={`together.${deed}.done`} values={{ count: done.length }} />
        {same.length > 0 && (
          <>
            {' '}
            <FormattedMessage id="together.same" values={{ count: same.length }} />
          </>
        )}
      </p>
      {byWhy(refused).map(([why, codes]) => (
        <p key={why}>
          <FormattedMessage id={`together.why.${why}`} values={{ codes: codes.join(', ') }} />
        </p>
      ))}
    </Notice>
  );
}
