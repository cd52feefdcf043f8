import type { QuestionResult, SurveyResults } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link, useParams } from 'wouter';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { ErrorNotice, ErrorView } from '../../../components/error-view.tsx';
import { KeyFigure, KeyFigures } from '../../../components/key-figures.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Notice } from '../../../components/notice.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { Meter } from '../../../components/progress.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { handOver } from '../../../lib/hand-over.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { resultsFile, resultsQuery } from '../api/surveys.ts';
import { SurveyLeadWords, SurveysWords } from './surveys-words.tsx';
import classes from './surveys.module.css';

type Counted = Extract<QuestionResult, { kind: 'scale' | 'options' }>;

const wordsOf = (result: Counted): string[] =>
  result.kind === 'options'
    ? result.options
    : result.counts.map((_, index) =>
        index === 0
          ? `1, ${result.low}`
          : index === result.counts.length - 1
            ? `${index + 1}, ${result.high}`
            : `${index + 1}`,
      );

/** How many have chosen what: in figures for everybody, and as bars for those who see them. */
function Counts({ result, labelledBy }: { result: Counted; labelledBy: string }) {
  const { percent } = useFormats();
  return (
    <table className={classes.results} aria-labelledby={labelledBy}>
      <thead>
        <tr>
          <th scope="col">
            <FormattedMessage id="surveyLead.results.answer" />
          </th>
          <th scope="col">
            <FormattedMessage id="surveyLead.results.chosen" />
          </th>
          <th scope="col" className={classes.bar}>
            <FormattedMessage id="surveyLead.results.share" />
          </th>
        </tr>
      </thead>
      <tbody>
        {wordsOf(result).map((words, index) => {
          const count = result.counts[index] ?? 0;
          return (
            <tr key={index}>
              <th scope="row">{words}</th>
              <td>{count}</td>
              <td>
                {percent(count / result.given)}
                <Meter aria-hidden="true" value={count} max={result.given} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Given({ result }: { result: Exclude<QuestionResult, { kind: 'withheld' }> }) {
  const { number } = useFormats();
  if (result.kind !== 'scale')
    return <FormattedMessage id="surveyLead.results.given" values={{ given: result.given }} />;
  return (
    <FormattedMessage
      id="surveyLead.results.mean"
      values={{ given: result.given, mean: number(result.mean) }}
    />
  );
}

function Texts({ texts }: { texts: readonly string[] }) {
  return (
    <>
      <p className={classes.soft}>
        <FormattedMessage id="surveyLead.results.shuffled" />
      </p>
      <ul className={classes.list}>
        {texts.map((text, index) => (
          <li key={index} className={`${classes.row ?? ''} ${classes.text ?? ''}`}>
            {text}
          </li>
        ))}
      </ul>
    </>
  );
}

function Result({ result, number }: { result: QuestionResult; number: number }) {
  const titleId = useId();
  return (
    <section className={`${card.card ?? ''} ${classes.form ?? ''}`} aria-labelledby={titleId}>
      <h2 id={titleId}>
        {number}. {result.text}
      </h2>
      {result.kind === 'withheld' ? (
        <p>
          <FormattedMessage id="surveyLead.results.withheld" />
        </p>
      ) : (
        <p>
          <Given result={result} />
        </p>
      )}
      {(result.kind === 'scale' || result.kind === 'options') && (
        <Counts result={result} labelledBy={titleId} />
      )}
      {result.kind === 'text' && <Texts texts={result.texts} />}
    </section>
  );
}

function Files({ code, id }: { code: string; id: string }) {
  const file = useMutation({
    mutationFn: async (form: 'xlsx' | 'csv') =>
      handOver(await resultsFile(code, id, form), `khao-sat.${form}`),
  });
  return (
    <>
      <div className={classes.ways}>
        {(['xlsx', 'csv'] as const).map((form) => (
          <Button key={form} aria-disabled={file.isPending} onClick={() => file.mutate(form)}>
            <FormattedMessage id={form === 'xlsx' ? 'surveyLead.excel' : 'surveyLead.csv'} />
          </Button>
        ))}
      </div>
      {file.isError && <ErrorNotice error={file.error} />}
    </>
  );
}

function Results({ code, id, results }: { code: string; id: string; results: SurveyResults }) {
  return (
    <article className={classes.page}>
      <Link to={`/classes/${code}/surveys`}>
        <FormattedMessage id="surveys.back" />
      </Link>
      <PageHead kicker={<FormattedMessage id="surveyLead.results.title" />} title={results.title} />
      <KeyFigures>
        <KeyFigure label="surveyLead.results.count">{results.answers}</KeyFigure>
      </KeyFigures>
      {results.questions === null ? (
        <Notice>
          <FormattedMessage id="surveyLead.results.few" />
        </Notice>
      ) : (
        <>
          <Files code={code} id={id} />
          {results.questions.map((result, index) => (
            <Result key={index} result={result} number={index + 1} />
          ))}
        </>
      )}
    </article>
  );
}

function Page() {
  const { code, survey: id } = useParams<{ code: string; survey: string }>();
  const { formatMessage } = useIntl();
  const results = useQuery(resultsQuery(code, id));
  usePageTitle(formatMessage({ id: 'surveyLead.results.title' }));
  if (results.data) return <Results code={code} id={id} results={results.data} />;
  if (results.isError) return <ErrorView error={results.error} onRetry={() => void results.refetch()} />;
  return <Loading />;
}

/** What came of a survey: sums, and what was said in no order. */
export const SurveyResultsPage = () => (
  <SurveysWords>
    <SurveyLeadWords>
      <Page />
    </SurveyLeadWords>
  </SurveysWords>
);
