import { setTimeout as rest } from 'node:timers/promises';
import type { Connection } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import {
  findInstallation,
  InstallationFault,
  installationModel,
  type Installation,
} from '../installation/index.ts';
import { isDuplicateKey, makeLeases, type Lease } from '../storage/index.ts';

/** What a step is given. */
interface MigrationDeps {
  connection: Connection;
  clock: Clock;
}

/**
 * Changes data of one release into what the next one reads. It may be broken off anywhere and is done again then from
 * its beginning, and a process that was suspended may go on with it beside another: so it looks for what is still
 * to be changed, and changes that under the condition that it is. Speaks of collections as they were stored, not of
 * the models of today, which go on changing.
 */
export interface Migration {
  /** The number of the form that the data has afterwards: one more than that of the step before. */
  to: number;
  /** What it does, for the log. */
  name: string;
  run: (deps: MigrationDeps) => Promise<void>;
}

interface Deps extends MigrationDeps {
  migrations: readonly Migration[];
  logger: Logger;
}

/** The form of data from the time before steps had numbers. */
const FIRST_FORMAT = 1;

/** Longer than a process is ever held up; after it another one goes on. Renewed three times as often. */
const LEASE_MS = 15_000;
const LOOK_MS = 250;

/** Statements of releases before there were numbers; what those after have, they lack. */
const isOfEarlierForm = async (connection: Connection): Promise<boolean> =>
  (await connection.collection('statements').findOne({
    $or: [{ position: { $exists: false } }, { at: { $exists: false } }, { keys: { $exists: false } }],
  })) !== null;

const latest = (migrations: readonly Migration[]): number => migrations.at(-1)?.to ?? FIRST_FORMAT;

/**
 * The number of the form in which data is kept that this release reads or can change.
 * @throws InstallationFault where it is of a later release, or of one too early
 */
async function readFormat(connection: Connection, migrations: readonly Migration[]): Promise<number> {
  const found = (await findInstallation(connection))?.format;
  if (found === undefined && (await isOfEarlierForm(connection)))
    throw new InstallationFault(
      'the data is of an earlier release, and this one could not find all of it: ' +
        'start the release that wrote it, or restore its dump there',
    );
  const format = found ?? FIRST_FORMAT;
  if (format > latest(migrations))
    throw new InstallationFault(
      `the data is of a later release (format ${format}, and this one reads ${latest(migrations)}): ` +
        'start that release, or restore a dump of before it',
    );
  return format;
}

/** Keeps a lease while something is done. Whoever could not renew it in time learns that at the next number. */
async function keeping({ renew }: Lease<Installation>, work: () => Promise<void>): Promise<void> {
  const timer = setInterval(() => {
    renew().catch(() => undefined);
  }, LEASE_MS / 3);
  // A step that never ends is no reason for the process not to.
  timer.unref();
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
}

/** Runs the steps from a number on, and stores each one's number when it is done. False: somebody else goes on. */
async function runSteps(lease: Lease<Installation>, from: number, deps: Deps): Promise<boolean> {
  const { migrations, connection, clock, logger } = deps;
  const wasUsed = lease.document.publicUrl !== undefined;
  for (const { to, name, run } of migrations.filter((step) => step.to > from)) {
    const startedAt = clock.now().getTime();
    await keeping(lease, () => run({ connection, clock }));
    if (!(await lease.renew({ $set: { format: to } }))) return false;
    if (wasUsed)
      logger.info({ format: to, ms: clock.now().getTime() - startedAt }, `brought up to date: ${name}`);
  }
  return true;
}

async function enter(connection: Connection): Promise<void> {
  try {
    await installationModel(connection).updateOne({ _id: 'tool' }, {}, { upsert: true });
  } catch (error) {
    // Another process was first.
    if (!isDuplicateKey(error)) throw error;
  }
}

/**
 * Brings data of an earlier release up to this one, step by step; new data gets the latest number. Of several
 * processes one does it, and the others wait until it is done, or has died.
 * @throws InstallationFault where the data is of a later release, or of one too early
 */
export async function migrate(deps: Deps): Promise<void> {
  const { connection, clock, migrations, logger } = deps;
  const claim = makeLeases({ model: installationModel(connection), clock, leaseMs: LEASE_MS });
  for (let isSaid = false; ;) {
    if ((await readFormat(connection, migrations)) === latest(migrations)) return;
    await enter(connection);
    const lease = await claim({ _id: 'tool' });
    if (lease) {
      try {
        // Read under the lease: whoever held it before may have come further.
        if (await runSteps(lease, await readFormat(connection, migrations), deps)) return;
      } finally {
        await lease.release();
      }
    }
    if (!isSaid) logger.warn({}, 'another process brings the data up to date: waiting for it');
    isSaid = true;
    await rest(LOOK_MS);
  }
}

/**
 * Makes sure that the data is as this release reads it, and changes nothing.
 * @throws InstallationFault
 */
export async function checkFormat(connection: Connection, migrations: readonly Migration[]): Promise<void> {
  if ((await readFormat(connection, migrations)) < latest(migrations))
    throw new InstallationFault(
      'the data is of an earlier release: start this one once, which brings it up to date',
    );
}
