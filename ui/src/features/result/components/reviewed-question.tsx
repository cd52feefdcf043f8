import type { AttemptResult } from '@chuyen-de/contracts';
import { isBlank } from '@chuyen-de/question-types/responses';
import { Suspense } from 'react';
import { FormattedMessage } from 'react-intl';
import { later } from '../../../components/later.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Localised } from '../../../components/localised.tsx';
import { useIsNarrow } from '../../../lib/use-is-narrow.ts';
import { AlsoRight } from '../../../question-types/also-right.tsx';
import { CorrectionNote } from '../../../question-types/correction-note.tsx';
import { QuestionReview } from '../../../question-types/question-review.tsx';
import { Rationale } from '../../../question-types/rationale.tsx';
import { verdictOf } from '../../../question-types/verdict.ts';
import { Appeals } from './appeals.tsx';
import classes from './reviewed-question.module.css';
import { TriedAnswers } from './tried-answers.tsx';

const OwnReports = later(
  async () => (await import('../../../question-types/reporting/own-reports.tsx')).OwnReports,
);

export type ReviewItem = NonNullable<AttemptResult['review']>[number];

/** How it went; with points where right or wrong does not tell them. */
function Verdict({
  question: { fraction, points, maximum = 1, response, dropped, marking },
}: {
  question: ReviewItem;
}) {
  if (dropped)
    return (
      <span className={classes.dropped}>
        <FormattedMessage id="result.dropped" />
      </span>
    );
  const earned = points !== undefined && <FormattedMessage id="result.earned" values={{ points, maximum }} />;
  // What a person has marked is neither right nor wrong.
  if (fraction === undefined || (marking && earned)) return earned && <span>{earned}</span>;
  const verdict = verdictOf(fraction);
  const blank = response !== undefined && isBlank(response);
  return (
    <span className={classes[verdict]}>
      <Icon name={verdict === 'wrong' ? 'cross' : 'check'} />
      <FormattedMessage id={blank ? 'result.blank' : `result.${verdict}`} />
      {earned && (verdict === 'part' || maximum !== 1 || points !== fraction * maximum) && (
        <span>
          {'('}
          {earned}
          {')'}
        </span>
      )}
    </span>
  );
}

/** How a person has marked it, and what they say to it. */
function MarkerSays({ marking: { comment, criteria } }: { marking: NonNullable<ReviewItem['marking']> }) {
  return (
    <>
      {criteria && (
        <ul>
          {criteria.map(({ title, given, points }) => (
            <li key={title.vi}>
              <Localised text={title} />
              {': '}
              <FormattedMessage id="result.earned" values={{ points: given, maximum: points }} />
            </li>
          ))}
        </ul>
      )}
      {comment !== null && (
        <p className={classes.comment}>
          <strong>
            <FormattedMessage id="result.comment" />
          </strong>{' '}
          {comment}
        </p>
      )}
    </>
  );
}

/** A question once more; on a phone folded to what was asked and how it went. */
export function ReviewedQuestion({
  attempt,
  number,
  question,
}: {
  attempt: string;
  number: number;
  question: ReviewItem;
}) {
  const narrow = useIsNarrow();
  return (
    <details className={classes.question} open={!narrow}>
      <summary className={classes.summary}>
        <h4 className={classes.head}>
          <FormattedMessage id="result.question" values={{ number }} />
          <Verdict question={question} />
        </h4>
        <p className={classes.stem}>
          <Localised text={question.stem} />
        </p>
      </summary>
      <div className={classes.body}>
        {question.corrected && <CorrectionNote corrected={question.corrected} />}
        <QuestionReview question={question} />
        {question.certainty && (
          <p>
            <FormattedMessage id="takeExam.certainty" />{' '}
            <strong>
              <FormattedMessage id={`takeExam.certainty.${question.certainty}`} />
            </strong>
          </p>
        )}
        <TriedAnswers question={question} />
        {question.marking && <MarkerSays marking={question.marking} />}
        <AlsoRight question={question} />
        <Rationale explanation={question.explanation} source={question.source} />
        <Appeals attempt={attempt} slot={question.slot} />
        <Suspense>
          <OwnReports on={{ kind: 'attempt', id: attempt }} slot={question.slot} />
        </Suspense>
      </div>
    </details>
  );
}
