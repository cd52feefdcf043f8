import type { AnswerToMark } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import card from '../../../components/card.module.css';
import { Disclosure } from '../../../components/disclosure.tsx';
import { Localised } from '../../../components/localised.tsx';
import { Notice } from '../../../components/notice.tsx';
import { QuestionReview } from '../../../question-types/question-review.tsx';
import { MarkingForm, type MarkingProps } from './marking-form.tsx';
import { MarkingWords } from './marking-words.tsx';
import classes from './marking.module.css';

function History({ markings }: Pick<AnswerToMark, 'markings'>) {
  if (markings.length === 0) return null;
  return (
    <Disclosure summary={<FormattedMessage id="marking.history" values={{ times: markings.length }} />}>
      <ol>
        {markings.map((marking) => (
          <li key={marking.at}>
            <MarkingWords marking={marking} />
          </li>
        ))}
      </ol>
    </Disclosure>
  );
}

/** An answer with what was asked, and beside it where it is marked. */
export function AnswerView({ answer, ...marking }: MarkingProps & { answer: AnswerToMark }) {
  const { question, markings, can } = answer;
  return (
    <div className={classes.answer}>
      <section className={`${card.card ?? ''} ${classes.read ?? ''}`}>
        <h2 className={classes.stem}>
          <Localised text={question.stem} />
        </h2>
        <QuestionReview question={question} />
        <History markings={markings} />
      </section>
      <section className={card.card}>
        {can.mark ? (
          <MarkingForm answer={answer} {...marking} />
        ) : (
          <Notice>
            <FormattedMessage id="marking.notToMark" />
          </Notice>
        )}
      </section>
    </div>
  );
}
