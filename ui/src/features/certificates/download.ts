import type { Certificate } from '@chuyen-de/contracts';
import { handOver } from '../../lib/hand-over.ts';
import { paperOf } from './paper.ts';

/** Makes the paper of a certificate and hands it to the browser. What writes it is fetched by whoever asks for one. */
export async function downloadCertificate({ number, content }: Certificate): Promise<void> {
  const [{ writePdf }, { paperPdf }] = await Promise.all([
    import('../../documents/to-pdf.ts'),
    import('./paper-pdf.ts'),
  ]);
  const file = await writePdf(paperPdf(paperOf(content, number)));
  handOver(new Blob([file], { type: 'application/pdf' }), `giay-chung-nhan-${number}.pdf`);
}
