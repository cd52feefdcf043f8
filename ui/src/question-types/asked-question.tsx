import type { LanguageMap } from '@chuyen-de/contracts';
import type { QuestionResponse, ShownQuestion } from '@chuyen-de/question-types';
import { Suspense } from 'react';
import { FormattedMessage } from 'react-intl';
import { Loading } from '../components/loading.tsx';
import { Localised } from '../components/localised.tsx';
import classes from './asked-question.module.css';
import { faceOf } from './index.ts';

interface Props {
  /** `points`: what it is worth, where that is not the same for all. */
  question: ShownQuestion & { slot: number; stem: LanguageMap; points?: number | undefined };
  response: QuestionResponse;
  onAnswer: (response: QuestionResponse) => void;
}

/** A question at work: what is asked, what to do, and where to do it. */
export function AskedQuestion({ question, response, onAnswer }: Props) {
  const { Answer, hint } = faceOf(question.type);
  const { points } = question;
  return (
    <fieldset>
      <legend className={classes.stem}>
        <Localised text={question.stem} />
        <span className={classes.hint}>
          <FormattedMessage id={hint} />
          {points !== undefined && (
            <>
              {' · '}
              <FormattedMessage id="takeExam.points" values={{ points }} />
            </>
          )}
        </span>
      </legend>
      <div className={classes.answer}>
        <Suspense fallback={<Loading />}>
          <Answer question={question} response={response} onAnswer={onAnswer} />
        </Suspense>
      </div>
    </fieldset>
  );
}
