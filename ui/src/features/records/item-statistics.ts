import type {
  AggregateAnswer,
  AggregateRow,
  DiscriminationAnswer,
  KnownActivity,
} from '@chuyen-de/contracts';
import { tailOf, wordsOf } from './words-of.ts';

export interface OptionCount {
  /** Id of the option, or a response as it was stored where the question names no options. */
  id: string;
  /** How many answers have it; null where too few people chose it, or nobody did: protected figures tell these alike. */
  count: number | null;
  isKey: boolean;
}

export interface Item {
  id: string;
  known: KnownActivity | undefined;
  /** Answers; null where too few people gave one. */
  n: number | null;
  learners: number | null;
  /** Mean of the scaled score, 0–1. */
  facility: number | null;
  interval: readonly [number, number] | null;
  discrimination: DiscriminationAnswer['rows'][number] | undefined;
  /** All that the question offers, in its order, chosen or not; then what else was answered. */
  options: OptionCount[];
  /** Where several options are the key: how many chose all of these and no other. */
  wholeKey: number | null | undefined;
}

/** What a question asks, as far as the record store knows. */
export const nameOfItem = ({ id, known }: Pick<Item, 'id' | 'known'>, locale: string): string =>
  wordsOf(known?.name, locale) ?? tailOf(id);

const Z = 1.96;
const AND = '[,]';

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

const activityOf = ({ key }: AggregateRow): string => (typeof key.activity === 'string' ? key.activity : '');
const responseOf = ({ key }: AggregateRow): string => (typeof key.response === 'string' ? key.response : '');

function groupByActivity(rows: readonly AggregateRow[]): Map<string, AggregateRow[]> {
  const groups = new Map<string, AggregateRow[]>();
  for (const row of rows) {
    const id = activityOf(row);
    groups.set(id, [...(groups.get(id) ?? []), row]);
  }
  return groups;
}

/** Counts of the rows that a test takes together; without any, there are none or too few to tell. */
function countOf(rows: readonly AggregateRow[], isExact: boolean): number | null {
  const counts = rows.map(({ count }) => count);
  if (counts.length === 0) return isExact ? 0 : null;
  return counts.includes(null) ? null : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

function optionsOf(
  rows: readonly AggregateRow[],
  known: KnownActivity | undefined,
  isExact: boolean,
): OptionCount[] {
  const offered = (known?.choices ?? []).map(({ id }) => id);
  const keys = (known?.correct ?? []).flatMap((pattern) =>
    offered.length > 0 ? pattern.split(AND) : [pattern],
  );
  const partsOf = (row: AggregateRow) =>
    offered.length > 0 ? responseOf(row).split(AND) : [responseOf(row)];
  const others = rows.flatMap(partsOf).filter((id) => !offered.includes(id));
  const ids = [...offered, ...new Set([...keys.filter((id) => !offered.includes(id)), ...others.sort()])];
  return ids.map((id) => ({
    id,
    count: countOf(
      rows.filter((row) => partsOf(row).includes(id)),
      isExact,
    ),
    isKey: keys.includes(id),
  }));
}

interface Answers {
  byQuestion: AggregateAnswer;
  byOption: AggregateAnswer;
  discrimination: DiscriminationAnswer;
}

/** Questions with their figures, the hardest first, those without figures last; what is told of no question is none. */
export function itemsOf({ byQuestion, byOption, discrimination }: Answers): Item[] {
  const responses = groupByActivity(byOption.rows);
  const isExact = byOption.threshold === 0;
  const named = byQuestion.rows.filter((row) => activityOf(row) !== '');
  const items = named.map((row): Item => {
    const id = activityOf(row);
    const known = byQuestion.activities[id];
    const rows = responses.get(id) ?? [];
    const whole = known?.correct?.find((pattern) => pattern.includes(AND));
    // Who answers twice is not two people: the interval is of as many as there are.
    const n = Math.min(row.scaled?.n ?? 0, row.learners ?? Infinity);
    return {
      id,
      known,
      n: row.count,
      learners: row.learners,
      facility: row.scaled?.mean ?? null,
      interval: row.scaled ? wilsonInterval(row.scaled.mean, n) : null,
      discrimination: discrimination.rows.find(({ activity }) => activity === id),
      options: optionsOf(rows, known, isExact),
      wholeKey:
        whole === undefined
          ? undefined
          : countOf(
              rows.filter((each) => responseOf(each) === whole),
              isExact,
            ),
    };
  });
  return items.sort((a, b) => (a.facility ?? 2) - (b.facility ?? 2));
}
