import type { Contribution } from './contribution.model.ts';
import type { Batch } from './counting.model.ts';

type Told = Pick<Contribution, '_id' | 'attemptId' | 'change' | 'pending' | 'counted' | 'gone'>;

/**
 * What becomes of all that was told of some attempts, in whatever order it came: the latest of each attempt counts,
 * what counted before it is taken out, what comes too late never counts, and of people who were removed nothing does.
 */
export function planBatch(told: readonly Told[]): Batch {
  const latest = new Map<string, Told>();
  for (const each of told) {
    const other = latest.get(each.attemptId);
    if (!each.gone && (!other || other.change < each.change)) latest.set(each.attemptId, each);
  }
  const idsOf = (wanted: (each: Told) => boolean): string[] => told.filter(wanted).map(({ _id }) => _id);
  const stays = (each: Told): boolean => latest.get(each.attemptId) === each;
  const isCounted = ({ counted }: Told): boolean => counted !== undefined;
  return {
    add: idsOf((each) => stays(each) && !isCounted(each)),
    take: idsOf((each) => !stays(each) && isCounted(each)),
    drop: idsOf((each) => !stays(each) && !isCounted(each)),
  };
}
