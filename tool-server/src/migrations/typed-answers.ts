import type { Connection, mongo } from 'mongoose';

/**
 * Answers were lists of options alone; they say of which type they are, so that there may be other types. Speaks of
 * attempts as they were stored, not of the model of today.
 */
interface OldAttempt {
  _id: string;
  change: number;
  paper?: { slot: number; type: string }[];
  answers?: Record<string, { selected?: string[]; response?: object }>;
}

const BATCH = 200;

/** The change that gives every answer of an attempt its type; undefined where all have theirs. */
function typed({ paper = [], answers = {} }: OldAttempt): object | undefined {
  const types = new Map(paper.map(({ slot, type }) => [String(slot), type]));
  const old = Object.entries(answers).filter(([, { selected }]) => selected !== undefined);
  if (old.length === 0) return undefined;
  return {
    $set: Object.fromEntries(
      old.map(([slot, { selected }]) => [`answers.${slot}.response`, { type: types.get(slot), selected }]),
    ),
    $unset: Object.fromEntries(old.map(([slot]) => [`answers.${slot}.selected`, true])),
    $inc: { change: 1 },
  };
}

/** Goes through all attempts once; answers whether one was changed meanwhile, by a process that was suspended. */
async function typeThoseFound(connection: Connection): Promise<boolean> {
  const attempts = connection.collection<OldAttempt>('attempts');
  let writes: mongo.AnyBulkWriteOperation<OldAttempt>[] = [];
  let missed = false;
  const store = async (): Promise<void> => {
    if (writes.length === 0) return;
    const { matchedCount } = await attempts.bulkWrite(writes, { ordered: false });
    missed ||= matchedCount < writes.length;
    writes = [];
  };
  const all = attempts.find({}, { projection: { answers: 1, change: 1, 'paper.slot': 1, 'paper.type': 1 } });
  for await (const attempt of all) {
    const update = typed(attempt);
    if (!update) continue;
    const { _id, change } = attempt;
    writes.push({ updateOne: { filter: { _id, change }, update } });
    if (writes.length === BATCH) await store();
  }
  await store();
  return missed;
}

/** Gives answers the type of their question. What has one stays as it is; a run that broke off is done again. */
export async function typeAnswers(connection: Connection): Promise<void> {
  while (await typeThoseFound(connection));
}
