import { MOST_SURVEY_TEXT, SCALE_STEPS } from '@chuyen-de/contracts/survey-bounds';
import type { SurveyAnswer, SurveyQuestion } from '@chuyen-de/contracts';
import { useId, type ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { TextArea } from '../../../components/text-area.tsx';
import { isServed } from '../../../lib/is-served.ts';
import classes from './surveys.module.css';

interface Answering<Question extends SurveyQuestion = SurveyQuestion> {
  question: Question;
  number: number;
  answer: SurveyAnswer;
  onAnswer: (answer: SurveyAnswer) => void;
}
type Of<Kind extends SurveyQuestion['kind']> = Answering<Extract<SurveyQuestion, { kind: Kind }>>;

const STEPS = Array.from({ length: SCALE_STEPS }, (_, index) => index + 1);

const nameOf = (number: number) => `question-${number}`;

/** The numbers in a row, with what the ends mean below them. */
function Scale({ question, number, answer, onAnswer }: Of<'scale'>) {
  const meaningOf = (step: number) =>
    step === 1 ? `1, ${question.low}` : step === SCALE_STEPS ? `${step}, ${question.high}` : `${step}`;
  return (
    <>
      <div className={classes.steps}>
        {STEPS.map((step) => (
          <label key={step} className={classes.step}>
            <input
              type="radio"
              name={nameOf(number)}
              aria-label={meaningOf(step)}
              checked={answer === step}
              onChange={() => onAnswer(step)}
            />
            <span aria-hidden="true">{step}</span>
          </label>
        ))}
      </div>
      <div className={classes.ends} aria-hidden="true">
        <span>
          <FormattedMessage id="surveys.step.low" values={{ words: question.low }} />
        </span>
        <span>
          <FormattedMessage id="surveys.step.high" values={{ words: question.high }} />
        </span>
      </div>
    </>
  );
}

function Options({ question, number, answer, onAnswer }: Of<'single' | 'multiple'>) {
  const chosen = Array.isArray(answer) ? answer : typeof answer === 'number' ? [answer] : [];
  const isSingle = question.kind === 'single';
  const choose = (option: number) => {
    const others = chosen.filter((each) => each !== option);
    const next = chosen.includes(option) ? others : [...others, option];
    onAnswer(isSingle ? option : next.length === 0 ? null : next);
  };
  return question.options.map((words, option) => (
    <label key={option} className={classes.option}>
      <input
        type={isSingle ? 'radio' : 'checkbox'}
        name={nameOf(number)}
        checked={chosen.includes(option)}
        onChange={() => choose(option)}
      />
      <span>{words}</span>
    </label>
  ));
}

function Words({ number, answer, onAnswer }: Of<'text'>) {
  return (
    <TextArea
      name={nameOf(number)}
      label={<FormattedMessage id="surveys.text" />}
      maxLength={MOST_SURVEY_TEXT}
      value={typeof answer === 'string' ? answer : ''}
      onChange={(event) => onAnswer(event.target.value)}
    />
  );
}

function Answer({ question, ...answering }: Answering): ReactNode {
  switch (question.kind) {
    case 'scale':
      return <Scale question={question} {...answering} />;
    case 'single':
    case 'multiple':
      return <Options question={question} {...answering} />;
    case 'text':
      return <Words question={question} {...answering} />;
  }
}

/** A question of a survey with the field for its answer. */
export function QuestionField({ isMissing, ...answering }: Answering & { isMissing: boolean }) {
  const { question, number, answer, onAnswer } = answering;
  const { formatMessage } = useIntl();
  const faultId = useId();
  // Radio buttons, once chosen, cannot be left empty again by themselves.
  const canBeCleared =
    !question.required && answer !== null && (question.kind === 'scale' || question.kind === 'single');
  return (
    <fieldset
      className={`${card.card ?? ''} ${classes.question ?? ''}`}
      disabled={isServed}
      aria-describedby={isMissing ? faultId : undefined}
    >
      <legend className={classes.legend}>
        {number + 1}. {question.text}{' '}
        {question.required && (
          <span className={classes.soft}>
            <FormattedMessage id="surveys.required" />
          </span>
        )}
      </legend>
      <Answer {...answering} />
      {canBeCleared && (
        <Button
          look="quiet"
          aria-label={`${formatMessage({ id: 'surveys.pass' })}: ${question.text}`}
          onClick={() => onAnswer(null)}
        >
          <FormattedMessage id="surveys.pass" />
        </Button>
      )}
      {isMissing && (
        <p id={faultId} className={classes.fault}>
          <FormattedMessage id="surveys.requiredMissing" />
        </p>
      )}
    </fieldset>
  );
}
