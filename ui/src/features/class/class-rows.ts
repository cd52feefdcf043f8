import type { Accommodation, ClassRow } from '@chuyen-de/contracts';
import { compareNames, matches } from '../../lib/vietnamese.ts';

/** What a person without an accommodation has. */
export const NO_ACCOMMODATION: Accommodation = { timeMultiplier: 1, extraAttempts: 0 };

export type RowFilter = 'all' | ClassRow['state'] | 'grade';

/** A grade that is not where it belongs: waiting, refused, or taken and not to be seen. */
export const isGradeMissing = ({ grade }: ClassRow): boolean =>
  grade?.state === 'waiting' ||
  grade?.state === 'refused' ||
  grade?.reason === 'not_shown' ||
  grade?.reason === 'still_held';

function passes(row: ClassRow, filter: RowFilter): boolean {
  if (filter === 'all') return true;
  return filter === 'grade' ? isGradeMissing(row) : row.state === filter;
}

/** Rows by name, those without one last, by their number. */
function compareRows({ person: a }: ClassRow, { person: b }: ClassRow): number {
  if (a.name === null && b.name === null) return a.number < b.number ? -1 : 1;
  if (a.name === null || b.name === null) return Number(a.name === null) - Number(b.name === null);
  return compareNames(a.name, b.name);
}

/** The rows to show: filtered, searched without regard to Vietnamese marks, sorted by Tên, Họ, Đệm. */
export const rowsToShow = (rows: readonly ClassRow[], filter: RowFilter, query: string): ClassRow[] =>
  rows
    .filter((row) => passes(row, filter))
    .filter(({ person }) => matches(`${person.name ?? person.number} ${person.email ?? ''}`, query))
    .sort(compareRows);

export interface ClassFigures {
  people: number;
  started: number;
  done: number;
  /** Mean of the scores that are there; undefined where there is none. */
  mean: number | undefined;
  gradesMissing: number;
}

export function figuresOf(rows: readonly ClassRow[]): ClassFigures {
  const scores = rows.flatMap(({ score }) => (score === null ? [] : [score.outOfTen]));
  return {
    people: rows.length,
    started: rows.filter(({ state }) => state !== 'not-started').length,
    done: rows.filter(({ state }) => state === 'done').length,
    mean: scores.length === 0 ? undefined : scores.reduce((sum, score) => sum + score, 0) / scores.length,
    gradesMissing: rows.filter(isGradeMissing).length,
  };
}
