import type { QuestionFormat } from '@chuyen-de/contracts';
import {
  FormatError,
  type FormatQuestion,
  type FoundFile,
  type WriteOptions,
  type WrittenFile,
} from './format.ts';

export {
  FormatError,
  MOST_FILE_BYTES,
  MOST_QUESTIONS_IN_FILE,
  type FormatQuestion,
  type FoundFile,
  type FoundQuestion,
  type WriteOptions,
  type WrittenFile,
} from './format.ts';

/**
 * What format a file has, by what is in it: names lie.
 * @throws FormatError
 */
export function recogniseFormat(_bytes: Buffer, _name: string): QuestionFormat {
  throw new FormatError('not_a_question_file');
}

/**
 * Reads the questions of a file of any format.
 * @param name of the file; tells apart what looks alike, and nothing else
 * @throws FormatError
 */
export function readQuestions(bytes: Buffer, name: string): Promise<FoundFile> {
  recogniseFormat(bytes, name);
  return Promise.reject(new FormatError('no_questions'));
}

/** Writes questions as a file; says what of them the format does not carry. */
export function writeQuestions(
  _format: QuestionFormat,
  _questions: readonly FormatQuestion[],
  _options: WriteOptions,
): Promise<WrittenFile> {
  return Promise.reject(new Error('no format is written yet'));
}
