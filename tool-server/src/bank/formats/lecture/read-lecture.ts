import { MOST_LECTURE, type FoundLecture } from '@chuyen-de/contracts';
import { lectureMarkdown } from '@chuyen-de/contracts/lecture-markdown';
import { readNumbering } from '../docx/numbering.ts';
import { isJoined } from '../docx/runs.ts';
import { readStyles } from '../docx/styles.ts';
import { WORD_PREFIXES } from '../docx/word-xml.ts';
import { readXml, type XmlElement } from '../xml/read-xml.ts';
import { FormatError } from '../format.ts';
import type { Package } from '../package/open-package.ts';
import { recognise } from '../recognise.ts';
import { decodeText } from '../text/decode.ts';
import { makeRepairs } from '../text/repairs.ts';
import { lectureTree } from './lecture-tree.ts';
import { BlockReader, type LectureBlock } from './word-blocks.ts';
import { linksOf, readNotes } from './word-notes.ts';

/** @throws FormatError not_a_word_file, and what stands against any packed file */
async function openWord(bytes: Buffer): Promise<{ pack: Package; main: string }> {
  try {
    const found = await recognise(bytes, {});
    if ('pack' in found && found.format === 'docx') return found;
  } catch (error) {
    const isOther =
      error instanceof FormatError && ['not_a_question_file', 'unreadable_text'].includes(error.code);
    if (!isOther) throw error;
  }
  throw new FormatError('not_a_word_file');
}

/**
 * Reads a lecture of a Word file: its headings, lists, tables, links and notes, in letters of Unicode.
 * @throws FormatError
 */
export async function readWordLecture(bytes: Buffer): Promise<FoundLecture> {
  const { pack, main } = await openWord(bytes);
  const text = await pack.read(main);
  if (!text) throw new FormatError('damaged');
  const repairs = makeRepairs();
  const [styles, numbering] = [await readStyles(pack), await readNumbering(pack)];
  const parts = { styles, numbering, repairs, links: await linksOf(pack, main) };
  const reader = new BlockReader(parts, await readNotes(pack));
  const blocks: LectureBlock[] = [];
  let [paragraphs, tables] = [0, 0];
  let begun: XmlElement[] = [];
  const take = (element: XmlElement): void => {
    if (element.name === 'w:tbl') {
      blocks.push(reader.readTable(element, (tables += 1)));
      return;
    }
    paragraphs += 1;
    begun.push(element);
    if (isJoined(element)) return;
    blocks.push(...reader.readParagraph(begun, { paragraph: paragraphs }));
    begun = [];
  };
  readXml(decodeText(text), { whole: new Set(['w:p', 'w:tbl']), take, prefixes: WORD_PREFIXES });
  blocks.push(...reader.readParagraph(begun, { paragraph: Math.max(1, paragraphs) }));
  const lecture = lectureMarkdown(lectureTree(blocks, reader));
  if (lecture.trim() === '') throw new FormatError('no_text');
  if (lecture.length > MOST_LECTURE) throw new FormatError('text_too_long', { most: MOST_LECTURE });
  return { lecture, remarks: reader.remarks, ...repairs.told };
}
