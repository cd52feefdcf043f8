import type { Certainty, LearnerAttempt } from '@chuyen-de/contracts';
import type { QuestionResponse } from '@chuyen-de/question-types';
import { isBlank } from '@chuyen-de/question-types/responses';
import { lazy, Suspense } from 'react';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Loading } from '../../../components/loading.tsx';
import { useFocusOnArrival } from '../../../components/use-focus-on-arrival.ts';
import { AskedQuestion } from '../../../question-types/asked-question.tsx';
import { faceOf } from '../../../question-types/index.ts';
import type { CheckedItem, SheetSlot } from '../log/sheet-state.ts';
import { CertaintyChoice } from './certainty-choice.tsx';
import { CheckControl } from './check-control.tsx';
import classes from './question-view.module.css';

interface QuestionProps {
  question: LearnerAttempt['questions'][number];
  number: number;
  count: number;
  held: SheetSlot | undefined;
  checked: CheckedItem | undefined;
  onCheck: () => Promise<void>;
  onAnswer: (response: QuestionResponse) => void;
  onCertain: (certainty: Certainty) => void;
  onFlag: (flagged: boolean) => void;
}

/** Loaded once something was checked. */
const CheckedQuestion = lazy(() => import('./checked-question.tsx'));

/** The question at work. */
function Asked({ question, held, onAnswer, onCertain, onCheck }: QuestionProps) {
  const { blank, clear } = faceOf(question.type);
  const response = held?.response ?? blank;
  return (
    <>
      <AskedQuestion question={question} response={response} onAnswer={onAnswer} />
      <Button
        look="quiet"
        className={classes.clear}
        hidden={isBlank(response)}
        onClick={() => onAnswer(blank)}
      >
        <FormattedMessage id={clear} />
      </Button>
      {question.certainty && <CertaintyChoice chosen={held?.certainty ?? 1} onCertain={onCertain} />}
      {question.checks && <CheckControl isBlank={isBlank(response)} onCheck={onCheck} />}
    </>
  );
}

export function QuestionView(props: QuestionProps) {
  const { number, count, held, checked, onFlag } = props;
  const heading = useFocusOnArrival();
  const flagged = held?.flagged ?? false;
  return (
    <article className={classes.question}>
      <div className={classes.head}>
        <h2 ref={heading} tabIndex={-1} className={classes.number}>
          <FormattedMessage id="takeExam.questionOf" values={{ number, count }} />
        </h2>
        <Button look="quiet" aria-pressed={flagged} className={classes.flag} onClick={() => onFlag(!flagged)}>
          <Icon name="flag" />
          <FormattedMessage id="takeExam.flag" />
        </Button>
      </div>
      {checked ? (
        <Suspense fallback={<Loading />}>
          <CheckedQuestion item={checked} />
        </Suspense>
      ) : (
        <Asked {...props} />
      )}
    </article>
  );
}
