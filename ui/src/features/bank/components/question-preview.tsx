import type { QuestionDraft } from '@chuyen-de/contracts';
import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import card from '../../../components/card.module.css';
import { AskedQuestion } from '../../../question-types/asked-question.tsx';
import { shownText } from '../../../question-types/editing.tsx';
import { editorOf } from '../../../question-types/editors.ts';
import { faceOf } from '../../../question-types/index.ts';
import classes from './bank.module.css';

/** The question as learners will see it, as it is typed; it can be tried. */
export function QuestionPreview({ content }: { content: QuestionDraft['content'] }) {
  const { type } = content;
  const [response, setResponse] = useState(faceOf(type).blank);
  const question = { ...editorOf(type).shown(content), slot: 1, stem: shownText(content['stem']) };
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
      <h2 className={classes.legend}>
        <FormattedMessage id="bank.preview" />
      </h2>
      <AskedQuestion question={question} response={response} onAnswer={setResponse} />
    </section>
  );
}
