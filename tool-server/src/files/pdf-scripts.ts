import { inflateSync } from 'node:zlib';

/** What a packed part of a document may unpack to; names of actions stand in small ones. */
const MOST_UNPACKED = 16 * 1024 * 1024;
/** All packed parts together. */
const MOST_IN_ALL = 128 * 1024 * 1024;
/** Packed parts; each has a hundred objects as a rule. */
const MOST_PARTS = 50_000;

/** A letter, which may be written as a number. @see ISO 32000-1, 7.3.5 */
const letter = (char: string): string => {
  const digits = char.charCodeAt(0).toString(16).padStart(2, '0');
  const either = Array.from(digits, (digit) => `[${digit}${digit.toUpperCase()}]`).join('');
  return `(?:${char}|#${either})`;
};
/** Finds one of some names, and none that only begins so; nothing of the text is written anew for it. */
const namesIn = (names: readonly string[]): RegExp =>
  new RegExp(
    `/(?:${names.map((name) => Array.from(name, letter).join('')).join('|')})(?![0-9A-Za-z]|#[3-7])`,
  );

/** Keys of a PDF by which something is run when it is opened or pressed. @see ISO 32000-1, 12.6.4 */
const RUNS = namesIn(['JavaScript', 'JS', 'Launch', 'RichMedia', 'XFA']);
const OBJECTS = namesIn(['ObjStm']);

const runs = (bytes: Buffer): boolean => RUNS.test(bytes.toString('latin1'));

/** What stands outside of packed parts, and in those that hold objects; pictures and pages' texts hold no keys. */
function* partsOf(pdf: Buffer): Generator<Buffer> {
  let from = 0;
  for (;;) {
    const begins = pdf.indexOf('stream', from, 'latin1');
    if (begins === -1) break;
    const head = pdf.subarray(from, begins);
    yield head;
    const ends = pdf.indexOf('endstream', begins + 6, 'latin1');
    const end = ends === -1 ? pdf.length : ends;
    if (OBJECTS.test(head.subarray(-2_000).toString('latin1'))) {
      const skip = pdf[begins + 6] === 0x0d ? 8 : 7;
      yield pdf.subarray(begins + skip, end);
    }
    from = ends === -1 ? pdf.length : ends + 9;
  }
  yield pdf.subarray(from);
}

/** Whether a PDF holds something that is run; one whose objects are encrypted, or packed in ways of its own, may. */
export function pdfHasScript(pdf: Buffer): boolean {
  let unpacked = 0;
  let parts = 0;
  for (const part of partsOf(pdf)) {
    if (runs(part)) return true;
    // Packed ones begin so. @see RFC 1950, 2.2
    if (part.length < 2 || ((part[0] ?? 0) & 0x0f) !== 8 || part.readUInt16BE(0) % 31 !== 0) continue;
    if (++parts > MOST_PARTS) return true;
    try {
      const plain = inflateSync(part, { maxOutputLength: MOST_UNPACKED });
      unpacked += plain.length;
      if (unpacked > MOST_IN_ALL || runs(plain)) return true;
    } catch {
      return true;
    }
  }
  return false;
}
