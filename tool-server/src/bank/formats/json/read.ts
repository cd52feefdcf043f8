import {
  BANK_FILE,
  BANK_FILE_VERSION,
  BankFile,
  BankFileHead,
  BankFileQuestion,
  measureJson,
  MOST_QUESTIONS_IN_FILE,
  type FormatRemark,
} from '@chuyen-de/contracts';
import { contentFaultIn, foundFile } from '../check.ts';
import { FormatError, type FoundFile, type FoundQuestion } from '../format.ts';
import { composedText } from '../text/decode.ts';

/** Ten thousand questions with all that they may have. */
const BOUNDS = { depth: 12, values: 3_000_000, entries: MOST_QUESTIONS_IN_FILE + 1 };

/** Whether a text is one of ours, by the name that it has: whatever writes JSON may put that last. */
export const looksLikeJson = (text: string): boolean =>
  /^\uFEFF?\s*\{/u.test(text) && text.includes(`"${BANK_FILE}"`);

/** @throws FormatError damaged, newer_version */
function fileIn(text: string): BankFile {
  const measured = measureJson(text, BOUNDS);
  if (!measured.ok && measured.over === 'entries')
    throw new FormatError('too_many_questions', { most: MOST_QUESTIONS_IN_FILE });
  if (!measured.ok) throw new FormatError('damaged');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new FormatError('damaged');
  }
  const head = BankFileHead.safeParse(value);
  if (head.success && head.data.version > BANK_FILE_VERSION)
    throw new FormatError('newer_version', { version: head.data.version });
  const read = BankFile.safeParse(value);
  if (!read.success) throw new FormatError('damaged');
  return read.data;
}

/** A question, or what is wrong with it. */
function questionOf(value: unknown, number: number): FoundQuestion | FormatRemark {
  const at = { question: number };
  const read = BankFileQuestion.safeParse(value);
  if (!read.success) return contentFaultIn(read.error, at);
  const { code, group, level, stem, explanation, source, hints, tags, ...content } = read.data;
  return { at, code, group, level, stem, explanation, source, hints, tags, content, remarks: [] };
}

/**
 * Reads questions in our own form. One that is none of a bank is left out and said.
 * @throws FormatError
 */
export function readJson(bytes: Buffer): FoundFile {
  const { text, repairs } = composedText(bytes);
  const { questions } = fileIn(text.startsWith('\uFEFF') ? text.slice(1) : text);
  const read = questions.map((question, index) => questionOf(question, index + 1));
  return foundFile({
    format: 'json',
    questions: read.flatMap((one) => ('content' in one ? one : [])),
    remarks: read.flatMap((one) => ('content' in one ? [] : one)),
    ...repairs.told,
  });
}
