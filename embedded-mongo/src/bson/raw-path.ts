import { type Element, joinElements, readElements, valueEnd } from './elements.ts';

/*
 * Reading and replacing one value deep inside a document without decoding what lies around it: saving one
 * answer of a long attempt touches a few bytes of it.
 */

const DOCUMENT = 0x03;
const ARRAY = 0x04;

export interface Container {
  readonly raw: Buffer;
  readonly isArray: boolean;
}

const DIGITS = /^\d+$/;

export const isContainer = ({ type }: Element): boolean => type === DOCUMENT || type === ARRAY;

export const containerOf = (raw: Buffer, { type, valueStart, end }: Element): Container => ({
  raw: raw.subarray(valueStart, end),
  isArray: type === ARRAY,
});

function hasName(raw: Buffer, at: number, name: Buffer): boolean {
  for (let i = 0; i < name.length; i++) if (raw[at + i] !== name[i]) return false;
  return raw[at + name.length] === 0;
}

/** One element by its name, the others only skipped. */
function findChild(raw: Buffer, name: Buffer): Element | undefined {
  let start = 4;
  while (start < raw.length - 1) {
    const type = raw[start] ?? 0;
    const nameEnd = raw.indexOf(0, start + 1);
    const valueStart = nameEnd + 1;
    const end = valueEnd(raw, type, valueStart);
    if (hasName(raw, start + 1, name)) return { name: name.toString(), type, start, valueStart, end };
    start = end;
  }
  return undefined;
}

/** `'unclear'`: the path may lead to several values, or its meaning hangs on more than bytes. */
type RawFinding = { readonly raw: Buffer; readonly element: Element } | 'missing' | 'unclear';

interface PathFinding {
  readonly found: RawFinding;
  /**
   * In an array a number is a position and also the name of a field of its documents: those without such a
   * field make the path lead to nothing as well.
   */
  readonly alsoMissing: boolean;
}

const UNCLEAR: PathFinding = { found: 'unclear', alsoMissing: false };

/** Finds the value that a filter's path leads to, where it is a single one. */
export function findAtPath(container: Container, parts: readonly string[]): PathFinding {
  let { raw, isArray } = container;
  let alsoMissing = false;
  for (const [i, part] of parts.entries()) {
    const name = Buffer.from(part);
    if (isArray) {
      const documents = DIGITS.test(part) ? documentsIn(raw) : undefined;
      if (!documents || documents.some((document) => findChild(document, name))) return UNCLEAR;
      alsoMissing ||= documents.length > 0;
    }
    const element = findChild(raw, name);
    if (!element) return isArray ? UNCLEAR : { found: 'missing', alsoMissing };
    if (i === parts.length - 1) return { found: { raw, element }, alsoMissing };
    if (!isContainer(element)) return { found: 'missing', alsoMissing };
    ({ raw, isArray } = containerOf(raw, element));
  }
  return UNCLEAR;
}

const documentsIn = (array: Buffer): Buffer[] =>
  readElements(array)
    .filter(({ type }) => type === DOCUMENT)
    .map(({ valueStart, end }) => array.subarray(valueStart, end));

/** The element that an update's path names; in an array a number is a position and nothing else. */
export function findForUpdate(container: Container, parts: readonly string[]): RawFinding {
  let { raw } = container;
  for (const [i, part] of parts.entries()) {
    const element = findChild(raw, Buffer.from(part));
    if (!element) return 'missing';
    if (i === parts.length - 1) return { raw, element };
    if (!isContainer(element)) return 'unclear';
    ({ raw } = containerOf(raw, element));
  }
  return 'unclear';
}

/** The container with one element, which has to be there, replaced by other bytes. */
export function replaceAtPath(raw: Buffer, parts: readonly string[], replacement: Buffer): Buffer {
  const [part = '', ...rest] = parts;
  const element = findChild(raw, Buffer.from(part));
  if (!element) return raw;
  const { start, valueStart, end } = element;
  const before = raw.subarray(4, start);
  const after = raw.subarray(end, raw.length - 1);
  if (rest.length === 0) return joinElements([before, replacement, after]);
  const head = raw.subarray(start, valueStart);
  return joinElements([before, head, replaceAtPath(raw.subarray(valueStart, end), rest, replacement), after]);
}
