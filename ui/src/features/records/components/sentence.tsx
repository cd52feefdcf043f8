import type { RecordEntry } from '@chuyen-de/contracts';
import { FormattedMessage, FormattedNumber } from 'react-intl';
import { useFormats } from '../../../lib/formats.ts';
import { useLocale } from '../../../lib/localised.ts';
import { partsOf, type StatementParts } from '../statement-parts.ts';
import { shortened } from '../words-of.ts';

const KNOWN = ['launched', 'start', 'submit', 'completed', 'passed', 'failed'] as const;

/** Which sentence tells a statement. */
function sentenceOf({ verb, success, scaled, progress }: StatementParts) {
  if (verb === 'progressed' && progress !== undefined) return 'records.sentence.progressed';
  if (verb === 'answered') {
    if (success === undefined) return 'records.sentence.answered';
    if (success) return 'records.sentence.answered.right';
    return scaled !== undefined && scaled > 0
      ? 'records.sentence.answered.partly'
      : 'records.sentence.answered.wrong';
  }
  const known = KNOWN.find((name) => name === verb);
  if (known === undefined) return 'records.sentence.other';
  return scaled !== undefined && known !== 'launched' && known !== 'start' && known !== 'submit'
    ? (`records.sentence.${known}.score` as const)
    : (`records.sentence.${known}` as const);
}

/** Who acted, as far as the reader may know it: the same word wherever the page speaks of them. */
export function whoOf({ learner, statement }: RecordEntry, locale: string): string | undefined {
  const { name } = partsOf(statement, locale);
  if (learner?.name !== undefined) return learner.name;
  return learner?.pseudonym === name ? name?.slice(0, 6) : name;
}

/** A statement as a sentence: who did what, and when. */
export function Sentence({ entry }: { entry: RecordEntry }) {
  const locale = useLocale();
  const { dateTime, mark } = useFormats();
  const parts = partsOf(entry.statement, locale);
  const who = whoOf(entry, locale);
  const share = parts.progress ?? parts.scaled;
  return (
    <>
      <FormattedMessage
        id={sentenceOf(parts)}
        values={{
          who: <strong>{who ?? '?'}</strong>,
          verb: parts.verbWords,
          what: <em>{shortened(parts.what)}</em>,
          percent: share !== undefined && <FormattedNumber value={share} style="percent" />,
          score: parts.scaled === undefined ? '' : mark(parts.scaled * 10),
        }}
      />
      {parts.at !== undefined && (
        <>
          {', '}
          <time dateTime={parts.at}>{dateTime(parts.at)}</time>
        </>
      )}
    </>
  );
}
