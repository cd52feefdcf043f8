import type { CertificateChecked } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import { CheckedFacts, CodeCheck } from '../../../components/code-check.tsx';
import { Fact } from '../../../components/fact.tsx';
import { Localised } from '../../../components/localised.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { checkCertificate } from '../api/certificates.ts';
import { CertificatesWords } from './certificates-words.tsx';

const WORDS = {
  kicker: 'certificates.check.kicker',
  title: 'certificates.check.title',
  about: 'certificates.check.about',
  code: 'certificates.check.number',
  hint: 'certificates.check.hint',
  check: 'certificates.check.do',
  notGenuine: 'certificates.check.none',
  notGenuineDo: 'certificates.check.none.do',
} as const;

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
      <CheckedFacts>
        <Fact label="certificates.name">
          {content.name ?? <FormattedMessage id="certificates.forgotten" />}
        </Fact>
        <Fact label="certificates.programme">
          <Localised text={content.programme} />
        </Fact>
        <Fact label="certificates.school">{content.school}</Fact>
        <Fact label="certificates.issuedAt">{date(content.issuedAt)}</Fact>
      </CheckedFacts>
    </>
  );
}

/** Where anybody checks a certificate that somebody shows them: without a session. */
export const CertificateCheckPage = () => (
  <CertificatesWords>
    <CodeCheck words={WORDS} check={checkCertificate}>
      {(checked) => <Genuine checked={checked} />}
    </CodeCheck>
  </CertificatesWords>
);
