import type { Locale } from '@chuyen-de/contracts';
import type { CertificateMessages } from './messages.ts';

/** The words of certificates, loaded with their pages alone. */
export const loadCertificatesCatalogue = async (locale: Locale): Promise<CertificateMessages> =>
  locale === 'en'
    ? (await import('./en/certificates.ts')).certificateMessages
    : (await import('./vi/certificates.ts')).certificateMessages;
