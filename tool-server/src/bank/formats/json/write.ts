import { BANK_FILE, BANK_FILE_VERSION, BankFileQuestion } from '@chuyen-de/contracts';
import type { FormatQuestion, WrittenFile } from '../format.ts';

/** @throws where it is none: what is exported has been held against its type before */
const questionOf = ({ content, ...others }: FormatQuestion): BankFileQuestion =>
  BankFileQuestion.parse({ ...others, ...content });

/** Writes questions in our own form, which carries all of them, with their keys: a question on each line. */
export function writeJson(questions: readonly FormatQuestion[]): WrittenFile {
  const lines = questions.map((question) => JSON.stringify(questionOf(question)));
  const head = `{"format":${JSON.stringify(BANK_FILE)},"version":${BANK_FILE_VERSION},"questions":[`;
  return {
    bytes: Buffer.from(`${head}\n${lines.join(',\n')}\n]}\n`),
    mediaType: 'application/json',
    extension: 'json',
    remarks: [],
  };
}
