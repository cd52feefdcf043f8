import type { MarkAnswer } from '@chuyen-de/contracts';
import type { Criterion } from '@chuyen-de/question-types';
import type { AnswerMarking, Attempt } from '../exams/index.ts';

/** Points to a millionth: a third of a point has no end. */
const exact = (points: number): number => Math.round(points * 1e6) / 1e6;

const sum = (points: readonly number[]): number => points.reduce((total, each) => total + each, 0);

export type PointsRefusal =
  /** Criteria that the rubric does not have, or of which one is missing; `criterion`: which. */
  | { code: 'criteria_wrong'; criterion?: string }
  /** `criterion`: of which; absent: as a whole. */
  | { code: 'points_over_maximum'; maximum: number; criterion?: string };

type Earned = { ok: true; fraction: number; points: number } | { ok: false; error: PointsRefusal };

/**
 * What a marking earns: with a rubric the share of its points, whatever the place is worth; else the points as they
 * are given.
 * @param maximum what the place is worth
 */
export function earnedBy(
  { points, criteria }: Pick<MarkAnswer, 'points' | 'criteria'>,
  rubric: readonly Criterion[],
  maximum: number,
): Earned {
  if (rubric.length === 0) {
    if (points === undefined || criteria) return { ok: false, error: { code: 'criteria_wrong' } };
    if (points > maximum) return { ok: false, error: { code: 'points_over_maximum', maximum } };
    return { ok: true, fraction: points / maximum, points };
  }
  if (!criteria || points !== undefined) return { ok: false, error: { code: 'criteria_wrong' } };
  const unknown = Object.keys(criteria).find((id) => !rubric.some((each) => each.id === id));
  if (unknown !== undefined) return { ok: false, error: { code: 'criteria_wrong', criterion: unknown } };
  for (const { id, points: most } of rubric) {
    const given = criteria[id];
    if (given === undefined) return { ok: false, error: { code: 'criteria_wrong', criterion: id } };
    if (given > most)
      return { ok: false, error: { code: 'points_over_maximum', maximum: most, criterion: id } };
  }
  const share = sum(Object.values(criteria)) / sum(rubric.map((each) => each.points));
  // Sums of decimals stray from the whole.
  const fraction = Math.min(1, exact(share));
  return { ok: true, fraction, points: exact(fraction * maximum) };
}

export type StateRefusal =
  { code: 'answer_not_found' | 'attempt_still_open' | 'answer_not_to_mark' } | { code: 'attempt_removed' };

/** Why a person cannot mark the answer at a place of an attempt, if they cannot. */
export function refusalOf(attempt: Attempt, slot: number): StateRefusal | undefined {
  if (attempt.state === 'removed') return { code: 'attempt_removed' };
  if (attempt.state === 'open') return { code: 'attempt_still_open' };
  if (attempt.settledAt === undefined) return { code: 'answer_not_to_mark' };
  // What a rule has marked, as what was left blank, waits for nobody.
  const told = attempt.results?.[slot];
  return told?.by === 'rule' ? { code: 'answer_not_to_mark' } : undefined;
}

const sameCriteria = (a: AnswerMarking['criteria'] = {}, b: AnswerMarking['criteria'] = {}): boolean =>
  Object.keys(a).length === Object.keys(b).length &&
  Object.entries(a).every(([id, points]) => b[id] === points);

/** Whether a marking says what was stored already: its acknowledgement was lost, and it came again. */
export const saysTheSame = (stored: AnswerMarking, proposed: AnswerMarking): boolean =>
  stored.by === proposed.by &&
  stored.points === proposed.points &&
  (stored.comment ?? '') === (proposed.comment ?? '') &&
  (stored.reason ?? '') === (proposed.reason ?? '') &&
  sameCriteria(stored.criteria, proposed.criteria);
