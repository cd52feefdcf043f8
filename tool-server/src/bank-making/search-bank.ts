import type { BankFilter, BankOrder } from '@chuyen-de/contracts';
import type { Model } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import { makeWatchedMemory, readingSince } from '../storage/index.ts';
import { LISTED, type ListedQuestion, type StoredQuestion } from './question-draft.model.ts';
import { makeSearchIndex, type SearchIndex } from './search.rules.ts';
import type { WithheldQuestion } from './withhold-keys.ts';

const PAGE_SIZE = 50;
/** Others have their turn between these. */
const READ_AT_ONCE = 200;
/** Words of questions in a process, of 4 bytes each: three banks of 50,000. What was looked at longest ago goes first. */
const MOST_WORDS = 10_000_000;
/** Then a bank is read whole again, should anything have gone unnoticed. */
const LIFE_MS = 30 * 60_000;

type Read = Pick<
  StoredQuestion,
  '_id' | 'topic' | 'level' | 'type' | 'state' | 'tags' | 'folded' | 'touchedAt'
>;
const READ = { topic: 1, level: 1, type: 1, state: 1, tags: 1, folded: 1, touchedAt: 1 } as const;

interface Held {
  index: SearchIndex;
  /** When the last reading began. */
  readAt: number | undefined;
  /** What was read last, by code: when it was touched. */
  touched: Map<string, number>;
}

interface Deps {
  questions: Model<StoredQuestion>;
  clock: Clock;
}

/** Takes down what has been stored since the last reading. */
async function readChanges(held: Held, bank: string, { questions, clock }: Deps): Promise<void> {
  const at = clock.now();
  const since = readingSince(held.readAt, at);
  const changed = questions
    .find({ bank, ...(since && { touchedAt: { $gte: since } }) }, READ)
    .lean<Read>()
    .cursor({ batchSize: READ_AT_ONCE }) as AsyncIterable<Read>;
  for await (const { _id: code, touchedAt, ...read } of changed) {
    const touched = touchedAt?.getTime() ?? 0;
    if (since && held.touched.get(code) === touched) continue;
    held.index.put({ code, ...read });
    held.touched.set(code, touched);
  }
  held.readAt = at.getTime();
}

/** Forgets what is there no more. */
async function sweep({ index, touched }: Held, bank: string, { questions }: Deps): Promise<void> {
  const gone = new Set(index.codes());
  const there = questions.find({ bank }, { _id: 1 }).lean<{ _id: string }>();
  for await (const { _id } of there.cursor({ batchSize: READ_AT_ONCE * 10 })) gone.delete(_id);
  for (const code of gone) {
    index.remove(code);
    touched.delete(code);
  }
}

/**
 * Makes what searches the banks that are made in the browser. A bank that somebody searches is held in memory, and a
 * search reads what was stored since the one before, in whatever process that was; the rows of its page are read as
 * they are now.
 */
export function makeSearchBank(deps: Deps) {
  const { questions } = deps;
  const watch = makeWatchedMemory<string, Held, undefined>({
    keyOf: (bank) => bank,
    begin: () => ({ index: makeSearchIndex(), readAt: undefined, touched: new Map() }),
    refresh: async (held, bank) => {
      const before = await questions.countDocuments({ bank });
      await readChanges(held, bank, deps);
      // Nothing tells of what is removed but that there is less.
      if (held.index.count() > (await questions.countDocuments({ bank }))) await sweep(held, bank, deps);
      if (held.index.count() >= before) return;
      held.readAt = undefined;
      await readChanges(held, bank, deps);
    },
    sizeOf: ({ index }) => index.words() + index.count(),
    most: MOST_WORDS,
    life: { ttl: LIFE_MS, noUpdateTTL: true },
  });

  /** A page in the order of the codes, and where to go on. */
  const search = async (
    bank: string,
    wanted: BankFilter & {
      after?: string | undefined;
      order?: BankOrder;
      among?: ReadonlySet<string> | undefined;
    },
    withheld: readonly WithheldQuestion[] = [],
  ): Promise<{ questions: ListedQuestion[]; total: number; next: string | null }> => {
    const { index } = await watch(bank, undefined);
    const { codes, total, hasMore } = index.look({ ...wanted, most: PAGE_SIZE, withheld });
    const found = await questions
      .find({ bank, _id: { $in: codes } }, LISTED)
      .sort({ _id: wanted.order === 'newest' ? -1 : 1 })
      .lean<ListedQuestion[]>();
    return { questions: found, total, next: hasMore ? (codes.at(-1) ?? null) : null };
  };

  return {
    search,
    /** The tags of a bank, the most usual first. */
    tagsIn: async (bank: string) => (await watch(bank, undefined)).index.tags(),
  };
}
