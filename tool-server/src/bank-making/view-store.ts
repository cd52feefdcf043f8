import { randomUUID } from 'node:crypto';
import { MOST_VIEWS, type SaveView } from '@chuyen-de/contracts';
import { compareWords } from '@chuyen-de/contracts/vietnamese';
import type { Connection } from 'mongoose';
import { isDuplicateKey } from '../storage/index.ts';
import { bankViewModel, type StoredView } from './bank-view.model.ts';

/** Filters of banks' lists that people keep under names. */
export function makeViewStore({ connection }: { connection: Connection }) {
  const views = bankViewModel(connection);
  /** One's own, and what is shared. */
  const seenBy = (bank: string, person: string) => ({ bank, $or: [{ by: person }, { shared: true }] });

  return {
    models: [views],

    /** What somebody has of a bank, by their names. */
    listFor: async (bank: string, person: string): Promise<StoredView[]> => {
      const found = await views.find(seenBy(bank, person)).lean<StoredView[]>();
      return found.sort((a, b) => compareWords(a.name, b.name) || (a._id < b._id ? -1 : 1));
    },

    /** Keeps one, in the place of one's own of that name; false: there are too many already. */
    keep: async (bank: string, by: string, view: SaveView): Promise<boolean> => {
      const replace = async (): Promise<boolean> =>
        (await views.updateOne({ bank, by, name: view.name }, { $set: view })).matchedCount === 1;
      const others = { bank, ...(view.shared ? { shared: true } : { by, shared: false }) };
      const count = await views.countDocuments({ ...others, $nor: [{ by, name: view.name }] });
      if (count >= MOST_VIEWS) return false;
      if (await replace()) return true;
      try {
        await views.insertMany([{ ...view, _id: randomUUID(), bank, by }], { lean: true });
      } catch (error) {
        // The same press twice: it is there now.
        if (!isDuplicateKey(error)) throw error;
        await replace();
      }
      return true;
    },

    /** Removes one that somebody has; false: they have none such. */
    remove: async (bank: string, person: string, id: string): Promise<boolean> =>
      (await views.deleteOne({ ...seenBy(bank, person), _id: id })).deletedCount === 1,
  };
}

export type ViewStore = ReturnType<typeof makeViewStore>;
