import type { SittingField, SittingShown, SittingTerms } from '@chuyen-de/contracts';

/** The window of the exam that sittings are of. */
interface Window {
  opensAt?: string | undefined;
  closesAt?: string | undefined;
}

/** Two settings of a sitting that contradict each other. */
export type SittingFault = {
  code: 'sitting_contradicts';
  fields: [SittingField, SittingField];
};

const contradict = (...fields: SittingFault['fields']): SittingFault => ({
  code: 'sitting_contradicts',
  fields,
});

const isBefore = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && Date.parse(a) < Date.parse(b);

/**
 * Why a sitting cannot be held: it ends before it begins, or lies outside the window of its exam, by whose end the key may
 * be shown.
 */
export function faultOfSitting({ opensAt, closesAt }: SittingTerms, exam: Window): SittingFault | undefined {
  if (opensAt !== undefined && closesAt !== undefined && !isBefore(opensAt, closesAt))
    return contradict('opensAt', 'closesAt');
  if (isBefore(opensAt, exam.opensAt)) return contradict('opensAt', 'exam');
  if (isBefore(exam.closesAt, closesAt)) return contradict('closesAt', 'exam');
  if (closesAt !== undefined && exam.opensAt !== undefined && !isBefore(exam.opensAt, closesAt))
    return contradict('closesAt', 'exam');
  if (opensAt !== undefined && exam.closesAt !== undefined && !isBefore(opensAt, exam.closesAt))
    return contradict('opensAt', 'exam');
  return undefined;
}

/** A sitting as its learners see it: whatever else is stored, the code is not among it. */
export const shownSitting = (
  {
    _id,
    name,
    opensAt,
    closesAt,
    capacity,
  }: { _id: string } & Pick<SittingTerms, 'name' | 'opensAt' | 'closesAt' | 'capacity'>,
  taken: number,
): SittingShown => ({
  id: _id,
  name,
  ...(opensAt !== undefined && { opensAt }),
  ...(closesAt !== undefined && { closesAt }),
  left: capacity === undefined ? null : Math.max(0, capacity - taken),
});

/** Places that may be free: the lowest ones, of which one is taken by chance, so that a class that picks at once does not ask for the same. */
const OFFERED = 16;

/** A place that nobody has; undefined: the sitting is full. @param chance from 0 to 1 */
export function freeSeat(taken: readonly number[], capacity: number, chance: number): number | undefined {
  if (taken.length >= capacity) return undefined;
  const held = new Set(taken);
  const free: number[] = [];
  for (let seat = 1; seat <= capacity && free.length < OFFERED; seat += 1)
    if (!held.has(seat)) free.push(seat);
  return free[Math.floor(chance * free.length)];
}
