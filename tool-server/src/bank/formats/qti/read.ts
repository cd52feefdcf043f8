import type { FormatRemark } from '@chuyen-de/contracts';
import { foundFile } from '../check.ts';
import { FormatError, remark, type FoundFile, type FoundQuestion } from '../format.ts';
import type { Package } from '../package/open-package.ts';
import { decodeText } from '../text/decode.ts';
import { makeRepairs, type Repairs } from '../text/repairs.ts';
import { firstElementIn } from '../xml/first-element.ts';
import { readXml } from '../xml/read-xml.ts';
import { asQti2, ITEMS, PREFIXES } from './element.ts';
import { questionOf } from './item.ts';
import { itemsNamed, type Described } from './manifest.ts';

const MANIFEST = /(?:^|\/)imsmanifest\.xml$/u;

/** The part of a package that says what is in it; undefined: it is none of questions. */
export const manifestOf = (pack: Package): string | undefined =>
  pack
    .names()
    .filter((name) => MANIFEST.test(name))
    .sort((one, other) => one.length - other.length)[0];

/** Whether a text is one item, by its first element. */
export const looksLikeQti = (text: string): boolean =>
  /^(?:\w+:)?(?:qti-assessment-item|assessmentItem)$/u.test(firstElementIn(text) ?? '');

interface Gathered {
  questions: FoundQuestion[];
  remarks: FormatRemark[];
  repairs: Repairs;
}

/** Reads the item of a text, with what its package says of it. @throws FormatError */
function readItem(
  bytes: Buffer,
  { questions, remarks, repairs }: Gathered,
  at: { question: number },
  described?: Described,
): void {
  const { href: _, ...said } = described ?? { href: '' };
  readXml(decodeText(bytes), {
    whole: ITEMS,
    prefixes: PREFIXES,
    take(element) {
      const item = asQti2(element, (text) => repairs.compose(text, at));
      const read = questionOf(item, at);
      if ('stem' in read) questions.push({ ...read, ...said });
      else remarks.push(read);
    },
  });
}

/** False: it is damaged; the other items of a package are read all the same. @throws FormatError */
function isReadable(read: () => void): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (error instanceof FormatError && error.code === 'damaged') return false;
    throw error;
  }
}

/** Where a name leads that stands in a part of a package. */
function pathOf(folder: string, href: string): string {
  try {
    return `${folder}${decodeURIComponent(href.replace(/^\.\//u, ''))}`;
  } catch {
    return `${folder}${href}`;
  }
}

const foundOf = ({ questions, remarks, repairs }: Gathered): FoundFile =>
  foundFile({ format: 'qti', questions, remarks, ...repairs.told });

/** Reads one item, without a package. @throws FormatError */
export function readQtiItem(bytes: Buffer): FoundFile {
  const gathered: Gathered = { questions: [], remarks: [], repairs: makeRepairs() };
  readItem(bytes, gathered, { question: 1 });
  return foundOf(gathered);
}

/**
 * Reads a package of QTI 2.1, 2.2 or 3.0: its items, in the order in which it names them.
 * @param manifest the part that names them
 * @throws FormatError
 */
export async function readQti(pack: Package, manifest: string): Promise<FoundFile> {
  const folder = manifest.slice(0, manifest.lastIndexOf('/') + 1);
  const named = await pack.read(manifest);
  if (!named) throw new FormatError('damaged');
  const gathered: Gathered = { questions: [], remarks: [], repairs: makeRepairs() };
  for (const [index, described] of itemsNamed(decodeText(named)).entries()) {
    const at = { question: index + 1 };
    const left = (code: 'part_missing' | 'part_damaged') =>
      gathered.remarks.push(remark(code, at, { what: described.href }));
    const bytes = await pack.read(pathOf(folder, described.href));
    if (!bytes) left('part_missing');
    else if (!isReadable(() => readItem(bytes, gathered, at, described))) left('part_damaged');
  }
  return foundOf(gathered);
}
