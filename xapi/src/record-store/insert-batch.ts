import type { Model } from 'mongoose';
import { mapWithBreaks } from '../kernel/breaks.ts';
import { isDuplicateKey } from '../storage/duplicate-key.ts';
import type { Horizon, Ticket } from './horizon.ts';
import type { References } from './references.ts';
import type { StoredStatement } from './statement.model.ts';
import { prepareDocument, type Entry } from './stored-document.ts';

interface Deps {
  statements: Model<StoredStatement>;
  horizon: Horizon;
  references: References;
}

type Prepared = ReturnType<typeof prepareDocument>;

const placeAll = (prepared: readonly Prepared[], { time, positions }: Ticket): StoredStatement[] => {
  const stored = new Date(time);
  return prepared.map((place, i) =>
    place({
      position: positions[i] ?? '',
      stored,
      ...(prepared.length > 1 && { batch: { size: prepared.length, index: i } }),
    }),
  );
};

/**
 * Inserts statements, all of them or none, in one command, which is one commit of the embedded store. MongoDB may stop
 * in the middle of it; then what there is of a batch tells how many it lacks, and is removed.
 */
export function makeInsertBatch({ statements, horizon, references }: Deps) {
  const { collection } = statements;

  const remove = ({ positions }: Ticket): Promise<unknown> =>
    collection.deleteMany({ position: { $in: positions } });

  /** False when one of them is there already. */
  async function insert(documents: StoredStatement[], ticket: Ticket): Promise<boolean> {
    try {
      const [first] = documents;
      if (documents.length === 1) await collection.insertOne(first as never);
      else await collection.insertMany(documents as never[]);
      return true;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      if (documents.length > 1) await remove(ticket);
      return false;
    }
  }

  async function follow(documents: readonly StoredStatement[], entries: readonly Entry[]): Promise<void> {
    const identified = entries.filter((entry) => entry.identified).map(({ id }) => id);
    await references.settle(documents, identified);
  }

  /** False when one of them is there already: then none is stored. */
  return async function insertBatch(entries: readonly Entry[]): Promise<boolean> {
    // Before there are places: whoever reads waits for those.
    const prepared = await mapWithBreaks(entries, prepareDocument);
    for (;;) {
      const ticket = await horizon.begin(entries.length);
      let inserted: boolean;
      try {
        const documents = placeAll(prepared, ticket);
        inserted = await insert(documents, ticket);
        if (inserted) await follow(documents, entries);
      } catch (error) {
        // Nobody knows what of it is stored: once this writer counts as dead it will be put right.
        horizon.abandon();
        throw error;
      }
      const settled = await horizon.end(ticket);
      if (!inserted) return false;
      if (settled) return true;
      // Readers may have passed these places while this process was taken for dead.
      await remove(ticket);
    }
  };
}
