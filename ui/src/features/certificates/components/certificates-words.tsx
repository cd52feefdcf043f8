import type { ReactNode } from 'react';
import { loadCertificatesCatalogue } from '../../../i18n/certificates-catalogues.ts';
import { LaterWords } from '../../../i18n/later-words.tsx';

/** The words of certificates, which other pages load without. */
export const CertificatesWords = ({ children }: { children: ReactNode }) => (
  <LaterWords of="certificates" load={loadCertificatesCatalogue}>
    {children}
  </LaterWords>
);
