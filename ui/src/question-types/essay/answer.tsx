import { countWords, cutEssay, MOST_CHARACTERS } from '@chuyen-de/question-types/essay/device';
import { useId, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import type { AnswerProps } from '../face.ts';
import classes from './essay.module.css';
import { LengthWords } from './length-words.tsx';

/** A field that grows with what is written; how many words there are stands below, and is told only at rest. */
export function Essay({ question: { words }, response, onAnswer }: AnswerProps<'essay'>) {
  const { formatMessage } = useIntl();
  const [isCut, setCut] = useState(false);
  const id = useId();
  const write = (text: string) => {
    setCut(text.length > MOST_CHARACTERS);
    onAnswer({ ...response, text: cutEssay(text) });
  };
  return (
    <div className={classes.essay}>
      <div className={classes.grow} data-text={`${response.text} `}>
        <textarea
          className={classes.text}
          aria-label={formatMessage({ id: 'question.text' })}
          aria-describedby={id}
          rows={8}
          value={response.text}
          autoComplete="off"
          onChange={(event) => write(event.target.value)}
        />
      </div>
      <p id={id} className={classes.length}>
        <LengthWords count={countWords(response.text)} limit={words} />
      </p>
      <p role="status" className={classes.cut}>
        {isCut && <FormattedMessage id="question.essay.cut" values={{ most: MOST_CHARACTERS }} />}
      </p>
    </div>
  );
}
