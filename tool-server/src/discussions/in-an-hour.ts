import type { Model } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';

const HOUR_MS = 3_600_000;

/** How much of something somebody has done in the last hour. */
export const countInAnHour = <Done extends { by: string; at: Date }>(
  done: Model<Done>,
  by: string,
  clock: Clock,
): Promise<number> =>
  done.collection.countDocuments({ by, at: { $gt: new Date(clock.now().getTime() - HOUR_MS) } });
