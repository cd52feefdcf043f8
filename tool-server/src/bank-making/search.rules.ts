import type { BankFilter, Level, QuestionState } from '@chuyen-de/contracts';
import { fold, hasWords, wordsOf } from '@chuyen-de/contracts/vietnamese';

/** What is looked for of a question. */
export interface SearchedQuestion {
  code: string;
  topic: string;
  level: Level;
  type: string;
  state: QuestionState;
  /** Code and texts without marks and case. */
  folded: string;
}

interface Row {
  code: string;
  /** Its code, folded. */
  plain: string;
  /** Number of what filters look at. */
  kind: number;
  /** Numbers of its words, each once. */
  words: Uint32Array;
}

interface Wanted extends BankFilter {
  /** Where the page before ended. */
  after?: string | undefined;
  most: number;
  /** Those that are found by these words alone. */
  withheld?: readonly { code: string; folded: string }[] | undefined;
}

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

/**
 * Questions of one bank, to be searched: which of them a filter lets through, how many there are, and a page of them in
 * the order of their codes. A text is looked for in the words that there are, which are few, and then by their numbers.
 */
export function makeSearchIndex() {
  const vocabulary = makeNumbers<string>();
  const kinds = makeNumbers<Kind>();
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

    put({ code, folded, topic, level, type, state }: SearchedQuestion): void {
      const plain = fold(code);
      // Each has another code: among the words they would be most of them.
      const texts = folded.split(/\s+/u).filter((word) => word !== plain);
      const words = Uint32Array.from(new Set(texts.map((word) => vocabulary.of(word, word))));
      const kind = kinds.of([topic, level, type, state].join(' '), { topic, level, type, state });
      held += words.length - (rows.get(code)?.words.length ?? 0);
      rows.set(code, { code, plain, kind, words });
      order = undefined;
    },

    look({ after = '', most, withheld = [], ...filter }: Wanted) {
      const isKind = kinds.wanted(isOfKind(filter));
      const words = wordsOf(filter.text).filter((word) => word !== '');
      const tests = words.map(having);
      const others = new Map(withheld.map(({ code, folded }) => [code, hasWords(folded, words)]));
      order ??= inOrder(rows.values());
      let total = 0;
      const codes: string[] = [];
      for (const row of order) {
        const isFound = others.get(row.code) ?? tests.every((test) => test(row));
        if (isKind[row.kind] !== 1 || !isFound) continue;
        total += 1;
        if (codes.length <= most && row.code > after) codes.push(row.code);
      }
      return { codes: codes.slice(0, most), total, hasMore: codes.length > most };
    },
  };
}

export type SearchIndex = ReturnType<typeof makeSearchIndex>;
