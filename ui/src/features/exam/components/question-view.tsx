import type { LearnerAttempt } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Localised } from '../../../components/localised.tsx';
import { useFocusOnArrival } from '../../../components/use-focus-on-arrival.ts';
import { EMPTY_SLOT, type SheetSlot } from '../log/sheet-state.ts';
import { OptionRow } from './option-row.tsx';
import classes from './question-view.module.css';

type PaperQuestion = LearnerAttempt['questions'][number];

interface QuestionProps {
  question: PaperQuestion;
  number: number;
  count: number;
  held: SheetSlot | undefined;
  onChoose: (selected: string[]) => void;
  onFlag: (flagged: boolean) => void;
}

/** Options in the paper's order, so that equal choices are equal whatever the order of tapping. */
function withOption({ options }: PaperQuestion, selected: readonly string[], id: string, on: boolean) {
  return options.map((option) => option.id).filter((one) => (one === id ? on : selected.includes(one)));
}

export function QuestionView({ question, number, count, held, onChoose, onFlag }: QuestionProps) {
  const { selected, flagged } = held ?? EMPTY_SLOT;
  const heading = useFocusOnArrival();
  const single = question.type === 'single-choice';
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
      <fieldset>
        <legend className={classes.stem}>
          <Localised text={question.stem} />
          <span className={classes.hint}>
            <FormattedMessage id={single ? 'takeExam.chooseOne' : 'takeExam.chooseAll'} />
          </span>
        </legend>
        <div className={classes.options}>
          {question.options.map((option, index) => (
            <OptionRow
              key={option.id}
              name={`slot-${question.slot}`}
              single={single}
              position={index}
              text={option.text}
              checked={selected.includes(option.id)}
              onChange={(on) =>
                onChoose(single ? [option.id] : withOption(question, selected, option.id, on))
              }
            />
          ))}
        </div>
      </fieldset>
      <Button
        look="quiet"
        className={classes.clear}
        hidden={selected.length === 0}
        onClick={() => onChoose([])}
      >
        <FormattedMessage id="takeExam.clear" />
      </Button>
    </article>
  );
}
