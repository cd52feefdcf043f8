import type { Certificate } from '@chuyen-de/contracts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { downloadCertificate } from '../download.ts';

export function DownloadButton({ certificate, main = false }: { certificate: Certificate; main?: boolean }) {
  const { formatMessage } = useIntl();
  const { mutate, isPending, error } = useMutation({ mutationFn: downloadCertificate });
  const name = certificate.content.name ?? '';
  return (
    <>
      <Button
        {...(main && { look: 'main' as const })}
        aria-label={formatMessage({ id: 'certificates.pdf.of' }, { name })}
        aria-disabled={isPending}
        onClick={() => {
          if (!isPending) mutate(certificate);
        }}
      >
        <FormattedMessage id="certificates.pdf" />
      </Button>
      {error && <ErrorNotice error={error} />}
    </>
  );
}
