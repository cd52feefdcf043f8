import type { Locale } from '@chuyen-de/contracts';
import { MANIFEST, PUBLIC_KEY, SIGNATURE, SUMS } from './manifest.ts';

interface Head {
  title: string;
  course: string | null;
  madeAt: string;
  attempts: number;
  fingerprint: string;
}

/** What each file is, in the order of the dossier. */
const FILES: readonly (readonly [path: string, vi: string, en: string])[] = [
  ['results.csv', 'bảng kết quả, mỗi lượt làm bài một dòng', 'results, a line for each attempt'],
  ['attempts/*.html', 'từng bài làm, mở bằng trình duyệt', 'each attempt, for a browser'],
  ['attempts/*.json', 'dữ liệu gốc của từng bài làm', 'the data of each attempt'],
  ['questions.json', 'câu hỏi đã ra, kèm đáp án', 'the questions that were asked, with their keys'],
  ['corrections.json', 'các đính chính', 'corrections'],
  ['appeals.json', 'các đơn phúc khảo', 'appeals'],
  ['exam.json', 'các phiên bản của đề và mã đề', 'versions of the exam, and its fixed papers'],
  ['incidents.json', 'sổ sự cố', 'the ledger of incidents'],
  ['statistics.csv', 'số liệu từng câu hỏi', 'figures of each question'],
  ['gradebook.json', 'điểm đã gửi về LMS', 'grades that were sent to the LMS'],
  ['audit.json', 'ai đã làm gì với bài làm và điểm', 'who did what to attempts and scores'],
];

const VI = (head: Head): string => `HỒ SƠ KỲ THI
${head.title}${head.course === null ? '' : `\n${head.course}`}
Lập lúc ${head.madeAt}, gồm ${head.attempts} lượt làm bài.

Các tệp
${FILES.map(([path, said]) => `  ${path}: ${said}`).join('\n')}
  ${MANIFEST}: danh mục các tệp, kèm mã SHA-256 của từng tệp
  ${SIGNATURE}: chữ ký Ed25519 của danh mục
  ${PUBLIC_KEY}: khóa công khai để kiểm tra chữ ký

Kiểm tra, không cần mạng
  1. Không tệp nào bị sửa:       sha256sum -c ${SUMS}
  2. Danh mục đúng là của trường: openssl pkeyutl -verify -pubin -inkey ${PUBLIC_KEY} -rawin -in ${MANIFEST} -sigfile ${SIGNATURE}
  3. Khóa đúng là của trường:     openssl pkey -pubin -in ${PUBLIC_KEY} -outform DER | sha256sum
     phải ra đúng ${head.fingerprint}
     và phải trùng với mã mà trường đã công bố.
  Ai có phần mềm này: npm run admin -- dossier verify TỆP.zip

Hồ sơ có đáp án và tên học viên: chỉ giao cho người có trách nhiệm.
`;

const EN = (head: Head): string => `EXAM DOSSIER
${head.title}${head.course === null ? '' : `\n${head.course}`}
Made at ${head.madeAt}, of ${head.attempts} attempts.

Files
${FILES.map(([path, , said]) => `  ${path}: ${said}`).join('\n')}
  ${MANIFEST}: the files, with the SHA-256 of each
  ${SIGNATURE}: its Ed25519 signature
  ${PUBLIC_KEY}: the public key to check that by

To verify it, without a network
  1. No file was changed:           sha256sum -c ${SUMS}
  2. The manifest was signed:       openssl pkeyutl -verify -pubin -inkey ${PUBLIC_KEY} -rawin -in ${MANIFEST} -sigfile ${SIGNATURE}
  3. The key is that of the school: openssl pkey -pubin -in ${PUBLIC_KEY} -outform DER | sha256sum
     has to give ${head.fingerprint}
     and that has to be what the school has published.
  With this software: npm run admin -- dossier verify FILE.zip

It has keys and names of learners in it: hand it to nobody but those who answer for it.
`;

/** What a dossier says of itself to people. */
export const readmeText = (head: Head, locale: Locale): string => (locale === 'vi' ? VI : EN)(head);
