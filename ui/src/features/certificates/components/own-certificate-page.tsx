import { useQuery } from '@tanstack/react-query';
import { FormattedMessage, useIntl } from 'react-intl';
import { useParams } from 'wouter';
import { ErrorView } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { ownCertificateQuery } from '../api/certificates.ts';
import { paperOf } from '../paper.ts';
import { CertificatesWords } from './certificates-words.tsx';
import classes from './certificates.module.css';
import { DownloadButton } from './download-button.tsx';
import { PaperView } from './paper-view.tsx';

function Page() {
  const { code } = useParams<{ code: string }>();
  const { formatMessage } = useIntl();
  const found = useQuery(ownCertificateQuery(code));
  usePageTitle(formatMessage({ id: 'certificates.title' }));
  if (found.isError && !found.data)
    return <ErrorView error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const { certificate } = found.data;
  return (
    <article className={classes.page}>
      <PageHead
        kicker={<FormattedMessage id="certificates.kicker" />}
        title={<FormattedMessage id="certificates.title" />}
      />
      {certificate ? (
        <>
          <PaperView paper={paperOf(certificate.content, certificate.number)} />
          <DownloadButton certificate={certificate} main />
        </>
      ) : (
        <p>
          <FormattedMessage id="certificates.none" /> <FormattedMessage id="certificates.none.do" />
        </p>
      )}
    </article>
  );
}

/** What a learner was given for the programme of their class. */
export const OwnCertificatePage = () => (
  <CertificatesWords>
    <Page />
  </CertificatesWords>
);
