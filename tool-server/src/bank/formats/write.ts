import { withoutKey } from './keyless.ts';
import {
  remarksAt,
  type FormatQuestion,
  type Remarks,
  type WriteOptions,
  type WrittenFile,
} from './format.ts';

export interface ToWrite {
  question: FormatQuestion;
  remarks: Remarks;
}

/** Questions as a format that knows no questions without a key takes them, each with what is remarked of it. */
export const toWrite = (questions: readonly FormatQuestion[], { keys }: WriteOptions): ToWrite[] =>
  questions.map((question, index) => {
    const remarks = remarksAt({ question: index + 1 });
    return { question: keys ? question : withoutKey(question, remarks), remarks };
  });

/** What formats call a question that want a name beside its text. */
export const nameOf = ({ code, stem }: FormatQuestion): string =>
  code ?? stem.vi.slice(0, 60).replace(/\s+/gu, ' ');

/** A file of texts, one for each question that the format carries. */
export const textFile = (
  blocks: readonly { text: string | undefined; remarks: Remarks }[],
  { extension, mediaType = 'text/plain; charset=utf-8' }: { extension: string; mediaType?: string },
): WrittenFile => ({
  bytes: Buffer.from(blocks.flatMap(({ text }) => text ?? []).join('\n')),
  mediaType,
  extension,
  remarks: blocks.flatMap(({ remarks }) => remarks.all),
});
