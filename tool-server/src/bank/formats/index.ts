import type { WritableFormat } from '@chuyen-de/contracts';
import { readAiken } from './aiken/read.ts';
import { writeAiken } from './aiken/write.ts';
import { readDocx } from './docx/read.ts';
import { writeDocx } from './docx/write.ts';
import { type FormatQuestion, type FoundFile, type WriteOptions, type WrittenFile } from './format.ts';
import { readGift } from './gift/read.ts';
import { writeGift } from './gift/write.ts';
import { readJson } from './json/read.ts';
import { writeJson } from './json/write.ts';
import { readMoodleXml } from './moodle-xml/read.ts';
import { writeMoodleXml } from './moodle-xml/write.ts';
import type { Package } from './package/open-package.ts';
import { readQti, readQtiItem } from './qti/read.ts';
import { writeQti } from './qti/write.ts';
import { recognise, type PackedFormat, type TextFormat } from './recognise.ts';
import type { SaidColumns } from './sheets/columns.ts';
import { readCsv } from './sheets/read-csv.ts';
import { readXlsx } from './sheets/read-xlsx.ts';
import { writeCsv, writeXlsx, xlsxForm } from './sheets/write-table.ts';
import { readWrittenText } from './written/read-text.ts';

export {
  FormatError,
  MOST_FILE_BYTES,
  type FormatQuestion,
  type FoundFile,
  type WriteOptions,
  type WrittenFile,
} from './format.ts';

const TEXTS: Record<TextFormat, (bytes: Buffer, said: SaidColumns) => FoundFile> = {
  aiken: readAiken,
  gift: readGift,
  'moodle-xml': readMoodleXml,
  text: readWrittenText,
  csv: readCsv,
  json: readJson,
  qti: readQtiItem,
};

const PACKED: Record<
  PackedFormat,
  (pack: Package, main: string, said: SaidColumns) => FoundFile | Promise<FoundFile>
> = { docx: readDocx, xlsx: readXlsx, qti: readQti };

interface ReadOptions {
  /** What columns of a table hold, by their headings, where these are not known. */
  columns?: SaidColumns;
}

/**
 * Reads the questions of a file, of whichever format it is by what is in it: names lie.
 * @throws FormatError
 */
export async function readQuestions(bytes: Buffer, { columns = {} }: ReadOptions = {}): Promise<FoundFile> {
  const found = await recognise(bytes, columns);
  if ('pack' in found) return PACKED[found.format](found.pack, found.main, columns);
  return TEXTS[found.format](bytes, columns);
}

type Write = (
  questions: readonly FormatQuestion[],
  options: WriteOptions,
) => WrittenFile | Promise<WrittenFile>;

/** The formats that questions are written in. */
const WRITERS = {
  aiken: writeAiken,
  gift: writeGift,
  'moodle-xml': writeMoodleXml,
  docx: writeDocx,
  xlsx: writeXlsx,
  csv: writeCsv,
  json: writeJson,
  qti: writeQti,
} satisfies Record<WritableFormat, Write>;

export { readRows, type FoundRow } from './sheets/read-rows.ts';
export { readWordLecture } from './lecture/read-lecture.ts';
export { xlsxForm };

/** Writes questions as a file; says what of them the format does not carry. */
export const writeQuestions = async (
  format: WritableFormat,
  questions: readonly FormatQuestion[],
  options: WriteOptions,
): Promise<WrittenFile> => {
  const write: Write = WRITERS[format];
  return write(questions, options);
};
