import type { PracticeFeedback } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import { Notice, type NoticeTone } from '../../../components/notice.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { QuestionReview } from '../../../question-types/question-review.tsx';
import { Rationale } from '../../../question-types/rationale.tsx';
import { verdictOf, type Verdict } from '../../../question-types/verdict.ts';
import classes from './practice.module.css';

const TONES: Record<Verdict, NoticeTone> = { right: 'good', part: 'warn', wrong: 'bad' };

/** Whether the answer was right, what is right, and why. */
export function Feedback({ feedback }: { feedback: PracticeFeedback }) {
  const { number } = useFormats();
  const { fraction, explanation, source } = feedback;
  const verdict = verdictOf(fraction);
  return (
    <div className={classes.feedback}>
      <Notice tone={TONES[verdict]} live>
        <strong>
          <FormattedMessage id={`practice.${verdict}`} values={{ points: number(fraction) }} />
        </strong>
      </Notice>
      <QuestionReview question={feedback} />
      <Rationale explanation={explanation} source={source} />
    </div>
  );
}
