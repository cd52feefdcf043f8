import { Types } from 'mongoose';
import { makeClasses } from '../src/classes/index.ts';
import type { Member, Nrps } from '../src/lti/index.ts';
import { makeOwedQueue, type Store } from '../src/storage/index.ts';
import { heldClock } from './exam-rooms.ts';
import { openPlace, type Place } from './whole-tool.ts';

let place: Place;
let store: Store;
beforeEach(async () => {
  place = await openPlace();
  ({ store } = place);
});
afterEach(() => place.remove());

/** More than are entered by one command. */
const MANY = 600;

const memberOf = (number: number, more: Partial<Member> = {}): Member => ({
  subject: `p${number}`,
  roles: ['learner'],
  status: 'active',
  name: { full: `An ${number}` },
  email: `p${number}@truong.example`,
  ...more,
});

it('enters a roster read again as it is now: the renamed, the new, those of another role, and who has gone', async () => {
  const { connection } = store;
  const clock = heldClock();
  let members = Array.from({ length: MANY }, (_, number) => memberOf(number));
  const readMembers: Nrps['readMembers'] = async (_of, enter) => {
    await enter(members);
    return { ok: true };
  };
  const { rosters } = makeClasses({ connection, clock, owedQueue: makeOwedQueue({ clock }), readMembers });
  const course = new Types.ObjectId();
  const other = new Types.ObjectId();
  for (const [_id, contextId] of [
    [course, 'one'],
    [other, 'two'],
  ] as const)
    await connection.collection('contexts').insertOne({
      _id,
      platformId: 'p',
      deploymentId: '1',
      contextId,
      membershipsUrl: 'https://lms/roster',
    });
  const people = connection.collection('people');
  const memberships = connection.collection('memberships');
  const personOf = async (number: number) => people.findOne({ platformId: 'p', sub: `p${number}` });
  const membershipOf = async (number: number) =>
    memberships.findOne({ context: course, person: (await personOf(number))!._id });

  expect(await rosters.read(course.toHexString())).toMatchObject({ ok: true, members: MANY });
  const first = clock.now();
  const before = await personOf(2);
  expect(before).toMatchObject({ name: { full: 'An 2' }, staffIn: [], owed: [] });

  clock.pass(1);
  members = [
    memberOf(0, { name: { full: 'Bình' } }),
    memberOf(1, { roles: ['lecturer'] }),
    // What a roster leaves out stays as it was.
    { subject: 'p2', roles: ['learner'], status: 'active' },
    ...members.slice(3, -1),
    memberOf(MANY, { email: '' }),
  ];
  expect(await rosters.read(course.toHexString())).toMatchObject({ ok: true, members: MANY });
  const second = clock.now();
  expect(await personOf(0)).toMatchObject({ name: { full: 'Bình' }, email: 'p0@truong.example' });
  expect(await personOf(2)).toEqual(before);
  expect(await membershipOf(1)).toMatchObject({ roles: ['lecturer'], readAt: second });
  expect(await membershipOf(2)).toMatchObject({ roles: ['learner'], readAt: second });
  expect(await membershipOf(MANY - 1)).toMatchObject({ readAt: first });
  expect(await membershipOf(MANY)).toMatchObject({ readAt: second });
  expect(await memberships.countDocuments({ readAt: second })).toBe(MANY);
  expect(await people.countDocuments({})).toBe(MANY + 1);

  // A process whose clock is behind lists what it has read, and nobody who has gone.
  const late = makeClasses({
    connection,
    clock: heldClock(),
    owedQueue: makeOwedQueue({ clock }),
    readMembers,
  });
  members = [memberOf(0), memberOf(MANY + 1)];
  expect(await late.rosters.read(course.toHexString())).toMatchObject({ ok: true, members: 2 });
  const listed = await late.learnersOf((await late.findContext(course.toHexString()))!);
  expect(listed.map(({ name }) => name).sort()).toEqual(['An 0', `An ${MANY + 1}`]);
  members = Array.from({ length: MANY }, (_, number) => memberOf(number));

  // The same people in a course of their own: nobody is entered twice.
  expect(await rosters.read(other.toHexString())).toMatchObject({ ok: true, members: MANY });
  expect(await people.countDocuments({})).toBe(MANY + 2);
  expect(await memberships.countDocuments({ context: other })).toBe(MANY);
});
