import type { PracticeFeedback } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import { Notice } from '../../../components/notice.tsx';
import { faceOf } from '../../../question-types/index.ts';
import { Rationale } from '../../../question-types/rationale.tsx';
import classes from './practice.module.css';

/** Whether the answer was right, what is right, and why. */
export function Feedback({ feedback }: { feedback: PracticeFeedback }) {
  const { Review } = faceOf(feedback.type);
  const { right, explanation, source } = feedback;
  return (
    <div className={classes.feedback}>
      <Notice tone={right ? 'good' : 'bad'} live>
        <strong>
          <FormattedMessage id={right ? 'practice.right' : 'practice.wrong'} />
        </strong>
      </Notice>
      <Review question={feedback} />
      <Rationale explanation={explanation} source={source} />
    </div>
  );
}
