import type { Model } from 'mongoose';
import { makeAskTogether } from './ask-together.ts';
import { duplicatesIn } from '@chuyen-de/xapi/storage';

/**
 * Inserts documents that come at the same time by one command, as they are. Answers for each whether it is new: false
 * where a unique index has its key already, which of any number who come with one key lets one pass.
 */
export const makeInsertTogether = <T extends object>({ collection }: Model<T>) =>
  makeAskTogether(async (documents: T[]): Promise<boolean[]> => {
    try {
      await collection.insertMany(documents, { ordered: false, ignoreUndefined: true });
      return documents.map(() => true);
    } catch (error) {
      const refused = new Set(duplicatesIn(error));
      return documents.map((_, index) => !refused.has(index));
    }
  });
