import type { AttemptResult, ReviewPart } from '@chuyen-de/contracts';
import { FormattedMessage, useIntl } from 'react-intl';
import { Notice } from '../../../components/notice.tsx';
import { useFormats } from '../../../lib/formats.ts';

type Later = AttemptResult['later'];

/** What comes at the same time, together. */
function byTime(later: Later): [from: string, parts: ReviewPart[]][] {
  const times = new Map<string, ReviewPart[]>();
  for (const { part, from } of later) times.set(from, [...(times.get(from) ?? []), part]);
  return [...times].sort(([a], [b]) => (a < b ? -1 : 1));
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** "Đáp án và lời giải thích xem được từ 17:00 ngày 03/12/2026". */
export function ShownLater({ later }: { later: Later }) {
  const { formatList, formatMessage } = useIntl();
  const { time, date } = useFormats();
  if (later.length === 0) return null;
  return (
    <Notice>
      {byTime(later).map(([from, parts]) => (
        <p key={from}>
          <FormattedMessage
            id="result.shownLater"
            values={{
              what: capital(formatList(parts.map((part) => formatMessage({ id: `review.part.${part}` })))),
              time: time(from),
              date: date(from),
            }}
          />
        </p>
      ))}
    </Notice>
  );
}
