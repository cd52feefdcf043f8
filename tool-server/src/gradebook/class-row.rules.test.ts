import { Types } from 'mongoose';
import { toClassRow } from './class-row.rules.ts';
import type { Grade } from './grade.model.ts';

const at = new Date('2026-11-28T13:48:01Z');
const gradeWith = (reason: NonNullable<Grade['reason']>): Grade => ({
  _id: new Types.ObjectId(),
  linkId: 'link-1',
  personId: 'person-1',
  score: null,
  at,
  state: 'sent',
  due: at,
  tries: 1,
  reason,
});
const entryIn = (inRoster: boolean | null, grade: Grade) =>
  toClassRow({
    person: { id: new Types.ObjectId().toHexString(), name: undefined, email: undefined },
    inRoster,
    work: undefined,
    accommodation: undefined,
    sitting: undefined,
    grade,
  }).grade;

it.each([
  ['nothing of somebody in the class: its column may be hidden', true, 'not_shown', 'not_shown'],
  ['nothing of somebody who has left: they are gone', false, 'not_shown', 'not_in_class'],
  ['nothing, where nobody knows who is in the class', null, 'not_shown', 'not_shown'],
  ['by hand of somebody who has left', false, 'changed_by_hand', 'changed_by_hand'],
] as const)('says of a gradebook that shows %s', (_case, inRoster, reason, told) => {
  expect(entryIn(inRoster, gradeWith(reason))?.reason).toBe(told);
});

it.each([
  ['that was refused', { state: 'refused' as const }, true],
  ['that waits', { state: 'waiting' as const }, true],
  ['behind a newer one', { state: 'settled' as const, reason: 'newer_grade' as const }, true],
  ['that the gradebook does not show', { reason: 'not_shown' as const }, true],
  ['that was changed by hand', { reason: 'changed_by_hand' as const }, true],
  ['that is there as it was sent', { reason: null }, false],
])('lets a grade %s be sent again where that may help, and never for who has left', (_which, over, may) => {
  const grade = { ...gradeWith('refused'), ...over };
  expect([true, null, false].map((inRoster) => entryIn(inRoster, grade)?.can.retry)).toEqual([
    may,
    may,
    false,
  ]);
});
