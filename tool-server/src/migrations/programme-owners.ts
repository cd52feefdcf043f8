import type { Connection } from 'mongoose';

/**
 * Programmes had no owner and were everybody's; now each says whose it is, and those of before belong to the
 * installation. Speaks of collections as they were stored, not of the models of today.
 */
export async function giveProgrammesOwners(connection: Connection): Promise<void> {
  await connection
    .collection('programmes')
    .updateMany({ owner: { $exists: false } }, { $set: { owner: { kind: 'installation' } } });
}
