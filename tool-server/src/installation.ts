import { randomBytes } from 'node:crypto';
import { Schema, type Connection } from 'mongoose';
import { makeSeal, type Sealed } from './seal.ts';
import { isDuplicateKey } from './storage/index.ts';

/**
 * Number of the form in which this release keeps its data. Raise it when an older release could not read what this
 * one writes, or this one not what an older one wrote: whoever finds another number then refuses to start.
 */
const DATA_FORMAT = 1;

interface Installation {
  _id: 'tool';
  publicUrl?: string;
  format?: number;
  /** The key of all that is sealed and signed, itself sealed by APP_SECRET: who has another secret cannot open it. */
  masterKey?: Sealed;
}

const schema = new Schema<Installation>(
  {
    _id: String,
    publicUrl: String,
    format: Number,
    masterKey: { type: { iv: String, data: String }, _id: false },
  },
  { versionKey: false },
);

const installations = (connection: Connection) =>
  connection.model<Installation>('Installation', schema, 'installations');

/** Why the data cannot be used as it is, in a sentence for whoever runs the tool. */
export class InstallationFault extends Error {}

const sealOf = (secret: string) => makeSeal(secret, 'master key of the installation');

const find = (connection: Connection) => installations(connection).findById('tool').lean<Installation>();

/** Notes under which address the tool runs, for the administration beside it. */
export async function notePublicUrl(connection: Connection, publicUrl: string): Promise<void> {
  await installations(connection).updateOne({ _id: 'tool' }, { $set: { publicUrl } }, { upsert: true });
}

/** The address under which the tool last ran. */
export const recallPublicUrl = async (connection: Connection): Promise<string | undefined> =>
  (await find(connection))?.publicUrl;

/** Whether a tool or record store has ever run on this data. */
export const isInstalled = async (connection: Connection): Promise<boolean> =>
  (await find(connection)) !== null;

/** Statements of releases before there were numbers; what those after have, they lack. */
const isOfEarlierForm = async (connection: Connection): Promise<boolean> =>
  (await connection.collection('statements').findOne({
    $or: [{ position: { $exists: false } }, { at: { $exists: false } }, { keys: { $exists: false } }],
  })) !== null;

/**
 * Refuses data that another release keeps in another form, and numbers data that has none yet.
 * @throws InstallationFault
 */
export async function checkFormat(connection: Connection): Promise<void> {
  const found = (await find(connection))?.format;
  if (found === undefined) {
    if (await isOfEarlierForm(connection))
      throw new InstallationFault(
        'the data is of an earlier release, and this one could not find all of it: ' +
          'start the release that wrote it, or restore its dump there',
      );
    await installations(connection).updateOne(
      { _id: 'tool' },
      { $set: { format: DATA_FORMAT } },
      { upsert: true },
    );
  } else if (found !== DATA_FORMAT)
    throw new InstallationFault(
      `the data is of ${found > DATA_FORMAT ? 'a later' : 'an earlier'} release ` +
        `(format ${found}, and this one reads ${DATA_FORMAT}): start that release`,
    );
}

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
  await installations(connection)
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
  await installations(connection).updateOne({ _id: 'tool' }, { $set: { masterKey } });
}

/** Begins with another master key, where nobody has the secret any more: what was sealed stays closed for good. */
export async function replaceMasterKey(connection: Connection, secret: string): Promise<string> {
  const key = randomBytes(32).toString('base64url');
  await installations(connection).updateOne(
    { _id: 'tool' },
    { $set: { masterKey: sealOf(secret).seal(key) } },
  );
  return key;
}
