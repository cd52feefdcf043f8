import type { AggregateAnswer, AggregateRow, Dimension } from '@chuyen-de/contracts';

const ADL = 'http://adlnet.gov/expapi/verbs';

/** What people are compared by, and of what: how exams went, or how questions were answered. */
export const COMPARISONS = {
  course: { dimension: 'grouping', verb: [`${ADL}/passed`, `${ADL}/failed`] },
  reading: { dimension: 'readBefore', verb: [`${ADL}/passed`, `${ADL}/failed`] },
  topic: { dimension: 'topic', verb: [`${ADL}/answered`] },
  topicReading: { dimension: 'topic', verb: [`${ADL}/answered`] },
  level: { dimension: 'level', verb: [`${ADL}/answered`] },
} as const satisfies Record<string, { dimension: Dimension; verb: string[] }>;
export type Comparison = keyof typeof COMPARISONS;

/** What is compared, side by side. */
export interface Side {
  /** Value of the dimension. */
  id: string;
  /** Cohort, where people are told apart by that as well. */
  readBefore: string | undefined;
  row: AggregateRow;
  /** Share of those who passed, or of right answers, 0–1; null where none is told. */
  share: number | null;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const nameOf = ({ key }: AggregateRow, dimension: Dimension): string =>
  JSON.stringify([key[dimension], key.readBefore]);

/** Rows with the share of those that came out well, by a second table that tells these apart. */
export function sidesOf(rows: AggregateAnswer, outcomes: AggregateAnswer, dimension: Dimension): Side[] {
  const counts = new Map<string, { good: number; all: number }>();
  for (const row of outcomes.rows) {
    const name = nameOf(row, dimension);
    const { good, all } = counts.get(name) ?? { good: 0, all: 0 };
    const count = row.count ?? 0;
    counts.set(name, { good: good + (row.key.success === true ? count : 0), all: all + count });
  }
  return rows.rows.flatMap((row): Side[] => {
    const id = textOf(row.key[dimension]);
    if (id === undefined) return [];
    const { good, all } = counts.get(nameOf(row, dimension)) ?? { good: 0, all: 0 };
    const share = all === 0 || row.suppressed ? null : good / all;
    return [{ id, readBefore: textOf(row.key.readBefore), row, share }];
  });
}
