import type { BankFilter, BankOrder, Level, QuestionState } from '@chuyen-de/contracts';
import { tagKey } from '@chuyen-de/contracts/tag-words';
import { compareWords, fold, hasWords, wordsOf } from '@chuyen-de/contracts/vietnamese';

/** What is looked for of a question. */
export interface SearchedQuestion {
  code: string;
  topic: string;
  level: Level;
  type: string;
  state: QuestionState;
  tags?: readonly string[] | undefined;
  /** Code and texts without marks and case. */
  folded: string;
}

interface Row {
  code: string;
  /** Its code, folded. */
  plain: string;
  /** Number of what filters look at. */
  kind: number;
  /** Numbers of its tags. */
  tags: readonly number[];
  /** Numbers of its words, each once. */
  words: Uint32Array;
}

interface Wanted extends BankFilter {
  order?: BankOrder | undefined;
  /** Where the page before ended. */
  after?: string | undefined;
  most: number;
  /** Where not all are meant. */
  among?: ReadonlySet<string> | undefined;
  /** Those that are found by these words alone. */
  withheld?: readonly { code: string; folded: string }[] | undefined;
}

type Numbers<Value> = ReturnType<typeof makeNumbers<Value>>;

type Kind = Pick<SearchedQuestion, 'topic' | 'level' | 'type' | 'state'>;

const inOrder = (rows: Iterable<Row>): Row[] => [...rows].sort((a, b) => (a.code < b.code ? -1 : 1));

/** Gives numbers to what comes again and again, from 0. */
function makeNumbers<Value>() {
  const values: Value[] = [];
  const numbers = new Map<string, number>();
  return {
    of(key: string, value: Value): number {
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, values.length);
      return values.push(value) - 1;
    },
    all: (): readonly Value[] => values,
    /** For each number whether its value is wanted. */
    wanted: (isWanted: (value: Value) => boolean): Uint8Array =>
      Uint8Array.from(values, (value) => (isWanted(value) ? 1 : 0)),
  };
}

const isOfKind =
  ({ topic, level, type, state }: BankFilter) =>
  (kind: Kind): boolean =>
    (topic === undefined || kind.topic === topic) &&
    (level === undefined || kind.level === level) &&
    (type === undefined || kind.type === type) &&
    // What waits to be confirmed is looked at with its import.
    (state === undefined ? kind.state !== 'found' : kind.state === state);

/** Whether a word of a row is among some. */
function hasOne({ words }: Row, some: Uint8Array): boolean {
  for (const word of words) if (some[word] === 1) return true;
  return false;
}

interface NumberedTag {
  tag: string;
  key: string;
}

/** Whether a row has a tag, where one is asked for. */
function makeHasTag(tagged: Numbers<NumberedTag>, tag: string | undefined): (row: Row) => boolean {
  if (tag === undefined) return () => true;
  const wanted = tagged.wanted(({ key }) => key === tagKey(tag));
  return ({ tags }) => tags.some((number) => wanted[number] === 1);
}

/** Whether a row stands behind a code in an order; behind none stand all. */
const makeIsBehind =
  (order: BankOrder, after: string) =>
  ({ code }: Row): boolean =>
    after === '' || (order === 'newest' ? code < after : code > after);

/** How many rows of some kinds have each tag, the most usual first. */
function countTags(rows: Iterable<Row>, tags: readonly NumberedTag[], isKind: Uint8Array) {
  const counts = tags.map(({ tag }) => ({ tag, count: 0 }));
  for (const row of rows)
    for (const number of isKind[row.kind] === 1 ? row.tags : []) {
      const counted = counts[number];
      if (counted) counted.count += 1;
    }
  return counts
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || compareWords(a.tag, b.tag));
}

/**
 * Questions of one bank, to be searched: which of them a filter lets through, how many there are, and a page of them in
 * the order of their codes. A text is looked for in the words that there are, which are few, and then by their numbers.
 */
export function makeSearchIndex() {
  const vocabulary = makeNumbers<string>();
  const kinds = makeNumbers<Kind>();
  const tagged = makeNumbers<NumberedTag>();
  const rows = new Map<string, Row>();
  let order: Row[] | undefined;
  let held = 0;

  /** Whether a row has a text in one of its words. */
  function having(text: string): (row: Row) => boolean {
    const some = vocabulary.wanted((word) => word.includes(text));
    return (row) => hasOne(row, some) || row.plain.includes(text);
  }

  return {
    /** How many questions there are. */
    count: (): number => rows.size,
    /** Words of all questions together: what it takes of memory. */
    words: (): number => held,
    codes: (): Iterable<string> => rows.keys(),

    remove(code: string): void {
      held -= rows.get(code)?.words.length ?? 0;
      if (rows.delete(code)) order = undefined;
    },

    put({ code, folded, topic, level, type, state, tags = [] }: SearchedQuestion): void {
      const plain = fold(code);
      // Each has another code: among the words they would be most of them.
      const texts = folded.split(/\s+/u).filter((word) => word !== plain);
      const words = Uint32Array.from(new Set(texts.map((word) => vocabulary.of(word, word))));
      const kind = kinds.of([topic, level, type, state].join(' '), { topic, level, type, state });
      held += words.length - (rows.get(code)?.words.length ?? 0);
      const numbers = tags.map((tag) => tagged.of(tagKey(tag), { tag, key: tagKey(tag) }));
      rows.set(code, { code, plain, kind, tags: numbers, words });
      order = undefined;
    },

    /** The tags that there are, the most usual first. */
    tags: () => countTags(rows.values(), tagged.all(), kinds.wanted(isOfKind({ text: '' }))),

    look({ after = '', order: wantedOrder = 'code', most, among, withheld = [], ...filter }: Wanted) {
      const isKind = kinds.wanted(isOfKind(filter));
      const hasTag = makeHasTag(tagged, filter.tag);
      const words = wordsOf(filter.text).filter((word) => word !== '');
      const tests = words.map(having);
      const others = new Map(withheld.map(({ code, folded }) => [code, hasWords(folded, words)]));
      order ??= inOrder(rows.values());
      let total = 0;
      const codes: string[] = [];
      const isBehind = makeIsBehind(wantedOrder, after);
      for (const row of wantedOrder === 'newest' ? order.toReversed() : order) {
        const isFound = others.get(row.code) ?? tests.every((test) => test(row));
        if (isKind[row.kind] !== 1 || !isFound || !hasTag(row) || among?.has(row.code) === false) continue;
        total += 1;
        if (codes.length <= most && isBehind(row)) codes.push(row.code);
      }
      return { codes: codes.slice(0, most), total, hasMore: codes.length > most };
    },
  };
}

export type SearchIndex = ReturnType<typeof makeSearchIndex>;
