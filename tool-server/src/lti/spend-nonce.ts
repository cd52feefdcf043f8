import type { Connection } from 'mongoose';
import { isDuplicateKey } from '../storage/index.ts';
import type { LaunchState } from './launch-state.ts';
import { spentNonceModel } from './spent-nonce.model.ts';

/**
 * Uses up a launch's nonce, and its state with it. Of any number of concurrent replays one passes: the
 * store's unique index decides.
 */
export function makeSpendNonce(connection: Connection) {
  const { collection } = spentNonceModel(connection);
  return async ({ nonce, expiresAt }: LaunchState): Promise<boolean> => {
    try {
      await collection.insertOne({ _id: nonce as never, expiresAt });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  };
}
