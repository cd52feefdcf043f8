import type { Connection } from 'mongoose';
import { makeInsertTogether } from '../storage/index.ts';
import type { LaunchState } from './launch-state.ts';
import { spentNonceModel } from './spent-nonce.model.ts';

/**
 * Uses up a launch's nonce, and its state with it. Of any number of concurrent replays one passes: the
 * store's unique index decides.
 */
export function makeSpendNonce(connection: Connection) {
  const insert = makeInsertTogether(spentNonceModel(connection));
  return ({ nonce, expiresAt }: LaunchState): Promise<boolean> => insert({ _id: nonce, expiresAt });
}
