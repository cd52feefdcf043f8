import type { Connection } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import { makeFreshLook } from '../storage/index.ts';
import { platformModel, type StoredPlatform } from './platform.model.ts';

/** How long it may go unnoticed that the administration, another process, has switched a platform off. */
const LOOK_MS = 1_000;

type Switched = Pick<StoredPlatform, '_id' | 'active' | 'offAt'>;

/** Which platforms are switched off, or were of late: few, read whole once a second while anybody asks. */
export function makeSwitchedOff({ connection, clock }: { connection: Connection; clock: Clock }) {
  const platforms = platformModel(connection);
  let off = new Map<string, Switched>();

  async function read(): Promise<void> {
    const found = await platforms
      .find({ $or: [{ active: false }, { offAt: { $exists: true } }] }, { active: 1, offAt: 1 })
      .lean<Switched[]>();
    off = new Map(found.map((platform) => [platform._id, platform]));
  }
  const look = makeFreshLook({ clock, read, restMs: LOOK_MS });

  /** Whether a platform is off, or was switched off since a launch. */
  return async (platformId: string, launchedAt: Date, options?: { atOnce: boolean }): Promise<boolean> => {
    await look(options);
    const platform = off.get(platformId);
    if (!platform) return false;
    return !platform.active || (platform.offAt !== undefined && launchedAt <= platform.offAt);
  };
}
