import type { CertificateChecked } from '@chuyen-de/contracts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { useEffect, useState, type SubmitEvent } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Fact } from '../../../components/fact.tsx';
import { Field } from '../../../components/field.tsx';
import { Localised } from '../../../components/localised.tsx';
import { Notice } from '../../../components/notice.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { checkCertificate } from '../api/certificates.ts';
import { CertificatesWords } from './certificates-words.tsx';
import classes from './certificates.module.css';

/** What the paper of a genuine certificate says, to be held against it. */
function Genuine({ checked }: { checked: Extract<CertificateChecked, { genuine: true }> }) {
  const { date } = useFormats();
  const { content, revokedAt } = checked;
  return (
    <>
      <Notice tone={revokedAt === null ? 'good' : 'bad'} live>
        <strong>
          {revokedAt === null ? (
            <FormattedMessage id="certificates.check.genuine" />
          ) : (
            <FormattedMessage id="certificates.check.revoked" values={{ date: date(revokedAt) }} />
          )}
        </strong>
      </Notice>
      <dl className={classes.facts}>
        <Fact label="certificates.name">
          {content.name ?? <FormattedMessage id="certificates.forgotten" />}
        </Fact>
        <Fact label="certificates.programme">
          <Localised text={content.programme} />
        </Fact>
        <Fact label="certificates.school">{content.school}</Fact>
        <Fact label="certificates.issuedAt">{date(content.issuedAt)}</Fact>
      </dl>
    </>
  );
}

/** A number that is typed, or comes with the address that was scanned. */
function CheckForm({ asked }: { asked: string }) {
  const [number, setNumber] = useState(asked);
  const { mutate, data, error, isPending } = useMutation({ mutationFn: checkCertificate });
  // Whoever scanned the code has asked already.
  useEffect(() => {
    if (asked !== '') mutate(asked);
  }, [asked, mutate]);
  const isReady = number.trim() !== '' && !isPending;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (isReady) mutate(number);
  };
  return (
    <>
      <form className={classes.check} onSubmit={submit}>
        <Field
          type="text"
          label={<FormattedMessage id="certificates.check.number" />}
          hint={<FormattedMessage id="certificates.check.hint" />}
          value={number}
          maxLength={100}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          onChange={(event) => setNumber(event.target.value)}
        />
        <Button look="main" type="submit" aria-disabled={!isReady}>
          <FormattedMessage id="certificates.check.do" />
        </Button>
      </form>
      {error && <ErrorNotice error={error} />}
      {data?.genuine === true && <Genuine checked={data} />}
      {data?.genuine === false && (
        <Notice tone="bad" live>
          <strong>
            <FormattedMessage id="certificates.check.none" />
          </strong>{' '}
          <FormattedMessage id="certificates.check.none.do" />
        </Notice>
      )}
    </>
  );
}

function Checking() {
  const { formatMessage } = useIntl();
  usePageTitle(formatMessage({ id: 'certificates.check.title' }));
  const [asked] = useState(() => location.hash.slice(1));
  return (
    <article className={card.card}>
      <PageHead
        kicker={<FormattedMessage id="certificates.check.kicker" />}
        title={<FormattedMessage id="certificates.check.title" />}
      >
        <p>
          <FormattedMessage id="certificates.check.about" />
        </p>
      </PageHead>
      <CheckForm asked={asked} />
    </article>
  );
}

/** Where anybody checks a certificate that somebody shows them: without a session. */
export const CertificateCheckPage = () => (
  <CertificatesWords>
    <Checking />
  </CertificatesWords>
);
