import type { FormatQuestion, Remarks, WriteOptions, WrittenFile } from '../format.ts';
import { commonLosses } from '../losses.ts';
import { letterAt } from '../parts.ts';
import { WORD_JOINER } from './read.ts';
import { textFile, toWrite } from '../write.ts';

/**
 * What the format reads as something else where a question begins: "C. Mác" as an option. Nobody sees what is put before
 * it, and readers of Aiken take it for a letter.
 */
const MISREAD = /^(?:[A-Z][.)]\s|ANSWER\s*:|ĐÁP ÁN\s*:)/iu;

const oneLine = (text: string): string =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim())
    .join(' ');

/** The lines of a question; undefined: the format has no such one. */
function linesOf({ content, stem }: FormatQuestion, remarks: Remarks): string[] | undefined {
  if (content.type !== 'single-choice') {
    remarks.add('type_not_in_format', { type: content.type });
    return undefined;
  }
  const texts = [stem, ...content.options.map(({ text }) => text)].map(({ vi }) => vi);
  if (texts.some((text) => text.trim().includes('\n'))) remarks.add('line_breaks_left_out');
  const [asked = '', ...options] = texts.map(oneLine);
  if (asked.length < 2) {
    remarks.add('text_not_in_format', { text: asked });
    return undefined;
  }
  const key = content.options.findIndex(({ id }) => content.key.includes(id));
  return [
    MISREAD.test(asked) ? `${WORD_JOINER}${asked}` : asked,
    ...options.map((text, index) => `${letterAt(index)}. ${text}`),
    ...(key >= 0 ? [`ANSWER: ${letterAt(key)}`] : []),
  ];
}

/** Writes what Aiken can say: questions with one right option. */
export function writeAiken(questions: readonly FormatQuestion[], options: WriteOptions): WrittenFile {
  const blocks = toWrite(questions, options).map(({ question, remarks }) => {
    const lines = linesOf(question, remarks);
    if (lines) commonLosses(question, [], remarks);
    return { text: lines && `${lines.join('\n')}\n`, remarks };
  });
  return textFile(blocks, { extension: 'txt' });
}
