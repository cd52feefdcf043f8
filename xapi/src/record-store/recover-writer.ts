import type { Model } from 'mongoose';
import { firstOfBatch, termOf } from './position.ts';
import type { References } from './references.ts';
import type { StoredStatement } from './statement.model.ts';
import type { Writer } from './writers.model.ts';

type Found = Pick<StoredStatement, '_id' | 'position' | 'batch' | 'ref' | 'verb' | 'platform'>;
const FIELDS = { position: 1, batch: 1, ref: 1, verb: 1, platform: 1 };

interface Deps {
  statements: Model<StoredStatement>;
  references: References;
}

function batchesOf(found: readonly Found[]): Map<string, Found[]> {
  const batches = new Map<string, Found[]>();
  for (const statement of found) {
    const first = firstOfBatch(statement.position, statement.batch?.index ?? 0);
    const batch = batches.get(first);
    if (batch) batch.push(statement);
    else batches.set(first, [statement]);
  }
  return batches;
}

const idsOf = (batch: readonly Found[]): string[] => batch.map(({ _id }) => _id);

/**
 * Puts right what a dead writer left half done: removes what there is of batches that are not whole, which nobody was
 * told are stored, and completes what follows from the others. Answers the last position of the writer.
 */
export function makeRecoverWriter({ statements, references }: Deps) {
  return async ({ mark, term }: Writer): Promise<string> => {
    const behindMark = await statements
      .find({ position: { $gte: mark } }, FIELDS)
      .sort({ position: 1 })
      .lean<Found[]>();
    const found = behindMark.filter(({ position }) => termOf(position) === term);
    for (const batch of batchesOf(found).values()) {
      if (batch.length === (batch[0]?.batch?.size ?? 1)) await references.settle(batch, idsOf(batch));
      else await statements.deleteMany({ _id: { $in: idsOf(batch) } });
    }
    return found.at(-1)?.position ?? '';
  };
}
