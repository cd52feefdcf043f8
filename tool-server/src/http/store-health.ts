import { statfs } from 'node:fs/promises';
import type { Connection } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import { inTime } from '../kernel/in-time.ts';
import { outageOf } from './error-handler.ts';
import type { StoreHealth } from './health.ts';

/** Where the embedded store has its data, if that is the one in use. */
export const embeddedDir = ({ dataDir, mongoUri }: { dataDir: string; mongoUri: string | undefined }) =>
  mongoUri === undefined ? dataDir : undefined;

interface Deps {
  connection: Connection;
  clock: Clock;
  /** Where the embedded store keeps its data; undefined with a MongoDB of one's own. */
  dataDir: string | undefined;
}

/** Room for a few commits: with less, what is refused depends on its size alone. */
const LEAST_FREE_BYTES = 1024 * 1024;
/** Whoever asks whether it is ready waits a few seconds; a store that takes longer takes nothing from learners. */
const PATIENCE_MS = 4_000;
/** Anybody may ask, and asking costs a commit: who asks within this gets the same answer. */
const FRESH_MS = 1_000;

async function isDiskFull(dir: string | undefined): Promise<boolean> {
  if (dir === undefined) return false;
  const { bavail, bsize } = await statfs(dir);
  return bavail * bsize < LEAST_FREE_BYTES;
}

/** Asks the store how it is by storing something: the only way to know that it can. */
export function makeStoreHealth({ connection, clock, dataDir }: Deps): () => Promise<StoreHealth> {
  let last: { askedAt: number; health: Promise<StoreHealth> } | undefined;

  async function ask(): Promise<StoreHealth> {
    try {
      const trial = connection.db?.collection<{ _id: string }>('health');
      if (!trial) return 'away';
      await inTime(PATIENCE_MS, () =>
        trial.updateOne({ _id: 'tool' }, { $set: { at: clock.now() } }, { upsert: true }),
      );
      return (await isDiskFull(dataDir)) ? 'full' : 'ready';
    } catch (error) {
      return outageOf(error) ?? 'away';
    }
  }

  return () => {
    const now = performance.now();
    if (!last || now - last.askedAt > FRESH_MS) last = { askedAt: now, health: ask() };
    return last.health;
  };
}
