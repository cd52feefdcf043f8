import { mongo, type Connection } from 'mongoose';
import type { LaunchState } from './launch-state.ts';
import { spentNonceModel } from './spent-nonce.model.ts';

const DUPLICATE_KEY = 11_000;

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
      if (error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY) return false;
      throw error;
    }
  };
}
