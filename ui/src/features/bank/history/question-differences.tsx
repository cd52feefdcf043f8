import type { MadeBank, QuestionVersion } from '@chuyen-de/contracts';
import { FormattedMessage, useIntl } from 'react-intl';
import hidden from '../../../components/hidden.module.css';
import type { MessageId } from '../../../i18n/messages.ts';
import { useFormats } from '../../../lib/formats.ts';
import { useText } from '../../../lib/localised.ts';
import bank from '../components/bank.module.css';
import { compareParts, type PartDifference, type Piece } from './compare-parts.ts';
import classes from './history.module.css';
import { questionParts, type PartWords } from './question-parts.ts';

/** What was put in, or taken out: told by lines, by colour, and to those who are read to. */
function Told({ piece: { kind, text } }: { piece: Piece }) {
  if (kind === 'same') return text;
  const Mark = kind === 'added' ? 'ins' : 'del';
  return (
    <Mark>
      <span className={hidden.hidden}>
        <FormattedMessage id={`history.piece.${kind}`} />{' '}
      </span>
      {text}
      <span className={hidden.hidden}>
        {' '}
        <FormattedMessage id="history.piece.end" />
      </span>
    </Mark>
  );
}

/** What stood there, and what stands there instead, each by itself. */
const isOneByOne = ({ kind, pieces }: PartDifference): boolean =>
  kind === 'changed' && pieces.every((piece) => piece.kind !== 'same');

function Difference({ difference }: { difference: PartDifference }) {
  const { label, former, kind, lang, pieces } = difference;
  return (
    <li className={classes.difference}>
      <p className={classes.label}>
        <FormattedMessage id={`history.part.${kind}`} values={{ part: label }} />
        {former !== undefined && (
          <>
            {' '}
            <FormattedMessage id="history.part.former" values={{ former }} />
          </>
        )}
      </p>
      {isOneByOne(difference) ? (
        pieces.map((piece) => (
          <p key={piece.kind} lang={lang} className={classes.text}>
            <Told piece={piece} />
          </p>
        ))
      ) : (
        <p lang={lang} className={classes.text}>
          {pieces.map((piece, index) => (
            <Told key={index} piece={piece} />
          ))}
        </p>
      )}
    </li>
  );
}

function usePartWords({ topics }: MadeBank): PartWords {
  const { formatMessage, messages } = useIntl();
  const { number } = useFormats();
  const text = useText();
  return {
    say: (id, values) => formatMessage({ id }, values),
    knows: (id): id is MessageId => id in messages,
    number,
    topicOf: (code) => {
      const topic = topics.find((each) => each.code === code);
      return topic ? text(topic.title) : code;
    },
  };
}

/** What two versions of a question say differently. */
export function QuestionDifferences({
  bank: made,
  before,
  after,
}: {
  bank: MadeBank;
  before: QuestionVersion;
  after: QuestionVersion;
}) {
  const words = usePartWords(made);
  const differences = compareParts(questionParts(before, words), questionParts(after, words)).filter(
    // What was put into force has no tags: they are no part of it.
    ({ id }) => id !== 'tags' || (before.draft.tags !== undefined && after.draft.tags !== undefined),
  );
  if (differences.length === 0)
    return (
      <p role="status">
        <FormattedMessage id="history.same" />
      </p>
    );
  return (
    <>
      <p role="status" className={bank.soft}>
        <FormattedMessage id="history.count" values={{ count: differences.length }} />
      </p>
      <ul className={bank.list}>
        {differences.map((difference) => (
          <Difference key={difference.id} difference={difference} />
        ))}
      </ul>
    </>
  );
}
