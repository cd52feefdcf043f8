import type { ExamPreview } from '@chuyen-de/contracts';
import type { QuestionResponse } from '@chuyen-de/question-types';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Notice } from '../../../components/notice.tsx';
import { ProblemError } from '../../../lib/http.ts';
import { AskedQuestion } from '../../../question-types/asked-question.tsx';
import { faceOf } from '../../../question-types/index.ts';
import { previewQuery } from '../api/made-exams.ts';
import { previewSeed } from '../draft-changes.ts';
import type { DraftView } from '../draft-sheet.ts';
import classes from './exam-editor.module.css';

/** A paper to try: what is answered stays on the screen. */
function Paper({ questions }: ExamPreview) {
  const [place, setPlace] = useState(0);
  const [responses, setResponses] = useState<ReadonlyMap<number, QuestionResponse>>(new Map());
  const question = questions[Math.min(place, questions.length - 1)];
  if (!question)
    return (
      <p>
        <FormattedMessage id="examEditor.preview.empty" />
      </p>
    );
  const number = questions.indexOf(question) + 1;
  return (
    <article className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
      <h2 className={classes.label}>
        <FormattedMessage id="takeExam.questionOf" values={{ number, count: questions.length }} />
      </h2>
      <AskedQuestion
        key={question.slot}
        question={question}
        response={responses.get(question.slot) ?? faceOf(question.type).blank}
        onAnswer={(response) => setResponses((held) => new Map(held).set(question.slot, response))}
      />
      <div className={classes.ways}>
        <Button disabled={number === 1} onClick={() => setPlace(number - 2)}>
          <Icon name="back" />
          <FormattedMessage id="takeExam.previous" />
        </Button>
        <Button look="main" disabled={number === questions.length} onClick={() => setPlace(number)}>
          <FormattedMessage id="takeExam.next" />
          <Icon name="forward" />
        </Button>
      </div>
    </article>
  );
}

const isShort = (error: unknown): boolean =>
  error instanceof ProblemError && error.code === 'blueprint_short';

/** A paper as the draft would have it, drawn again whenever that is saved; it counts nowhere. */
export function Preview({ view }: { view: DraftView }) {
  const [seed, setSeed] = useState(previewSeed);
  const paper = useQuery(previewQuery(view.stored.code, view.stored.edition, seed));
  return (
    <>
      <Notice>
        <FormattedMessage id="examEditor.preview.note" />
      </Notice>
      {view.state !== 'saved' && (
        <p className={classes.soft}>
          <FormattedMessage id="examEditor.preview.waiting" />
        </p>
      )}
      <div className={classes.ways}>
        <Button onClick={() => setSeed(previewSeed())}>
          <Icon name="refresh" />
          <FormattedMessage id="examEditor.preview.another" />
        </Button>
      </div>
      {paper.isPending && <Loading />}
      {paper.isError &&
        (isShort(paper.error) ? (
          <Notice tone="warn" live>
            <FormattedMessage id="examEditor.preview.short" />
          </Notice>
        ) : (
          <ErrorNotice error={paper.error} />
        ))}
      {paper.data && <Paper key={`${seed} ${view.stored.edition}`} questions={paper.data.questions} />}
    </>
  );
}
