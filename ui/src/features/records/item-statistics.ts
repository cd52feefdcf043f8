import type { AggregateAnswer, AggregateRow, KnownActivity } from '@chuyen-de/contracts';

interface OptionCount {
  /** The response as stored: option ids parted by `[,]`. */
  response: string;
  /** Null where too few people chose it. */
  count: number | null;
  isKey: boolean;
}

export interface Item {
  id: string;
  known: KnownActivity | undefined;
  /** Answers; null where too few people gave one. */
  n: number | null;
  /** Mean of the scaled score, 0–1. */
  facility: number | null;
  interval: readonly [number, number] | null;
  options: OptionCount[];
}

const Z = 1.96;

/**
 * The interval in which a share lies with a confidence of 95 %.
 * @see E. B. Wilson (1927), "Probable inference, the law of succession, and statistical inference"
 */
function wilsonInterval(share: number, n: number): readonly [number, number] | null {
  if (n === 0) return null;
  const z2 = Z * Z;
  const centre = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z / (1 + z2 / n)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

const optionOf = ({ key, count }: AggregateRow, known: KnownActivity | undefined): OptionCount => {
  const response = typeof key.response === 'string' ? key.response : '';
  return { response, count, isKey: known?.correct?.includes(response) ?? false };
};

const activityOf = ({ key }: AggregateRow): string => (typeof key.activity === 'string' ? key.activity : '');

function groupByActivity(rows: readonly AggregateRow[]): Map<string, AggregateRow[]> {
  const groups = new Map<string, AggregateRow[]>();
  for (const row of rows) {
    const id = activityOf(row);
    groups.set(id, [...(groups.get(id) ?? []), row]);
  }
  return groups;
}

/** Questions with their figures, the hardest first, those without figures last. */
export function itemsOf(byQuestion: AggregateAnswer, byOption: AggregateAnswer): Item[] {
  const options = groupByActivity(byOption.rows);
  const items = byQuestion.rows.map((row): Item => {
    const id = activityOf(row);
    const known = byQuestion.activities[id];
    const facility = row.scaled?.mean ?? null;
    return {
      id,
      known,
      n: row.count,
      facility,
      interval: row.scaled ? wilsonInterval(row.scaled.mean, row.scaled.n) : null,
      options: (options.get(id) ?? [])
        .map((option) => optionOf(option, known))
        .sort((a, b) => (a.response < b.response ? -1 : 1)),
    };
  });
  return items.sort((a, b) => (a.facility ?? 2) - (b.facility ?? 2));
}
