import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { hostname } from 'node:os';
import type { RootDatabase } from 'lmdb';
import { DirectoryLockedError, OpenError } from './errors.ts';
import { LAYOUT, LAYOUT_KEY, LOCK_KEY, OLDEST_LAYOUT } from './storage/keys.ts';
import type { Address } from './wire/server.ts';

/** Who holds a data directory; kept in the store itself. */
export interface Holder {
  readonly token: string;
  readonly pid: number;
  readonly host: string;
  /** When the process began, so that another process with the same number is not taken for it. */
  readonly startedAt: string | undefined;
  readonly address: Address;
}

type Database = RootDatabase<Buffer, Uint8Array>;

/** Boot and start time of a process in ticks since then, where the system tells (Linux). */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
    // The second field is the name in parentheses, which may hold anything; the start is the 22nd.
    return `${boot}:${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''}`;
  } catch {
    return undefined;
  }
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

export function answers(address: Address): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(
      'path' in address ? { path: address.path } : { port: address.port, host: '127.0.0.1' },
    );
    const finish = (result: boolean): void => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(2000, () => finish(false));
    socket.once('connect', () => finish(true));
    socket.once('error', () => finish(false));
  });
}

/** A process of this machine is looked at itself; of another, or of unknown age, its socket has to answer. */
async function isAlive({ pid, host, startedAt, address }: Holder): Promise<boolean> {
  if (host !== hostname()) return answers(address);
  if (!isRunning(pid)) return false;
  if (startedAt === undefined) return answers(address);
  return startOf(pid) === startedAt;
}

function readHolder(db: Database): Holder | undefined {
  const stored = db.getBinary(LOCK_KEY);
  return stored && (JSON.parse(stored.toString()) as Holder);
}

export async function findLiveHolder(db: Database): Promise<Holder | undefined> {
  const holder = readHolder(db);
  return holder && (await isAlive(holder)) ? holder : undefined;
}

/** The number of a store's layout. One without a number is of the time before there were any, and has the first. */
const layoutOf = (db: Database): number => Number(db.getBinary(LAYOUT_KEY)?.toString() ?? 1);

/** Refuses a store that is laid out as this release cannot read it. */
export function checkLayout(db: Database, dir: string): void {
  const found = layoutOf(db);
  if (found >= OLDEST_LAYOUT && found <= LAYOUT) return;
  const release = found > LAYOUT ? 'a later release' : 'an earlier release';
  throw new OpenError(
    `the store in ${dir} is of ${release} (layout ${found}, and this one reads ${OLDEST_LAYOUT} to ${LAYOUT})`,
  );
}

/**
 * Takes the directory, or throws {@link DirectoryLockedError}. The record is changed in a transaction of
 * LMDB, which no two processes have at once and which a killed process does not keep.
 */
export async function acquireLock(db: Database, dir: string, address: Address): Promise<Holder> {
  checkLayout(db, dir);
  const live = await findLiveHolder(db);
  if (live) throw new DirectoryLockedError(dir, live.pid);
  const stale = readHolder(db)?.token;
  const mine: Holder = {
    token: randomUUID(),
    pid: process.pid,
    host: hostname(),
    startedAt: startOf(process.pid),
    address,
  };
  const isTaken = db.transactionSync(() => {
    if (readHolder(db)?.token !== stale) return true;
    db.putSync(LOCK_KEY, Buffer.from(JSON.stringify(mine)));
    // Before anything is written that an earlier release would not understand.
    if (!db.doesExist(LAYOUT_KEY) || layoutOf(db) < LAYOUT)
      db.putSync(LAYOUT_KEY, Buffer.from(String(LAYOUT)));
    return false;
  });
  if (isTaken) throw new DirectoryLockedError(dir, readHolder(db)?.pid);
  return mine;
}

export function updateHolder(db: Database, holder: Holder): void {
  db.putSync(LOCK_KEY, Buffer.from(JSON.stringify(holder)));
}

export function releaseLock(db: Database, holder: Holder): void {
  db.transactionSync(() => {
    if (readHolder(db)?.token === holder.token) db.removeSync(LOCK_KEY);
  });
}
