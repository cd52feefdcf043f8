import type { AttemptResult } from '@chuyen-de/contracts';
import { isBlank } from '@chuyen-de/question-types/responses';
import { FormattedMessage } from 'react-intl';
import { Icon } from '../../../components/icon.tsx';
import { Localised } from '../../../components/localised.tsx';
import { useIsNarrow } from '../../../lib/use-is-narrow.ts';
import { faceOf } from '../../../question-types/index.ts';
import { Rationale } from '../../../question-types/rationale.tsx';
import classes from './reviewed-question.module.css';

export type ReviewItem = NonNullable<AttemptResult['review']>[number];

function Verdict({ question }: { question: ReviewItem }) {
  if (question.right === undefined) return null;
  const blank = question.response !== undefined && isBlank(question.response);
  return (
    <span className={question.right ? classes.right : classes.wrong}>
      <Icon name={question.right ? 'check' : 'cross'} />
      <FormattedMessage id={question.right ? 'result.right' : blank ? 'result.blank' : 'result.wrong'} />
    </span>
  );
}

/** A question once more; on a phone folded to what was asked and how it went. */
export function ReviewedQuestion({ number, question }: { number: number; question: ReviewItem }) {
  const narrow = useIsNarrow();
  const { Review } = faceOf(question.type);
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
        <Review question={question} />
        <Rationale explanation={question.explanation} source={question.source} />
      </div>
    </details>
  );
}
