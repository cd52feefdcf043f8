import type { Certainty, LearnerAttempt } from '@chuyen-de/contracts';
import type { QuestionResponse } from '@chuyen-de/question-types';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useFormats } from '../../../lib/formats.ts';
import { Notice } from '../../../components/notice.tsx';
import type { AnswerSheet } from '../log/answer-sheet.ts';
import type { SheetView } from '../log/sheet-state.ts';
import { ConfirmSubmit } from './confirm-submit.tsx';
import { Palette } from './palette.tsx';
import { PaletteSheet } from './palette-sheet.tsx';
import { paletteCells } from './palette-cells.ts';
import classes from './paper-view.module.css';
import { QuestionNav } from './question-nav.tsx';
import { QuestionView } from './question-view.tsx';
import { SaveLogFileLater } from './save-log-file.tsx';
import { Summary } from './summary.tsx';
import { usePlace } from './use-place.ts';
import type { OpenSheet } from './use-answer-sheet.ts';
import { waitingWords } from './waiting-words.ts';

interface PaperProps {
  attempt: LearnerAttempt;
  sheet: AnswerSheet;
  view: SheetView;
  logFile: OpenSheet['logFile'];
  /** Nobody can see it: nothing of it may lie over the page. */
  isCovered: boolean;
  onSubmit: () => void;
}

type Told = Pick<PaperProps, 'attempt' | 'view' | 'logFile'>;

/** Keeps its place once it has been there, so that a page scrolled to its end stays where it is when it goes. */
function Waiting({ attempt, view, logFile }: Told) {
  const isWaiting = view.sending.kind === 'waiting';
  const [hasWaited, setWaited] = useState(isWaiting);
  if (isWaiting && !hasWaited) setWaited(true);
  if (!hasWaited) return null;
  return (
    <div className={classes.waiting} hidden={!isWaiting}>
      <Notice tone="warn">
        <FormattedMessage id={waitingWords()} />
        <SaveLogFileLater {...{ attempt, logFile, isWaiting }} dueAt={view.dueAt} />
      </Notice>
    </div>
  );
}

/** What comes and goes while somebody answers stands below the question: it moves no option under a finger. */
function Warnings({ attempt, view, logFile }: Told) {
  const { time } = useFormats();
  return (
    <>
      {!view.durable && (
        <Notice tone="warn" live>
          <FormattedMessage id="takeExam.notDurable" />
        </Notice>
      )}
      {view.addedMinutes !== undefined && (
        <Notice live>
          <FormattedMessage
            id="takeExam.addedTime"
            values={{ minutes: view.addedMinutes, at: time(new Date(view.dueAt).toISOString()) }}
          />
        </Notice>
      )}
      <Waiting {...{ attempt, view, logFile }} />
    </>
  );
}

/** What is held of a question, and what its learner may do about it. */
const heldOf = ({ attempt, sheet, view }: Pick<PaperProps, 'attempt' | 'sheet' | 'view'>, slot: number) => ({
  held: view.slots.get(slot),
  tries: attempt.tries,
  checked: view.checked.get(slot),
  onCheck: () => sheet.check(slot),
  onAnswer: (response: QuestionResponse) => void sheet.answer(slot, response),
  onCertain: (certainty: Certainty) => void sheet.certain(slot, certainty),
  onFlag: (flagged: boolean) => void sheet.flag(slot, flagged),
});

/** The paper at work: one question or the summary, and the palette to move about. */
export function PaperView({ attempt, sheet, view, logFile, isCovered, onSubmit }: PaperProps) {
  const { formatMessage } = useIntl();
  const place = usePlace(attempt.questions.length);
  const [overlay, setOverlay] = useState<'palette' | 'confirm'>();
  const cells = paletteCells(attempt.questions, view.slots, place.number);
  const question = place.number === undefined ? undefined : attempt.questions[place.number - 1];
  const goTo = (number: number) => {
    setOverlay(undefined);
    place.goTo(number);
  };
  const toSummary = () => {
    setOverlay(undefined);
    place.toSummary();
  };
  return (
    <div className={classes.layout}>
      <main id="main" tabIndex={-1} className={classes.main}>
        {question && place.number !== undefined ? (
          <QuestionView
            key={question.slot}
            question={question}
            number={place.number}
            count={attempt.questions.length}
            {...heldOf({ attempt, sheet, view }, question.slot)}
          />
        ) : (
          <Summary cells={cells} onGoTo={goTo} onSubmit={() => setOverlay('confirm')} />
        )}
        <QuestionNav place={place} cells={cells} onPalette={() => setOverlay('palette')} />
        <Warnings key={place.number} {...{ attempt, view, logFile }} />
      </main>
      <aside className={classes.side} aria-label={formatMessage({ id: 'takeExam.palette' })}>
        <Palette cells={cells} onGoTo={goTo} onSummary={question && toSummary} />
      </aside>
      {!isCovered && overlay === 'palette' && (
        <PaletteSheet
          cells={cells}
          onGoTo={goTo}
          onSummary={toSummary}
          onClose={() => setOverlay(undefined)}
        />
      )}
      {!isCovered && overlay === 'confirm' && (
        <ConfirmSubmit cells={cells} onSubmit={onSubmit} onClose={() => setOverlay(undefined)} />
      )}
    </div>
  );
}
