import type { Connection, Model } from 'mongoose';
import type { AttemptSummary, Exams } from '../exams/index.ts';
import type { Learning, Progress } from '../learning/index.ts';
import type { CountedAttempt } from '../statistics/index.ts';
import { isDuplicateKey } from '../storage/index.ts';
import { completionModel, type Completion } from './completion.model.ts';
import { completionsOfReading, passedSince } from './completions-of.ts';

const AT_ONCE = 500;

export interface KeepDeps {
  connection: Connection;
  summaries: Pick<Exams['summaries'], 'ofTakers'>;
  progress: Learning['progress'];
}

/** Stores completions where no newer ones are. */
async function store(completions: Model<Completion>, made: readonly Completion[]): Promise<void> {
  if (made.length === 0) return;
  const writes = made.map((replacement) => ({
    replaceOne: {
      filter: { _id: replacement._id, stand: { $lte: replacement.stand } },
      replacement,
      upsert: true,
    },
  }));
  try {
    await completions.collection.bulkWrite(writes as never, { ordered: false });
  } catch (error) {
    // There is one, and it is newer.
    if (!isDuplicateKey(error)) throw error;
  }
}

/** The completions of exams by attempts that have come to count, or count no longer. */
async function ofAttempts(
  { summaries }: Pick<KeepDeps, 'summaries'>,
  attempts: readonly CountedAttempt[],
  stand: number,
): Promise<Completion[]> {
  const takers = new Map<string, CountedAttempt & { personId: string }>();
  for (const { personId, ...attempt } of attempts)
    if (personId !== undefined)
      takers.set(`${personId} exam:${attempt.examCode} ${attempt.linkId}`, { ...attempt, personId });
  const found = await summaries.ofTakers([...takers.values()]);
  const theirs = new Map<string, AttemptSummary[]>();
  for (const summary of found) {
    const key = `${summary.personId} exam:${summary.examCode} ${summary.linkId}`;
    theirs.set(key, [...(theirs.get(key) ?? []), summary]);
  }
  return [...takers].map(([_id, { personId, platformId, contextId, linkId, examCode }]) => {
    const at = passedSince(theirs.get(_id) ?? []);
    return {
      _id,
      personId,
      platformId,
      kind: 'exam',
      code: examCode,
      ...(contextId !== undefined && { contextId }),
      linkId,
      ...(at && { at }),
      stand,
    };
  });
}

/** Makes completions of topics again, of all that was read, and removes those of nothing. */
async function rebuildTopics(completions: Model<Completion>, progress: KeepDeps['progress']): Promise<void> {
  const projection = { owed: 0, read: 0 };
  for (let after = ''; ;) {
    const some = (await progress.collection
      .find({ _id: { $gt: after as never } }, { projection })
      .sort({ _id: 1 })
      .limit(AT_ONCE)
      .toArray()) as unknown as Progress[];
    await store(completions, some.flatMap(completionsOfReading));
    const last = some.at(-1);
    if (!last) break;
    after = last._id;
  }
  const known = async (ids: string[]): Promise<Set<string>> => {
    const found = (await progress.collection
      .find({ _id: { $in: ids as never[] } }, { projection })
      .toArray()) as unknown as Progress[];
    return new Set(found.flatMap(completionsOfReading).map(({ _id }) => _id));
  };
  for (let after = ''; ;) {
    const some = await completions
      .find({ _id: { $gt: after }, kind: 'topic' }, { personId: 1, code: 1 })
      .sort({ _id: 1 })
      .limit(AT_ONCE)
      .lean<Completion[]>();
    const last = some.at(-1);
    if (!last) return;
    const there = await known([...new Set(some.map(({ personId, code }) => `${personId} ${code}`))]);
    const stray = some.filter(({ _id }) => !there.has(_id)).map(({ _id }) => _id);
    if (stray.length > 0) await completions.deleteMany({ _id: { $in: stray } });
    after = last._id;
  }
}

/** Keeps who has completed what, when and where. */
export function makeKeepCompletions(deps: KeepDeps) {
  const completions = completionModel(deps.connection);
  return {
    models: [completions],
    completions,

    /** Carries out owed work of kind `completed`: of what somebody has read through. */
    onTopicCompleted: (progress: Progress): Promise<void> =>
      store(completions, completionsOfReading(progress)),

    /** Takes up attempts that were counted by a batch, as their summaries are by now. */
    onCounted: async (attempts: readonly CountedAttempt[], batch: number): Promise<void> =>
      store(completions, await ofAttempts(deps, attempts, batch)),

    /** Makes the rest again, and removes what is of nothing, once all attempts were counted anew since a batch. */
    onCountedAnew: async (since: number): Promise<void> => {
      await rebuildTopics(completions, deps.progress);
      await completions.deleteMany({ kind: 'exam', stand: { $lt: since } });
    },
  };
}
