import { useIntl } from 'react-intl';
import type { AnswerProps } from '../face.ts';
import classes from './answer.module.css';

const MOST_CHARACTERS = 500;

export function ShortAnswer({ response, onAnswer }: AnswerProps<'short-answer'>) {
  const { formatMessage } = useIntl();
  return (
    <input
      type="text"
      className={classes.text}
      aria-label={formatMessage({ id: 'question.text' })}
      value={response.text}
      maxLength={MOST_CHARACTERS}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => onAnswer({ ...response, text: event.target.value })}
    />
  );
}
