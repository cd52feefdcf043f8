import { RevokeCertificate, type ClassCertificates } from '@chuyen-de/contracts';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { ReasonForm } from '../../../components/reason-form.tsx';
import { TitledDialog } from '../../../components/titled-dialog.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { useText } from '../../../lib/localised.ts';
import { revokeCertificate } from '../api/certificates.ts';
import classes from './certificates.module.css';
import { DownloadButton } from './download-button.tsx';
import { useCertificatesDeed } from './use-certificates-deed.ts';

type Row = ClassCertificates['rows'][number];

function RevokeDialog({
  code,
  number,
  name,
  onClose,
}: {
  code: string;
  number: string;
  name: string;
  onClose: () => void;
}) {
  const revoking = useCertificatesDeed(code, ({ reason }: { reason: string }) =>
    revokeCertificate(code, number, reason),
  );
  const mutate = (wish: { reason: string }) => revoking.mutate(wish, { onSuccess: onClose });
  return (
    <TitledDialog
      title={<FormattedMessage id="certificates.revoke.of" values={{ name }} />}
      onClose={onClose}
    >
      <ReasonForm
        shape={RevokeCertificate}
        words={{
          deed: <FormattedMessage id="certificates.revoke" />,
          label: <FormattedMessage id="certificates.revoke.reason" />,
          hint: <FormattedMessage id="certificates.revoke.hint" />,
          wrong: <FormattedMessage id="certificates.revoke.wrong" />,
        }}
        doing={{ mutate, isPending: revoking.isPending }}
        fault={revoking.isError && <ErrorNotice error={revoking.error} />}
        onCancel={onClose}
      />
    </TitledDialog>
  );
}

/** Why somebody has none, or that they may be given one. */
function Standing({ row, view }: { row: Row; view: ClassCertificates }) {
  const text = useText();
  const { lacks, ready, person } = row;
  if (ready) return <FormattedMessage id="certificates.state.ready" />;
  if (lacks.topics === 0 && lacks.exams.length === 0)
    return (
      <FormattedMessage
        id={person.name === null ? 'certificates.state.nameless' : 'certificates.lacks.nothing'}
      />
    );
  const titles = view.exams
    .filter(({ linkId }) => lacks.exams.includes(linkId))
    .map(({ title }) => text(title));
  return (
    <>
      {lacks.topics > 0 && (
        <FormattedMessage id="certificates.lacks.topics" values={{ count: lacks.topics }} />
      )}
      {lacks.topics > 0 && titles.length > 0 && '. '}
      {titles.length > 0 && (
        <FormattedMessage id="certificates.lacks.exams" values={{ titles: titles.join('; ') }} />
      )}
    </>
  );
}

export function CertificateRow({ code, row, view }: { code: string; row: Row; view: ClassCertificates }) {
  const { formatMessage } = useIntl();
  const { date } = useFormats();
  const [isAsked, setIsAsked] = useState(false);
  const { certificate, person } = row;
  const name = person.name ?? formatMessage({ id: 'certificates.nameless' });
  return (
    <li className={classes.row}>
      <p className={classes.name}>{name}</p>
      <p className={classes.soft}>
        {certificate ? (
          <FormattedMessage
            id="certificates.state.issued"
            values={{ date: date(certificate.content.issuedAt), number: certificate.number }}
          />
        ) : (
          <Standing row={row} view={view} />
        )}
      </p>
      {certificate && (
        <div className={classes.ways}>
          <DownloadButton certificate={certificate} />
          {view.can.lead && (
            <Button
              aria-label={formatMessage({ id: 'certificates.revoke.of' }, { name })}
              onClick={() => setIsAsked(true)}
            >
              <FormattedMessage id="certificates.revoke" />
            </Button>
          )}
        </div>
      )}
      {isAsked && certificate && (
        <RevokeDialog {...{ code, name }} number={certificate.number} onClose={() => setIsAsked(false)} />
      )}
    </li>
  );
}
