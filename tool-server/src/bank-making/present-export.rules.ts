import type { ExportLoss, ExportPreview, FormatRemark } from '@chuyen-de/contracts';
import { REMARKS } from '@chuyen-de/contracts';
import type { Exported } from './export-questions.ts';

/** So many kinds of losses are listed, and so many questions are named for each. */
const MOST_LOSSES = 200;
const MOST_NAMED = 10;
const MOST_TITLE = 100;

/** Remarks that say that the file does not have the question. */
const NOT_THERE: readonly FormatRemark['code'][] = ['type_not_in_format', 'text_not_in_format'];

const placeOf = ({ at }: FormatRemark): number => ('question' in at ? at.question : 0);

/** What no system has in a name of a file, and what some programs take for the end of one. */
// eslint-disable-next-line no-control-regex
const UNSAFE = /[\u0000-\u001F\u007F\\/:*?"<>|,;%#\p{Cf}]/gu;

/** As the file is called: by its bank, and whether it tells the key, which people should see before they pass it on. */
export function exportName(title: string, keys: boolean, extension: string): string {
  const plain = title.normalize('NFC').replace(UNSAFE, ' ').replace(/\s+/gu, ' ').trim().replace(/^\.+/u, '');
  const short = Array.from(plain).slice(0, MOST_TITLE).join('').trim();
  return `${short === '' ? 'Câu hỏi' : short} - ${keys ? 'có đáp án' : 'không đáp án'}.${extension}`;
}

/** Losses of many questions, each kind of them once, in the order in which they come. */
function lossesOf({ file, codes, faulty }: Exported): ExportLoss[] {
  const losses = new Map<string, ExportLoss>();
  const add = ({ code, kind, values }: Omit<FormatRemark, 'at'>, question: string): void => {
    const key = JSON.stringify([code, values]);
    const loss = losses.get(key) ?? { code, kind, values, count: 0, questions: [] };
    if (losses.size < MOST_LOSSES || losses.has(key)) losses.set(key, loss);
    loss.count += 1;
    if (loss.questions.length < MOST_NAMED) loss.questions.push(question);
  };
  for (const code of faulty)
    add({ code: 'question_not_whole', kind: REMARKS.question_not_whole, values: {} }, code);
  for (const remark of file.remarks) add(remark, codes[placeOf(remark) - 1] ?? '');
  return [...losses.values()];
}

/** How many questions a file has. */
export function countIn({ file, codes }: Exported): number {
  const missing = new Set(file.remarks.filter(({ code }) => NOT_THERE.includes(code)).map(placeOf));
  return codes.length - missing.size;
}

/** What there is to say of a file before it is taken. */
export const previewOf = (exported: Exported, title: string, keys: boolean): ExportPreview => ({
  name: exportName(title, keys, exported.file.extension),
  questions: countIn(exported),
  losses: lossesOf(exported),
});
