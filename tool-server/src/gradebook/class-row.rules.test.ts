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
const reasonIn = (inRoster: boolean | null, reason: NonNullable<Grade['reason']>) =>
  toClassRow({
    person: { id: new Types.ObjectId().toHexString(), name: undefined, email: undefined },
    inRoster,
    work: undefined,
    accommodation: undefined,
    grade: gradeWith(reason),
  }).grade?.reason;

it.each([
  ['nothing of somebody in the class: its column may be hidden', true, 'not_shown', 'not_shown'],
  ['nothing of somebody who has left: they are gone', false, 'not_shown', 'not_in_class'],
  ['nothing, where nobody knows who is in the class', null, 'not_shown', 'not_shown'],
  ['by hand of somebody who has left', false, 'changed_by_hand', 'changed_by_hand'],
] as const)('says of a gradebook that shows %s', (_case, inRoster, reason, told) => {
  expect(reasonIn(inRoster, reason)).toBe(told);
});
