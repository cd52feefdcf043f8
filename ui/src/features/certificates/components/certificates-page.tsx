import type { CertificatesFilter, ClassCertificates } from '@chuyen-de/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useParams } from 'wouter';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { Choice } from '../../../components/choice.tsx';
import { Disclosure } from '../../../components/disclosure.tsx';
import { ErrorNotice, ErrorView } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { KeyFigure, KeyFigures } from '../../../components/key-figures.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Localised } from '../../../components/localised.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { Pager } from '../../../components/pager.tsx';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { certificatesQuery, issueToAll, type CertificatesRequest } from '../api/certificates.ts';
import { CertificateRow } from './certificate-row.tsx';
import { CertificatesWords } from './certificates-words.tsx';
import classes from './certificates.module.css';
import { FormPanel } from './form-panel.tsx';
import { useCertificatesDeed } from './use-certificates-deed.ts';

const FILTERS: CertificatesFilter[] = ['all', 'ready', 'lacking', 'issued'];

function Figures({ figures }: Pick<ClassCertificates, 'figures'>) {
  return (
    <>
      <KeyFigures>
        <KeyFigure label="certificates.people">{figures.people}</KeyFigure>
        <KeyFigure label="certificates.ready">{figures.ready}</KeyFigure>
        <KeyFigure label="certificates.issued">{figures.issued}</KeyFigure>
      </KeyFigures>
      {figures.unnamed > 0 && (
        <p className={classes.soft}>
          <FormattedMessage id="certificates.unnamed" values={{ count: figures.unnamed }} />
        </p>
      )}
    </>
  );
}

/** Gives the whole class what it has earned. */
function IssueAll({ code, view }: { code: string; view: ClassCertificates }) {
  const issuing = useCertificatesDeed(code, () => issueToAll(code));
  if (view.form.words === null)
    return (
      <p className={classes.soft}>
        <FormattedMessage id="certificates.issue.first" />
      </p>
    );
  return (
    <>
      {(view.figures.ready > 0 || issuing.isPending) && (
        <Button
          look="main"
          aria-disabled={issuing.isPending}
          onClick={() => {
            if (!issuing.isPending) issuing.mutate();
          }}
        >
          {issuing.isPending ? (
            <FormattedMessage id="certificates.issuing" />
          ) : (
            <FormattedMessage id="certificates.issueAll" values={{ count: view.figures.ready }} />
          )}
        </Button>
      )}
      {issuing.isError && <ErrorNotice error={issuing.error} />}
    </>
  );
}

function Finding({
  request,
  onRequest,
}: {
  request: CertificatesRequest;
  onRequest: (request: CertificatesRequest) => void;
}) {
  const { formatMessage } = useIntl();
  return (
    <div role="search" className={classes.finding}>
      <Choice
        label={formatMessage({ id: 'certificates.filter' })}
        value={request.filter}
        options={FILTERS.map((value) => ({
          value,
          label: formatMessage({ id: `certificates.filter.${value}` }),
        }))}
        onChange={(filter) => onRequest({ ...request, filter, page: 1 })}
      />
      <Field
        type="search"
        label={<FormattedMessage id="certificates.search" />}
        value={request.search}
        onChange={(event) => onRequest({ ...request, search: event.target.value, page: 1 })}
      />
    </div>
  );
}

function List({ code, view }: { code: string; view: ClassCertificates }) {
  if (view.rows.length === 0) return <FormattedMessage id="certificates.noMatch" tagName="p" />;
  return (
    <ul className={classes.list}>
      {view.rows.map((row) => (
        <CertificateRow key={row.person.id} {...{ code, row, view }} />
      ))}
    </ul>
  );
}

function Leading({ code, view }: { code: string; view: ClassCertificates }) {
  return (
    <>
      <Disclosure className={card.card ?? ''} summary={<FormattedMessage id="certificates.form" />}>
        <FormPanel code={code} view={view} />
      </Disclosure>
      <IssueAll code={code} view={view} />
    </>
  );
}

function Page() {
  const { code } = useParams<{ code: string }>();
  const { formatMessage } = useIntl();
  const [request, setRequest] = useState<CertificatesRequest>({ filter: 'all', search: '', page: 1 });
  const found = useQuery(certificatesQuery(code, request));
  usePageTitle(formatMessage({ id: 'certificates.title' }));
  if (found.isError && !found.data)
    return <ErrorView error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const view = found.data;
  return (
    <article className={classes.page}>
      <PageHead
        kicker={view.contextTitle ?? <Localised text={view.title} />}
        title={<FormattedMessage id="certificates.title" />}
      />
      <Figures figures={view.figures} />
      {view.can.lead && <Leading code={code} view={view} />}
      <Finding request={request} onRequest={setRequest} />
      <p role="status" className={classes.soft}>
        <FormattedMessage id="certificates.found" values={{ found: view.found }} />
      </p>
      <List code={code} view={view} />
      <Pager
        label="certificates.pages"
        page={view.page}
        pages={view.pages}
        onPage={(page) => setRequest({ ...request, page })}
      />
    </article>
  );
}

/** Who of a class may be given a certificate, what others lack, and who holds one. */
export const CertificatesPage = () => (
  <CertificatesWords>
    <Page />
  </CertificatesWords>
);
