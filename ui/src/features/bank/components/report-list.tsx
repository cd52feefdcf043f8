import type { QuestionReport, ReportState } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'wouter';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { Choice } from '../../../components/choice.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Localised } from '../../../components/localised.tsx';
import { Notice } from '../../../components/notice.tsx';
import { Pager } from '../../../components/pager.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { reportsQuery, type ReportsRequest } from '../api/reports.ts';
import classes from './bank.module.css';
import { ReportAnswerForm } from './report-answer-form.tsx';

const STATES = ['waiting', 'answered'] as const satisfies ReportState[];

/** Which question it is about, where the list is of several. */
function About({ report: { bank, question, stem, can } }: { report: QuestionReport }) {
  const words = stem ? <Localised text={stem} /> : <FormattedMessage id="reports.noStem" />;
  return (
    <p className={classes.name}>
      {can.open ? <Link to={`/banks/${bank}/questions/${question}`}>{words}</Link> : words}
    </p>
  );
}

function Answer({ answer: { at, by, outcome, text } }: { answer: NonNullable<QuestionReport['answer']> }) {
  const { formatMessage } = useIntl();
  const { dateTime } = useFormats();
  return (
    <div className={classes.panel}>
      <p className={classes.soft}>
        <FormattedMessage id={`reports.outcome.${outcome}`} /> · {by ?? formatMessage({ id: 'bank.someone' })}{' '}
        · {dateTime(at)}
      </p>
      {text !== null && <p className={classes.said}>{text}</p>}
    </div>
  );
}

interface EntryProps {
  report: QuestionReport;
  /** Whether all are of the question that the page is of. */
  ofOne: boolean;
  onAnswered: (count: number) => void;
}

function Entry({ report, ofOne, onAnswered }: EntryProps) {
  const { dateTime } = useFormats();
  const [isAnswering, setAnswering] = useState(false);
  const { question, revision, kind, at, text, answer, others, can } = report;
  return (
    <li className={`${ofOne ? '' : (card.card ?? '')} ${classes.panel ?? ''}`}>
      {!ofOne && <About report={report} />}
      <p className={classes.soft}>
        <FormattedMessage id={`report.kind.${kind}`} /> · {ofOne ? '' : `${question} · `}
        <FormattedMessage id="reports.revision" values={{ revision }} /> · {dateTime(at)}
      </p>
      <p className={classes.said}>{text ?? <FormattedMessage id="reports.blind" />}</p>
      {answer && <Answer answer={answer} />}
      {!ofOne && !answer && others > 0 && (
        <p className={classes.soft}>
          <FormattedMessage id="reports.others" values={{ count: others }} />
        </p>
      )}
      {can.answer && !isAnswering && (
        <div>
          <Button onClick={() => setAnswering(true)}>
            <FormattedMessage id="reports.answer" />
          </Button>
        </div>
      )}
      {can.answer && isAnswering && (
        <ReportAnswerForm report={report} onAnswered={onAnswered} onClose={() => setAnswering(false)} />
      )}
    </li>
  );
}

/** What learners have reported, of one question or of all that somebody may answer for. */
export function ReportList({ question }: { question?: string }) {
  const { formatMessage } = useIntl();
  const [request, setRequest] = useState<ReportsRequest>({ state: 'waiting', page: 1, question });
  const [answered, setAnswered] = useState(0);
  const found = useQuery(reportsQuery(request));
  if (found.isError && !found.data) return <ErrorNotice error={found.error} />;
  if (!found.data) return <Loading />;
  const view = found.data;
  return (
    <>
      <Choice
        label={formatMessage({ id: 'reports.state' })}
        value={request.state}
        options={STATES.map((value) => ({
          value,
          label: formatMessage({ id: `reports.state.${value}` }, { count: view.waiting }),
        }))}
        onChange={(state) => setRequest({ ...request, state, page: 1 })}
      />
      {answered > 0 && (
        <Notice tone="good" live>
          <FormattedMessage id="reports.answered" values={{ count: answered }} />
        </Notice>
      )}
      <p role="status" className={classes.soft}>
        <FormattedMessage
          id={view.found > 0 ? 'reports.found' : 'reports.none'}
          values={{ count: view.found }}
        />
      </p>
      <ul className={classes.list}>
        {view.reports.map((report) => (
          <Entry key={report.id} report={report} ofOne={question !== undefined} onAnswered={setAnswered} />
        ))}
      </ul>
      <Pager
        label="reports.pages"
        page={view.page}
        pages={view.pages}
        onPage={(page) => setRequest({ ...request, page })}
      />
    </>
  );
}

/** What learners have reported of the question that a page is of. */
export const ReportsPanel = ({ question }: { question: string }) => (
  <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
    <h2 className={classes.legend}>
      <FormattedMessage id="reports.ofQuestion" />
    </h2>
    <ReportList question={question} />
  </section>
);
