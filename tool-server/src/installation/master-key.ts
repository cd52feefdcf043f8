import { randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import { makeSeal, type Sealed } from '../kernel/seal.ts';
import { isDuplicateKey } from '../storage/index.ts';
import { findInstallation as find, InstallationFault, installationModel } from './installation.model.ts';

const sealOf = (secret: string) => makeSeal(secret, 'master key of the installation');

const findSealed = (connection: Connection) =>
  connection.collection('toolKeys').findOne<Partial<Sealed>>({ data: { $exists: true } });

/** Whether something is sealed in this data, so that no other secret will do. */
export const hasSecret = async (connection: Connection): Promise<boolean> =>
  (await find(connection))?.masterKey !== undefined || (await findSealed(connection)) !== null;

/** Data of before there was a master key: does the secret open what is sealed in it? Undefined: nothing is. */
async function opensWhatIsSealed(connection: Connection, secret: string): Promise<boolean | undefined> {
  const key = await findSealed(connection);
  if (key?.iv === undefined || key.data === undefined) return undefined;
  return canOpen(() => makeSeal(secret, 'lti private keys').open({ iv: key.iv ?? '', data: key.data ?? '' }));
}

function canOpen(open: () => string): boolean {
  try {
    open();
    return true;
  } catch {
    return false;
  }
}

const wrongSecret = (): InstallationFault =>
  new InstallationFault(
    'APP_SECRET is not the one with which this data was sealed: set the one that is kept with the backups. ' +
      'If it is lost: npm run admin -- change-secret --lost',
  );

async function makeMasterKey(connection: Connection, secret: string): Promise<void> {
  const opens = await opensWhatIsSealed(connection, secret);
  if (opens === false) throw wrongSecret();
  // Data of before goes on with its secret for master key: what that sealed stays readable.
  const masterKey = sealOf(secret).seal(opens ? secret : randomBytes(32).toString('base64url'));
  await installationModel(connection)
    .updateOne({ _id: 'tool', masterKey: { $exists: false } }, { $set: { masterKey } }, { upsert: true })
    .catch((error: unknown) => {
      // Another process was first.
      if (!isDuplicateKey(error)) throw error;
    });
}

/**
 * The key of all that is sealed and signed, opened by the secret of the environment; made for new data.
 * @throws InstallationFault where the secret is another one
 */
export async function openMasterKey(connection: Connection, secret: string): Promise<string> {
  const found = (await find(connection))?.masterKey;
  if (!found) {
    await makeMasterKey(connection, secret);
    return openMasterKey(connection, secret);
  }
  try {
    return sealOf(secret).open(found);
  } catch {
    throw wrongSecret();
  }
}

/**
 * Seals the master key by another secret: nothing else has to change, and nobody has to sign in anew.
 * @throws InstallationFault where the former secret is another one
 */
export async function changeSecret(
  connection: Connection,
  { former, next }: { former: string; next: string },
): Promise<void> {
  const masterKey = sealOf(next).seal(await openMasterKey(connection, former));
  await installationModel(connection).updateOne({ _id: 'tool' }, { $set: { masterKey } });
}

/** Begins with another master key, where nobody has the secret any more: what was sealed stays closed for good. */
export async function replaceMasterKey(connection: Connection, secret: string): Promise<string> {
  const key = randomBytes(32).toString('base64url');
  await installationModel(connection).updateOne(
    { _id: 'tool' },
    { $set: { masterKey: sealOf(secret).seal(key) } },
  );
  return key;
}
