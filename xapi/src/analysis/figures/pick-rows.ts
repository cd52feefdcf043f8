import type { AggregateRequest, AggregateRow, Dimension } from '@chuyen-de/contracts';
import { isTimeUnit } from '../time-buckets.ts';
import type { KeyValue } from './dimensions.ts';

const timeOf = (groupBy: readonly Dimension[]): Dimension | undefined => groupBy.find(isTimeUnit);

const textOf = (value: KeyValue | undefined): string => (typeof value === 'string' ? value : '');

/** The rows that an answer has room for: the newest, in order, where time is grouped by; else the largest. */
export function pickRows(
  rows: readonly AggregateRow[],
  { groupBy, limit }: Pick<AggregateRequest, 'groupBy' | 'limit'>,
): AggregateRow[] {
  const time = timeOf(groupBy);
  const bySize = (a: AggregateRow, b: AggregateRow): number => (b.count ?? 0) - (a.count ?? 0);
  if (time === undefined) return [...rows].sort(bySize).slice(0, limit);
  const byTime = (a: AggregateRow, b: AggregateRow): number =>
    textOf(a.key[time]) < textOf(b.key[time])
      ? -1
      : textOf(a.key[time]) > textOf(b.key[time])
        ? 1
        : bySize(a, b);
  return [...rows].sort(byTime).slice(-limit);
}
