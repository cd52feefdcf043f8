import type { Certainty, LearnerAttempt, TriesTerms } from '@chuyen-de/contracts';
import type { QuestionResponse } from '@chuyen-de/question-types';
import { isBlank } from '@chuyen-de/question-types/responses';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Loading } from '../../../components/loading.tsx';
import { useFocusAtOnce } from '../../../components/use-focus-at-once.ts';
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
  /** Where answers may be tried several times. */
  tries: TriesTerms | undefined;
  onCheck: () => Promise<void>;
  onAnswer: (response: QuestionResponse) => void;
  onCertain: (certainty: Certainty) => void;
  onFlag: (flagged: boolean) => void;
}

/** Loaded once something was checked. */
const CheckedQuestion = lazy(() => import('./checked-question.tsx'));
const TriedAnswer = lazy(() => import('./tried-answer.tsx'));

/** Whether two responses are written alike; the server knows which say the same. */
const isWrittenAlike = (a: QuestionResponse, b: QuestionResponse | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** The question at work. */
function Asked({ question, held, checked, tries, onAnswer, onCertain, onCheck }: QuestionProps) {
  const { blank, clear } = faceOf(question.type);
  const response = held?.response ?? blank;
  const isTried = isWrittenAlike(response, checked?.response);
  const trying = tries && { terms: tries, left: checked?.triesLeft, isTried };
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
      {checked && (
        <Suspense fallback={<Loading />}>
          <TriedAnswer item={checked} />
        </Suspense>
      )}
      {question.checks && <CheckControl {...{ trying, onCheck }} isBlank={isBlank(response)} />}
    </>
  );
}

/** Where keys go on from, once the button that was pressed has gone. */
function InItsPlace({ children }: { children: ReactNode }) {
  const place = useFocusAtOnce<HTMLDivElement>();
  return (
    <div ref={place} tabIndex={-1} className={classes.told}>
      {children}
    </div>
  );
}

/** An answer that stands; what was checked just now takes the focus. */
function Standing({ item, isNew }: { item: CheckedItem; isNew: boolean }) {
  const told = (
    <Suspense fallback={<Loading />}>
      <CheckedQuestion item={item} />
    </Suspense>
  );
  return isNew ? <InItsPlace>{told}</InItsPlace> : told;
}

export function QuestionView(props: QuestionProps) {
  const { number, count, held, checked, onCheck, onFlag } = props;
  const heading = useFocusOnArrival();
  const [isAsked, setAsked] = useState(false);
  const flagged = held?.flagged ?? false;
  const check = () => {
    setAsked(true);
    return onCheck();
  };
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
      {checked && checked.triesLeft === undefined ? (
        <Standing item={checked} isNew={isAsked} />
      ) : (
        <Asked {...props} onCheck={check} />
      )}
    </article>
  );
}
