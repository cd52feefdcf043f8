import type { ClassFigures, ClassFilter } from '@chuyen-de/contracts';
import type { ClassMember } from '../classes/index.ts';
import { canRetry, isGradeMissing, type Work } from './class-row.rules.ts';
import type { Grade } from './grade.model.ts';

/** What the order, the search and the figures need of somebody: little enough to be read of everybody. */
export interface ClassEntry {
  person: ClassMember;
  inRoster: boolean | null;
  work: Work | undefined;
  /** Of a grade that is not where it belongs. */
  grade: Pick<Grade, 'state' | 'reason'> | undefined;
}

const isMissing = ({ grade, inRoster }: ClassEntry): boolean =>
  grade !== undefined && isGradeMissing(grade, inRoster);

const stateOf = ({ work }: ClassEntry) => work?.state ?? 'not-started';

export function figuresOf(entries: readonly ClassEntry[]): ClassFigures {
  const scores = entries.flatMap(({ work }) => (work?.score ? [work.score.outOfTen] : []));
  return {
    people: entries.length,
    started: entries.filter((entry) => stateOf(entry) !== 'not-started').length,
    done: entries.filter((entry) => stateOf(entry) === 'done').length,
    mean: scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length,
    gradesMissing: entries.filter(isMissing).length,
    awaitsMarking: entries.reduce((sum, { work }) => sum + (work?.awaitsMarking ?? 0), 0),
  };
}

/** Whether to send again what is not in the gradebook may help anybody. */
export const mayRetryAny = (entries: readonly ClassEntry[]): boolean =>
  entries.some(
    (entry) => entry.grade !== undefined && isMissing(entry) && canRetry(entry.grade, entry.inRoster),
  );

/** Whether there is anything that a person marks, or has marked. */
export const hasMarking = (entries: readonly ClassEntry[]): boolean =>
  entries.some(({ work }) => work !== undefined && work.awaitsMarking + work.markedByHand > 0);

/** Whether a filter shows somebody. */
export const passes = (entry: ClassEntry, filter: ClassFilter): boolean =>
  filter === 'all' || (filter === 'grade' ? isMissing(entry) : stateOf(entry) === filter);
