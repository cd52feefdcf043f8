import { foundFile } from '../check.ts';
import { FormatError, type FoundFile } from '../format.ts';
import type { Package } from '../package/open-package.ts';
import { makeRepairs } from '../text/repairs.ts';
import { writtenQuestions } from '../written/questions.ts';
import { readBlocks } from './blocks.ts';

/**
 * Reads questions of a Word file as people write them.
 * @param main the name of the part that has the text
 * @throws FormatError
 */
export async function readDocx(pack: Package, main: string): Promise<FoundFile> {
  if (!pack.has(main)) throw new FormatError('damaged');
  const repairs = makeRepairs();
  const blocks = await readBlocks(pack, main, repairs);
  return foundFile({ format: 'docx', ...writtenQuestions(blocks), ...repairs.told });
}
