import type { CountedAttempts, ExamQuestions, QuestionOrder } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { ErrorView } from '../../../components/error-view.tsx';
import { ExamOfLink } from '../../../components/exam-of-link.tsx';
import { FiguresWords } from '../../../components/figures-words.tsx';
import { KeyFigure, KeyFigures } from '../../../components/key-figures.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Localised } from '../../../components/localised.tsx';
import { Notice } from '../../../components/notice.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { Pager } from '../../../components/pager.tsx';
import { Select } from '../../../components/select.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { handOver } from '../../../lib/hand-over.ts';
import { useText } from '../../../lib/localised.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { questionsFile, questionsQuery, type QuestionsRequest } from '../api/questions.ts';
import { QuestionRow } from './question-row.tsx';
import classes from './questions-page.module.css';

const ATTEMPTS = ['first', 'all'] as const satisfies CountedAttempts[];
const ORDERS = ['check', 'hardest'] as const satisfies QuestionOrder[];

const NONE = '–';

/** The paper as a whole, in marks of ten. */
function Paper({ view: { paper, toCheck } }: { view: ExamQuestions }) {
  const { mark, number, percent } = useFormats();
  const outOfTen = (share: number | null): string => (share === null ? NONE : mark(10 * share));
  return (
    <KeyFigures>
      <KeyFigure label="figures.n">{number(paper.n)}</KeyFigure>
      <KeyFigure label="figures.mean">{outOfTen(paper.mean)}</KeyFigure>
      <KeyFigure label="figures.deviation">{outOfTen(paper.deviation)}</KeyFigure>
      <KeyFigure label="figures.consistency">
        {paper.consistency === null ? NONE : number(paper.consistency)}
      </KeyFigure>
      <KeyFigure label="figures.errorRatio">
        {paper.errorRatio === null ? NONE : percent(paper.errorRatio)}
      </KeyFigure>
      <KeyFigure label="figures.error">{outOfTen(paper.error)}</KeyFigure>
      <KeyFigure label="figures.toCheck">{number(toCheck.veryLikely)}</KeyFigure>
    </KeyFigures>
  );
}

/** All figures as a file. */
function File({ exam, attempts }: { exam: string; attempts: CountedAttempts }) {
  const fetchFile = useMutation({
    mutationFn: (of: typeof attempts) => questionsFile(exam, of),
    onSuccess: (file) => handOver(file, `questions-${exam}.csv`),
  });
  return (
    <div>
      <Button aria-disabled={fetchFile.isPending} onClick={() => fetchFile.mutate(attempts)}>
        <FormattedMessage id="figures.file" />
      </Button>
      {fetchFile.isError && <ErrorView error={fetchFile.error} onRetry={() => fetchFile.mutate(attempts)} />}
    </div>
  );
}

interface ViewProps {
  exam: string;
  view: ExamQuestions;
  request: QuestionsRequest;
  onRequest: (request: QuestionsRequest) => void;
}

function Questions({ exam, view, request, onRequest }: ViewProps) {
  const { formatMessage } = useIntl();
  const ask = (change: Partial<QuestionsRequest>) => onRequest({ ...request, page: 1, ...change });
  return (
    <section className={classes.list}>
      <div className={classes.asking}>
        <div className={classes.choice}>
          <Select
            label={<FormattedMessage id="figures.attempts" />}
            value={request.attempts}
            options={ATTEMPTS.map((value) => ({
              value,
              label: formatMessage({ id: `figures.attempts.${value}` }),
            }))}
            onChange={(attempts) => ask({ attempts })}
          />
        </div>
        <div className={classes.choice}>
          <Select
            label={<FormattedMessage id="figures.order" />}
            value={request.order}
            options={ORDERS.map((value) => ({
              value,
              label: formatMessage({ id: `figures.order.${value}` }),
            }))}
            onChange={(order) => ask({ order })}
          />
        </div>
        {view.found > 0 && <File exam={exam} attempts={request.attempts} />}
      </div>
      <h2>
        <FormattedMessage id="figures.list" />
      </h2>
      <p role="status" className={classes.soft}>
        {view.found === 0 ? (
          <FormattedMessage id="figures.empty" />
        ) : (
          <FormattedMessage id="figures.found" values={{ count: view.found }} />
        )}
      </p>
      <ol className={classes.questions}>
        {view.questions.map((question) => (
          <QuestionRow key={`${question.code}@${question.revision}`} question={question} />
        ))}
      </ol>
      <Pager label="figures.pages" page={view.page} pages={view.pages} onPage={(page) => ask({ page })} />
    </section>
  );
}

function Page({ exam }: { exam: string }) {
  const text = useText();
  const [request, setRequest] = useState<QuestionsRequest>({ attempts: 'first', order: 'check', page: 1 });
  const found = useQuery(questionsQuery(exam, request));
  usePageTitle(found.data && text(found.data.title));
  if (found.isError && !found.data)
    return <ErrorView error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const view = found.data;
  return (
    <article className={classes.page}>
      <PageHead
        kicker={<FormattedMessage id="figures.kicker.questions" />}
        title={<Localised text={view.title} />}
      />
      {!view.isComplete && (
        <Notice>
          <FormattedMessage id="figures.incomplete" />
        </Notice>
      )}
      <Paper view={view} />
      <p className={classes.soft}>
        <FormattedMessage id="figures.about" />
      </p>
      <Questions exam={exam} view={view} request={request} onRequest={setRequest} />
    </article>
  );
}

/** How the questions of the exam of this link were answered. */
export function QuestionsPage() {
  return (
    <ExamOfLink>
      {(exam) => (
        <FiguresWords>
          <Page exam={exam} />
        </FiguresWords>
      )}
    </ExamOfLink>
  );
}
