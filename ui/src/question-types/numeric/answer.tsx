import { readNumber } from '@chuyen-de/question-types/numeric/device';
import { useId } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Localised } from '../../components/localised.tsx';
import type { AnswerProps } from '../face.ts';
import field from '../short-answer/answer.module.css';
import classes from './answer.module.css';
import { useNumberWords } from './use-number-words.ts';

const MOST_CHARACTERS = 50;

/** How the number that was typed is read, so that nobody is marked by another one. */
function Reading({ text }: { text: string }) {
  const words = useNumberWords();
  if (text.trim() === '') return null;
  const written = readNumber(text);
  return written ? (
    <FormattedMessage
      id="question.number.read"
      values={{ value: `${words(written.value)} ${written.rest}`.trim() }}
    />
  ) : (
    <FormattedMessage id="question.number.unread" />
  );
}

export function Numeric({ question: { unit }, response, onAnswer }: AnswerProps<'numeric'>) {
  const { formatMessage } = useIntl();
  const id = useId();
  return (
    <div className={classes.number}>
      <div className={classes.line}>
        <input
          type="text"
          inputMode="decimal"
          className={`${field.text ?? ''} ${classes.field ?? ''}`}
          aria-label={formatMessage({ id: 'question.text' })}
          aria-describedby={unit ? `${id}-unit ${id}-reading` : `${id}-reading`}
          value={response.text}
          maxLength={MOST_CHARACTERS}
          autoComplete="off"
          onChange={(event) => onAnswer({ ...response, text: event.target.value })}
        />
        {unit && (
          <span id={`${id}-unit`}>
            <Localised text={unit} />
          </span>
        )}
      </div>
      <p id={`${id}-reading`} role="status" className={classes.reading}>
        <Reading text={response.text} />
      </p>
    </div>
  );
}
