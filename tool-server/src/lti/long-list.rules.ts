import { endOfString } from '@chuyen-de/contracts';

/** Entries that are built at once: others get their turn in between. */
const SLICE = 200;

/** Where an answer has its list: it is one itself, or a member of it is. */
export type ListPlace = 'itself' | { member: string };

/** A list within a text of JSON: its entries are built some at a time, whoever has done with some need not keep them. */
export interface LongList {
  length: number;
  slices: () => Iterable<unknown[]>;
}

/** Where a list stands in a text, by its brackets, and the commas at which it is cut. */
interface Found {
  start: number;
  end: number;
  cuts: number[];
  commas: number;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const END_OF_LIST = 0x5d;

/** How much deeper one is after a character: signs by their codes, since a text has millions. */
const deeperBy = (code: number): number => {
  if (code === 0x7b || code === 0x5b) return 1;
  return code === 0x7d || code === END_OF_LIST ? -1 : 0;
};

/** The list that begins at a bracket; undefined where it has no end. */
function listFrom(text: string, start: number): Found | undefined {
  const cuts: number[] = [];
  let commas = 0;
  let open = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === COMMA) {
      if (open === 1 && ++commas % SLICE === 0) cuts.push(at);
    } else {
      open += deeperBy(code);
      if (open === 0) return code === END_OF_LIST ? { start, end: at + 1, cuts, commas } : undefined;
    }
  }
  return undefined;
}

/** The first character from somewhere on that is no blank. */
function afterBlanks(text: string, from: number): number {
  let at = from;
  while (' \t\r\n'.includes(text[at] ?? 'x')) at++;
  return at;
}

/** Characters that one takes where it is written by its number: `\u006d`. */
const ESCAPED = 6;

function isNamed(key: string, name: string): boolean {
  if (key.length > 2 + ESCAPED * name.length) return false;
  try {
    return JSON.parse(key) === name;
  } catch {
    return false;
  }
}

/** The list that an object has under a name: as for `JSON.parse`, the last of several counts. */
function listAt(text: string, name: string): Found | undefined {
  let found: Found | undefined;
  let open = 0;
  let key = '';
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = endOfString(text, at);
      if (open === 1) key = text.slice(at, end + 1);
      at = end;
    } else if (code === COLON && open === 1 && isNamed(key, name)) {
      const value = afterBlanks(text, at + 1);
      found = text[value] === '[' ? listFrom(text, value) : undefined;
      if (found) at = found.end - 1;
    } else open += deeperBy(code);
  }
  return found;
}

function find(text: string, place: ListPlace): Found | undefined {
  const start = afterBlanks(text, 0);
  if (place === 'itself') return text[start] === '[' ? listFrom(text, start) : undefined;
  return text[start] === '{' ? listAt(text, place.member) : undefined;
}

function* slicesOf(text: string, { start, end, cuts }: Found): Generator<unknown[]> {
  let from = start + 1;
  for (const to of [...cuts, end - 1]) {
    yield JSON.parse(`[${text.slice(from, to)}]`) as unknown[];
    from = to + 1;
  }
}

/**
 * Reads JSON without building its list at once: twenty thousand people take several times their text, and many LMSs may
 * answer at one time. The rest is built with an empty list in its place.
 * @returns undefined where there is no list
 * @throws SyntaxError for what is no JSON, which all of it has been looked at for
 */
export function readLongList(text: string, place: ListPlace): { value: unknown; list: LongList } | undefined {
  const found = find(text, place);
  if (!found) return undefined;
  const value: unknown = JSON.parse(`${text.slice(0, found.start)}[]${text.slice(found.end)}`);
  let length = 0;
  for (const slice of slicesOf(text, found)) length += slice.length;
  // A comma with nothing behind it cannot be seen where a list is cut there.
  if (length !== found.commas + 1 && !(length === 0 && found.commas === 0))
    throw new SyntaxError('a list has an empty entry');
  return { value, list: { length, slices: () => slicesOf(text, found) } };
}
