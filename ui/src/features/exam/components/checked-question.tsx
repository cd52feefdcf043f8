import { FormattedMessage } from 'react-intl';
import { Localised } from '../../../components/localised.tsx';
import { Notice, type NoticeTone } from '../../../components/notice.tsx';
import { AlsoRight } from '../../../question-types/also-right.tsx';
import { CorrectionNote } from '../../../question-types/correction-note.tsx';
import asked from '../../../question-types/asked-question.module.css';
import { HintsTold } from '../../../question-types/hints-told.tsx';
import { QuestionReview } from '../../../question-types/question-review.tsx';
import { Rationale } from '../../../question-types/rationale.tsx';
import { verdictOf, type Verdict } from '../../../question-types/verdict.ts';
import type { CheckedItem } from '../log/sheet-state.ts';
import classes from './question-view.module.css';

const TONES: Record<Verdict, NoticeTone> = { right: 'good', part: 'warn', wrong: 'bad' };

/** A question whose answer was checked: it stands, with what the exam tells of it meanwhile. */
export default function CheckedQuestion({ item }: { item: CheckedItem }) {
  const { fraction, points, maximum = 1 } = item;
  const verdict = fraction === undefined ? undefined : verdictOf(fraction);
  return (
    <div className={classes.check}>
      <p className={asked.stem}>
        <Localised text={item.stem} />
      </p>
      <Notice tone={verdict ? TONES[verdict] : 'info'} live>
        <strong>
          <FormattedMessage id={verdict ? `result.${verdict}` : 'takeExam.checked'} />
        </strong>{' '}
        {points !== undefined && <FormattedMessage id="result.earned" values={{ points, maximum }} />}
      </Notice>
      {item.corrected && <CorrectionNote corrected={item.corrected} />}
      <QuestionReview question={item} />
      <HintsTold hints={item.hints} />
      <AlsoRight question={item} />
      <Rationale explanation={item.explanation} source={item.source} />
    </div>
  );
}
