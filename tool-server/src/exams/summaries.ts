import { LRUCache } from 'lru-cache';
import type { Connection, Model } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import type { ExamPlace } from '../kernel/exam-place.ts';
import { isDuplicateKey, makeGather } from '../storage/index.ts';
import {
  attemptSummaryModel,
  summarisedLinkModel,
  type AttemptProgress,
  type AttemptSummary,
  type SummarisedLink,
} from './attempt-summary.model.ts';
import { progressOf, summaryOf } from './attempt-summary.rules.ts';
import { attemptModel, COUNTING, type Attempt } from './attempt.model.ts';
import type { Taker } from './attempt-store.ts';
import { followLink, type LinkReading } from './follow-link.ts';

/** Raise this when summaries say more or something else: those of each link are then made again before it is shown. */
const FORM = 3;
/** Attempts in memory at a time while summaries are made of them. */
const AT_ONCE = 200;
const LINKS_IN_MEMORY = 10_000;

const UNUSED = { owed: 0, steps: 0, results: 0, markings: 0, topicsScore: 0, devices: 0 } as const;

/** Codes of questions of an attempt whose answers a person has to mark, and has marked. */
export type QueuedAnswers = Pick<AttemptSummary, 'awaits' | 'markedByHand'>;

interface Parts {
  attempts: Model<Attempt>;
  summaries: Model<AttemptSummary>;
  links: Model<SummarisedLink>;
  clock: Clock;
}

/**
 * Stores summaries where no newer ones are: each by one write with no read before it, in whatever order they come.
 * @param when `newer` leaves alone what is of the same state already; `always` writes it again
 */
async function store(
  { summaries, clock }: Parts,
  made: readonly AttemptSummary[],
  when: 'newer' | 'always',
): Promise<void> {
  if (made.length === 0) return;
  const older = (change: number) => (when === 'newer' ? { $lt: change } : { $lte: change });
  const storedAt = clock.now();
  const writes = made.map((summary) => ({
    replaceOne: {
      filter: { _id: summary._id, change: older(summary.change) },
      replacement: { ...summary, storedAt },
      upsert: true,
    },
  }));
  try {
    await summaries.collection.bulkWrite(writes as never, { ordered: false });
  } catch (error) {
    // There is one, and it is newer: an upsert finds nothing to replace and cannot be stored beside it.
    if (!isDuplicateKey(error)) throw error;
  }
}

/** Makes summaries of attempts, some at a time; answers of how many. */
async function makeOf(parts: Parts, filter: object, when: 'newer' | 'always'): Promise<number> {
  let count = 0;
  let some: AttemptSummary[] = [];
  const found = parts.attempts.collection.find<Attempt>({ ...COUNTING, ...filter } as object, {
    projection: UNUSED,
    batchSize: AT_ONCE,
  });
  for await (const attempt of found) {
    some.push(summaryOf(attempt));
    count += 1;
    if (some.length < AT_ONCE) continue;
    await store(parts, some, when);
    some = [];
  }
  await store(parts, some, when);
  return count;
}

/** Removes summaries of attempts that are not there. */
async function removeStray({ attempts, summaries }: Parts): Promise<number> {
  let count = 0;
  let some: string[] = [];
  const removeSome = async (): Promise<void> => {
    const there = await attempts.collection
      .find({ _id: { $in: some as never[] }, ...COUNTING } as object, { projection: { _id: 1 } })
      .toArray();
    const known = new Set(there.map(({ _id }) => String(_id)));
    const stray = some.filter((id) => !known.has(id));
    if (stray.length > 0) await summaries.deleteMany({ _id: { $in: stray } });
    count += stray.length;
    some = [];
  };
  for await (const { _id } of summaries.find({}, { _id: 1 }).lean().cursor()) {
    some.push(_id);
    if (some.length === AT_ONCE) await removeSome();
  }
  await removeSome();
  return count;
}

const keyOf = ({ personId, examCode, linkId }: Taker): string => `${personId} ${examCode} ${linkId}`;

async function findOfTakers(
  summaries: Model<AttemptSummary>,
  takers: readonly Taker[],
): Promise<AttemptSummary[]> {
  if (takers.length === 0) return [];
  const wanted = new Set(takers.map(keyOf));
  const all = (part: keyof Taker) => ({ $in: [...new Set(takers.map((taker) => taker[part]))] });
  const found = (await summaries.collection
    .find({ linkId: all('linkId'), personId: all('personId'), examCode: all('examCode') })
    .sort({ number: 1 })
    .toArray()) as unknown as AttemptSummary[];
  return found.filter((summary) => summary.state !== 'removed' && wanted.has(keyOf(summary)));
}

/** A page of those who sat an exam through a link, each with all of their attempts that count there. */
async function findPage(
  summaries: Model<AttemptSummary>,
  { linkId, examCode }: ExamPlace,
  { afterPerson, most }: { afterPerson: string | null; most: number },
): Promise<{ attempts: AttemptSummary[]; next: string | null }> {
  const some = async (who: object, limit: number): Promise<AttemptSummary[]> =>
    (await summaries.collection
      .find({ linkId, ...who } as object)
      .sort({ personId: 1, number: 1 })
      .limit(limit)
      .toArray()) as unknown as AttemptSummary[];
  const found = await some(afterPerson === null ? {} : { personId: { $gt: afterPerson } }, most);
  const last = found.at(-1)?.personId;
  const isLast = found.length < most;
  const others = found.filter(({ personId }) => personId !== last);
  // Of whoever comes last there may be more.
  const whole = isLast ? found : others.length > 0 ? others : await some({ personId: last }, 0);
  return {
    attempts: whole.filter((each) => each.examCode === examCode && each.state !== 'removed'),
    next: isLast ? null : (whole.at(-1)?.personId ?? null),
  };
}

const makePageOf =
  (summaries: Model<AttemptSummary>, complement: (linkId: string) => Promise<void>) =>
  async (place: ExamPlace, page: { afterPerson: string | null; most: number }) => {
    await complement(place.linkId);
    return findPage(summaries, place, page);
  };

async function countUsage(
  summaries: Model<AttemptSummary>,
  examCode: string,
): Promise<{ attempts: number; open: number }> {
  const [attempts, open] = await Promise.all([
    summaries.countDocuments({ examCode, state: { $in: ['open', 'closed', 'marked'] } }),
    summaries.countDocuments({ examCode, state: 'open' }),
  ]);
  return { attempts, open };
}

const findQueued = (summaries: Model<AttemptSummary>, linkId: string): Promise<QueuedAnswers[]> =>
  summaries.collection
    .find(
      { linkId, state: { $in: ['closed', 'marked'] } },
      { projection: { _id: 0, awaits: 1, markedByHand: 1 } },
    )
    .toArray() as unknown as Promise<QueuedAnswers[]>;

async function findProgress(
  attempts: Model<Attempt>,
  ids: readonly string[],
): Promise<Map<string, AttemptProgress>> {
  if (ids.length === 0) return new Map();
  const found = await attempts.collection
    .find<Attempt>({ _id: { $in: ids as never[] } } as object, {
      projection: { answers: 1, dueAt: 1, paper: 1, replayedLate: 1 },
    })
    .toArray();
  return new Map(found.map((attempt) => [attempt._id, progressOf(attempt)]));
}

/** What lists show of attempts, so that no list reads attempts whole. */
export function makeSummaries({ connection, clock }: { connection: Connection; clock: Clock }) {
  const attempts = attemptModel(connection);
  const summaries = attemptSummaryModel(connection);
  const links = summarisedLinkModel(connection);
  const parts = { attempts, summaries, links, clock };
  const keep = makeGather((made: AttemptSummary[]) => store(parts, made, 'newer'));
  /** Links that are summed up for ever: attempts owe what follows. */
  const complete = new LRUCache<string, true>({ max: LINKS_IN_MEMORY });

  /** Sums up what an earlier release left at a link. */
  async function complement(linkId: string): Promise<void> {
    if (complete.has(linkId)) return;
    if ((await links.exists({ _id: linkId, form: FORM })) === null) {
      await makeOf(parts, { linkId }, 'always');
      await links.updateOne({ _id: linkId }, { $set: { form: FORM } }, { upsert: true });
    }
    complete.set(linkId, true);
  }

  return {
    models: [summaries, links],

    /** Carries out owed work of kind `summary`: of an attempt that began, ended, was settled or removed. */
    onSummaryOwed: async (attempt: Attempt): Promise<void> => {
      if (!attempt.trial) await keep(summaryOf(attempt));
    },

    /** Sums up some attempts as they are, whose owed work has not come to it yet. */
    summarise: (some: readonly Attempt[]): Promise<void> =>
      store(parts, some.filter(({ trial }) => !trial).map(summaryOf), 'newer'),

    /** Follows the attempts made through a link: each reading brings those of whom the one before knew otherwise. */
    followLink: (linkId: string): (() => Promise<LinkReading>) => {
      const read = followLink(summaries, linkId, clock);
      return async () => {
        await complement(linkId);
        return read();
      };
    },

    /** The attempts that count of some people, each at an exam through a link, by their numbers. */
    ofTakers: async (takers: readonly Taker[]): Promise<AttemptSummary[]> => {
      for (const linkId of new Set(takers.map((taker) => taker.linkId))) await complement(linkId);
      return findOfTakers(summaries, takers);
    },

    /** What of the attempts that count at a link waits for a person, or was marked by one. */
    queuedAt: async (linkId: string): Promise<QueuedAnswers[]> => {
      await complement(linkId);
      return findQueued(summaries, linkId);
    },

    /** Who sat an exam through a link, some attempts at a time, in the order of their people's ids. */
    pageOf: makePageOf(summaries, complement),

    /** How many attempts at an exam have been made, and how many of them are under way. */
    usageOf: (examCode: string) => countUsage(summaries, examCode),

    /** How far some attempts have come by now, by id. */
    progressOfAttempts: (ids: readonly string[]): Promise<Map<string, AttemptProgress>> =>
      findProgress(attempts, ids),

    /** Makes all summaries again, also while the tool runs; answers how many, and how many were of nothing. */
    rebuild: async (): Promise<{ made: number; removed: number }> => ({
      made: await makeOf(parts, {}, 'always'),
      removed: await removeStray(parts),
    }),
  };
}
