import type { GradebookView } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'wouter';
import card from '../../../components/card.module.css';
import { ErrorView } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Localised } from '../../../components/localised.tsx';
import { Notice } from '../../../components/notice.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { Select } from '../../../components/select.tsx';
import { loadExamDocumentsCatalogue } from '../../../i18n/exam-documents-catalogues.ts';
import { LaterWords } from '../../../i18n/later-words.tsx';
import { useCan } from '../../../lib/use-can.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { classHeadQuery } from '../api/whole-class.ts';
import {
  HEADING_LINES,
  rememberedHeading,
  rememberHeading,
  TOPS,
  type Heading,
} from '../../../documents/heading.ts';
import { DocumentFiles } from './document-files.tsx';
import { DossierPanel } from './dossier-panel.tsx';
import classes from './documents-page.module.css';

function HeadingFields({ heading, onHeading }: { heading: Heading; onHeading: (heading: Heading) => void }) {
  const { formatMessage } = useIntl();
  return (
    <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
      <h2 className={classes.legend}>
        <FormattedMessage id="documents.heading.legend" />
      </h2>
      <p className={classes.soft}>
        <FormattedMessage id="documents.heading.intro" />
      </p>
      <div className={classes.fields}>
        <Select
          label={<FormattedMessage id="documents.heading.top" />}
          value={heading.top}
          options={TOPS.map((value) => ({
            value,
            label: formatMessage({ id: `documents.heading.top.${value}` }),
          }))}
          onChange={(top) => onHeading({ ...heading, top })}
        />
        {HEADING_LINES.map((line) => (
          <Field
            key={line}
            type="text"
            maxLength={200}
            label={<FormattedMessage id={`documents.heading.${line}`} />}
            value={heading[line]}
            onChange={(event) => onHeading({ ...heading, [line]: event.target.value })}
          />
        ))}
      </div>
    </section>
  );
}

/** Results that may still change are not printed unawares. */
function Unfinished({ figures }: Pick<GradebookView, 'figures'>) {
  const { started, done, awaitsMarking } = figures;
  const open = started - done;
  if (open === 0 && awaitsMarking === 0) return null;
  return (
    <Notice tone="warn">
      <FormattedMessage id="documents.unfinished" values={{ open, marking: awaitsMarking }} />
    </Notice>
  );
}

/** Where results come in that were sat on paper. */
const OnPaper = ({ exam }: { exam: string }) => (
  <section className={`${card.card ?? ''} ${classes.panel ?? ''}`}>
    <h2 className={classes.legend}>
      <FormattedMessage id="documents.onPaper" />
    </h2>
    <p className={classes.soft}>
      <FormattedMessage id="documents.onPaperAbout" />
    </p>
    <p>
      <Link to={`/exams/${exam}/paper-results`}>
        <FormattedMessage id="documents.onPaperTo" />
      </Link>
    </p>
  </section>
);

function Documents() {
  const { formatMessage } = useIntl();
  const [heading, setHeading] = useState(rememberedHeading);
  const head = useQuery(classHeadQuery);
  const { makeDossiers } = useCan();
  usePageTitle(formatMessage({ id: 'documents.title' }));
  if (head.isError) return <ErrorView error={head.error} onRetry={() => void head.refetch()} />;
  if (!head.data) return <Loading />;
  const { title, contextTitle, figures } = head.data;
  return (
    <article className={classes.page}>
      <PageHead
        kicker={
          <>
            <Link to="/class">
              <FormattedMessage id="documents.back" />
            </Link>
            {' · '}
            <FormattedMessage id="documents.title" />
          </>
        }
        title={<Localised text={title} />}
      >
        {contextTitle !== null && <p>{contextTitle}</p>}
      </PageHead>
      <Unfinished figures={figures} />
      <HeadingFields
        heading={heading}
        onHeading={(next) => {
          setHeading(next);
          rememberHeading(next);
        }}
      />
      <DocumentFiles view={head.data} heading={heading} />
      {head.data.item.kind === 'exam' && makeDossiers && (
        <>
          <OnPaper exam={head.data.item.code} />
          <DossierPanel exam={head.data.item.code} />
        </>
      )}
    </article>
  );
}

/** Where the result list and the minutes of an exam are made, to be printed and signed. */
export const ExamDocumentsPage = () => (
  <LaterWords of="exam-documents" load={loadExamDocumentsCatalogue}>
    <Documents />
  </LaterWords>
);
