import { gapResponse, piecesOf, type GapType } from '@chuyen-de/question-types/cloze/device';
import type { ComponentType } from 'react';
import { FormattedMessage } from 'react-intl';
import { languageOf, textIn, useLocale, useText } from '../../lib/localised.ts';
import { OptionsReview } from '../choices/options-review.tsx';
import type { ReviewProps } from '../face.ts';
import { NumericReview } from '../numeric/review.tsx';
import { ShortAnswerReview } from '../short-answer/review.tsx';
import classes from './cloze.module.css';

type Props = ReviewProps<'cloze'>;
type Gap = Props['question']['gaps'][number];

/** A gap is reviewed as a question of its type is. */
const REVIEWS: Record<GapType, unknown> = {
  'short-answer': ShortAnswerReview,
  numeric: NumericReview,
  'single-choice': OptionsReview,
};
const reviewOf = (type: GapType) => REVIEWS[type] as ComponentType<{ question: object }>;

/** The text as it was filled in. */
function Filled({ question: { text, gaps, response } }: Props) {
  const locale = useLocale();
  const words = useText();
  const language = languageOf(locale, text);
  const wordsIn = (gap: Gap | undefined): string => {
    const value = (gap && response?.gaps[gap.id]) ?? '';
    if (gap?.type !== 'single-choice') return value;
    const option = gap.options.find(({ id }) => id === value);
    return option ? words(option.text) : '';
  };
  return (
    <p className={classes.filled} lang={language === locale ? undefined : language}>
      {piecesOf(textIn(locale, text)).map((piece, index) => {
        if ('words' in piece) return <span key={index}>{piece.words}</span>;
        const at = gaps.findIndex(({ id }) => id === piece.gap);
        return <strong key={index}>{`(${at + 1}) ${wordsIn(gaps[at]) || '…'}`}</strong>;
      })}
    </p>
  );
}

/** The text as it was filled in, and each gap with what is right there. */
export function ClozeReview({ question }: Props) {
  const { gaps, response, key } = question;
  return (
    <>
      <Filled question={question} />
      <ol className={classes.gaps}>
        {gaps.map((gap, index) => {
          const Review = reviewOf(gap.type);
          const given = response && gapResponse(gap.type, response.gaps[gap.id] ?? '');
          return (
            <li key={gap.id} className={classes.reviewed}>
              <p className={classes.name}>
                <FormattedMessage id="question.gap" values={{ number: index + 1 }} />
              </p>
              <Review question={{ ...gap, response: given, key: key?.[gap.id] }} />
            </li>
          );
        })}
      </ol>
    </>
  );
}
