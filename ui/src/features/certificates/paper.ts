import type { CertificateContent } from '@chuyen-de/contracts';
import { schoolDay } from '../../lib/school-time.ts';

/** What stands on the paper of a certificate: in Vietnamese, whoever prints it. */
export interface Paper {
  authority: string;
  school: string;
  state: readonly [string, string];
  title: string;
  certifies: string;
  name: string;
  text: string;
  programme: string;
  dated: string;
  signerTitle: string;
  signer: string;
  number: string;
  checkedAt: string;
  /** Where the number is checked, as it is in the code to scan. */
  address: string;
}

const SAMPLE = { number: 'XXXX-XXXX-XXXX-XXXX', name: 'Nguyễn Văn A' };

const checkAddress = (): string => `${location.origin}/app/certificate`;

/** @param number of a certificate that was given; absent: it is a preview */
export function paperOf(content: CertificateContent, number: string = SAMPLE.number): Paper {
  const [year, month, day] = schoolDay(Date.parse(content.issuedAt)).split('-');
  return {
    authority: content.authority,
    school: content.school,
    state: ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'],
    title: content.title,
    certifies: 'Chứng nhận',
    name: content.name ?? SAMPLE.name,
    text: content.text,
    programme: content.programme.vi,
    dated: `${content.place}, ngày ${day ?? ''} tháng ${month ?? ''} năm ${year ?? ''}`,
    signerTitle: content.signerTitle,
    signer: content.signer,
    number: `Số: ${number}`,
    checkedAt: `Tra cứu tại ${checkAddress()}`,
    address: `${checkAddress()}#${number}`,
  };
}
