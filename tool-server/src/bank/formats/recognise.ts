import type { QuestionFormat } from '@chuyen-de/contracts';
import { looksLikeAiken } from './aiken/read.ts';
import { FormatError, MOST_FILE_BYTES } from './format.ts';
import { looksLikeGift } from './gift/read.ts';
import { looksLikeJson } from './json/read.ts';
import { looksLikeMoodleXml } from './moodle-xml/read.ts';
import { isPackage, openPackage, type Package } from './package/open-package.ts';
import { looksLikeQti, manifestOf } from './qti/read.ts';
import type { SaidColumns } from './sheets/columns.ts';
import { looksLikeCsv } from './sheets/read-csv.ts';
import { decodeText } from './text/decode.ts';
import { looksWritten } from './written/read-text.ts';
import { readXml } from './xml/read-xml.ts';

/** Formats that come packed. */
export type PackedFormat = 'docx' | 'xlsx' | 'qti';
/** Formats that come as texts: of QTI a single item. */
export type TextFormat = Exclude<QuestionFormat, 'docx' | 'xlsx'>;

/** What a file is, with what was opened of it. */
export type Recognised = { format: TextFormat } | { format: PackedFormat; pack: Package; main: string };

/** How files of Office begin that are no packages: those of before 2007, and those that a password locks. */
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const LOCKED = Buffer.from('EncryptedPackage', 'utf16le');

const MACROS = /macroEnabled|vbaProject/iu;
const MAIN_TYPES: readonly (readonly [string, 'docx' | 'xlsx'])[] = [
  ['wordprocessingml.document.main+xml', 'docx'],
  ['wordprocessingml.template.main+xml', 'docx'],
  ['spreadsheetml.sheet.main+xml', 'xlsx'],
  ['spreadsheetml.template.main+xml', 'xlsx'],
];

async function recognisePackage(bytes: Buffer): Promise<Recognised> {
  const pack = await openPackage(bytes);
  const types = await pack.read('[Content_Types].xml');
  if (types) return recogniseOffice(pack, types);
  const main = manifestOf(pack);
  if (main === undefined) throw new FormatError('not_a_question_file');
  return { format: 'qti', pack, main };
}

/** What a package of Office holds, by the types that it names for its parts. @see ECMA-376 Part 2, "Content types" */
function recogniseOffice(pack: Package, types: Buffer): Recognised {
  const parts: [string, string][] = [];
  readXml(decodeText(types), {
    whole: new Set(),
    take: () => undefined,
    pass: (_name, { PartName = '', ContentType = '' }) =>
      parts.push([PartName.replace(/^\//u, ''), ContentType]),
  });
  const hasMacros =
    parts.some(([, type]) => MACROS.test(type)) || pack.names().some((name) => MACROS.test(name));
  if (hasMacros) throw new FormatError('macro_file');
  for (const [main, type] of parts) {
    const format = MAIN_TYPES.find(([end]) => type.endsWith(end))?.[1];
    if (format) return { format, pack, main };
  }
  throw new FormatError('not_a_question_file');
}

const TEXTS: readonly (readonly [TextFormat, (text: string, said: SaidColumns) => boolean])[] = [
  ['json', looksLikeJson],
  ['moodle-xml', looksLikeMoodleXml],
  ['qti', looksLikeQti],
  ['csv', looksLikeCsv],
  ['aiken', looksLikeAiken],
  ['gift', looksLikeGift],
  ['text', looksWritten],
];

function recogniseText(bytes: Buffer, said: SaidColumns): Recognised {
  const text = decodeText(bytes);
  // No text has it; pictures and programs do.
  if (text.includes('\u0000')) throw new FormatError('not_a_question_file');
  const found = TEXTS.find(([, looks]) => looks(text, said));
  if (!found) throw new FormatError('not_a_question_file');
  return { format: found[0] };
}

/**
 * What a file is, by what is in it: names lie.
 * @param said what columns of a table hold, whose headings are not known
 * @throws FormatError
 */
export async function recognise(bytes: Buffer, said: SaidColumns): Promise<Recognised> {
  if (bytes.length > MOST_FILE_BYTES) throw new FormatError('too_large', { most: MOST_FILE_BYTES });
  if (bytes.subarray(0, COMPOUND.length).equals(COMPOUND))
    throw new FormatError(bytes.includes(LOCKED) ? 'locked_file' : 'old_office_file');
  return isPackage(bytes) ? recognisePackage(bytes) : recogniseText(bytes, said);
}
