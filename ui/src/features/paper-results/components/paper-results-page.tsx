import type { PaperImportHead, PaperResults } from '@chuyen-de/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link, useLocation } from 'wouter';
import card from '../../../components/card.module.css';
import { ErrorView } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Localised } from '../../../components/localised.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { paperImportQuery, paperResultsQuery, sendResults } from '../api/paper-results.ts';
import classes from './paper-results.module.css';
import { PaperResultsWords } from './paper-results-words.tsx';
import { SendTable } from './send-table.tsx';

/** Which columns a file may have. */
const COLUMNS = ['who', 'paper', 'answers', 'mark', 'mask'] as const;

const panel = `${card.card ?? ''} ${classes.panel ?? ''}`;

function Start({ exam, papers }: { exam: string; papers: PaperResults['papers'] }) {
  const [, navigate] = useLocation();
  const client = useQueryClient();
  return (
    <section className={panel}>
      <h2 className={classes.legend}>
        <FormattedMessage id="paperResults.new" />
      </h2>
      <p>
        {papers.length > 0 ? (
          <FormattedMessage
            id="paperResults.papers"
            values={{ codes: papers.map(({ code, questions }) => `${code} (${questions})`).join(', ') }}
          />
        ) : (
          <FormattedMessage id="paperResults.noPapers" />
        )}
      </p>
      <ul className={classes.columns}>
        {COLUMNS.map((column) => (
          <li key={column}>
            <FormattedMessage id={`paperResults.column.${column}`} />
          </li>
        ))}
      </ul>
      <SendTable
        label={<FormattedMessage id="paperResults.file" />}
        hint={<FormattedMessage id="paperResults.fileHint" />}
        deed={<FormattedMessage id="paperResults.read" />}
        send={(file) => sendResults(exam, file)}
        onSent={(read) => {
          client.setQueryData(paperImportQuery(exam, read.id).queryKey, read);
          navigate(`/exams/${exam}/paper-results/${read.id}`);
        }}
      />
    </section>
  );
}

function One({ exam, read }: { exam: string; read: PaperImportHead }) {
  const { dateTime } = useFormats();
  const { id, name, at, by, state, rows, entered, undone } = read;
  return (
    <li>
      <Link to={`/exams/${exam}/paper-results/${id}`}>{name}</Link>
      <br />
      <span className={classes.soft}>
        <FormattedMessage id="paperResults.one" values={{ at: dateTime(at), by: by ?? '–', rows, entered }} />{' '}
        <FormattedMessage id={`paperResults.state.${state}`} />
        {undone && (
          <>
            {' '}
            <FormattedMessage
              id="paperResults.undone"
              values={{ at: dateTime(undone.at), by: undone.by ?? '–', reason: undone.reason }}
            />
          </>
        )}
      </span>
    </li>
  );
}

function Results({ exam }: { exam: string }) {
  const { formatMessage } = useIntl();
  const found = useQuery(paperResultsQuery(exam));
  usePageTitle(formatMessage({ id: 'paperResults.title' }));
  if (found.isError) return <ErrorView error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const { exam: about, papers, imports } = found.data;
  return (
    <article className={classes.page}>
      <PageHead
        kicker={
          <>
            <Link to={`/exams/${exam}/documents`}>
              <FormattedMessage id="paperResults.back" />
            </Link>
            {' · '}
            <FormattedMessage id="paperResults.title" />
          </>
        }
        title={<Localised text={about.title} />}
      >
        <p>
          <FormattedMessage id="paperResults.about" />
        </p>
      </PageHead>
      <Start exam={exam} papers={papers} />
      {imports.length > 0 && (
        <section className={panel}>
          <h2 className={classes.legend}>
            <FormattedMessage id="paperResults.before" />
          </h2>
          <ul className={classes.list}>
            {imports.map((read) => (
              <One key={read.id} exam={exam} read={read} />
            ))}
          </ul>
        </section>
      )}
    </article>
  );
}

/** Where results of an exam that was sat on paper are read from files. */
export const PaperResultsPage = () => (
  <PaperResultsWords>{(exam) => <Results exam={exam} />}</PaperResultsWords>
);
