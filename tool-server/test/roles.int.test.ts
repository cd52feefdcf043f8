import { RoleGrants } from '@chuyen-de/contracts';
import { useRoleRooms, wishFor } from './role-rooms.ts';
import { A_LOOK } from './two-tools.ts';

const A_DAY = 24 * 60;

const { tool, lms, ask, statusOf, enter, grant, revoke, canOf, classAtBoth } = useRoleRooms();

describe('a role that is granted', () => {
  it('opens what it is for in every process, and nothing else, and ends at once when it is revoked', async () => {
    const [admin, person, classmate] = [
      await enter('administrator'),
      await enter('learner'),
      await enter('learner'),
    ];
    expect(await classAtBoth(person)).toEqual([403, 403]);
    const { id } = await grant(admin, wishFor(person));
    // The process that stored it knows it at once, the other one within a second.
    expect(await statusOf(person.token, 'GET', '/api/gradebook')).toBe(200);
    tool().clock.pass(A_LOOK);
    expect(await classAtBoth(person)).toEqual([200, 200]);
    expect(await canOf(person)).toEqual({
      tryOut: false,
      seeClass: true,
      seeQuestions: false,
      makeDossiers: false,
      readRecords: true,
      makeExams: false,
      writeQuestions: false,
      appraise: false,
      manageKeys: false,
      managePeople: false,
      grantRoles: false,
    });
    const path = `/api/exams/KT01/people/${classmate.id}/attempts`;
    expect(await statusOf(person.token, 'GET', path)).toBe(200);
    const given = { timeMultiplier: 2, extraAttempts: 0, reason: 'Khiếm thị' };
    const accommodation = `/api/exams/KT01/accommodations/${classmate.id}`;
    expect(await statusOf(person.token, 'PUT', accommodation, given)).toBe(403);
    const removal = { reason: 'Không được' };
    expect(await statusOf(person.token, 'POST', '/api/exams/KT01/attempts/a/removal', removal)).toBe(403);
    const view = (await (await ask(person.token, 'GET', '/api/gradebook')).json()) as { can: object };
    expect(view.can).toEqual({ retry: false, readRoster: true, accommodate: false, mark: false });
    expect(await classAtBoth(classmate)).toEqual([403, 403]);

    expect((await revoke(admin, id)).status).toBe(200);
    expect(await statusOf(person.token, 'GET', '/api/gradebook')).toBe(403);
    tool().clock.pass(A_LOOK);
    expect(await classAtBoth(person)).toEqual([403, 403]);
    expect((await canOf(person)).seeClass).toBe(false);
    // Their own session, and what they do as a learner, goes on.
    expect(await statusOf(person.token, 'GET', '/api/exams/KT01')).toBe(200);
  });

  it.each([
    ['organiser', 'course', 'people'],
    ['organiser', 'platform', 'figures'],
    ['author', 'course', 'figures'],
    ['author', 'platform', 'figures'],
    ['appraiser', 'course', 'figures'],
  ] as const)('of %s in the %s shows of the records: %s', async (role, reach, depth) => {
    const [admin, person] = [await enter('administrator'), await enter('learner')];
    expect(await statusOf(person.token, 'GET', '/xapi/ext/access')).toBe(403);
    await grant(admin, wishFor(person, { role, reach }));
    expect(await (await ask(person.token, 'GET', '/xapi/ext/access')).json()).toEqual({ depth });
    expect(await statusOf(person.token, 'GET', '/api/gradebook')).toBe(role === 'organiser' ? 200 : 403);
  });

  it.each([
    ['course', 403],
    ['platform', 200],
  ] as const)('in the %s answers %i in another course of the school', async (reach, status) => {
    const course = await lms().sandbox.addCourse({ shortName: reach, fullName: reach, members: [] });
    const { linkId } = await lms().sandbox.placeItem(course.id, {
      title: 'B',
      custom: { item: 'exam:KT01' },
    });
    const there = { ...lms(), course };
    const [admin, person] = [await enter('administrator'), await enter('learner', there, linkId)];
    await grant(admin, wishFor(person, { reach }));
    expect(await statusOf(person.token, 'GET', '/api/gradebook')).toBe(status);
  });

  it('runs out with its last moment, and may be granted again', async () => {
    const [admin, person] = [await enter('administrator'), await enter('learner')];
    const until = new Date(tool().clock.now().getTime() + 60_000).toISOString();
    const wish = wishFor(person, { until });
    await grant(admin, wish);
    expect(await statusOf(person.token, 'GET', '/api/gradebook')).toBe(200);
    // A platform's tokens are taken for two minutes.
    tool().clock.pass(61 / 60);
    expect(await classAtBoth(person)).toEqual([403, 403]);
    const { grants } = RoleGrants.parse(await (await ask(admin.token, 'GET', '/api/roles')).json());
    expect(grants.filter((each) => each.person.id === person.id)).toEqual([]);
    await grant(admin, { ...wish, until: null });
    expect(await statusOf(person.token, 'GET', '/api/gradebook')).toBe(200);
  });

  it('is written down with who, why and until when, in the list and in the audit', async () => {
    const [admin, person] = [await enter('administrator'), await enter('learner')];
    const until = new Date(tool().clock.now().getTime() + A_DAY * 60_000).toISOString();
    const { id } = await grant(admin, wishFor(person, { until, role: 'author', reach: 'platform' }));
    const listed = RoleGrants.parse(await (await ask(admin.token, 'GET', '/api/roles')).json());
    expect(listed.reaches).toEqual([
      { kind: 'platform', title: null },
      { kind: 'course', title: 'Lớp lý luận chính trị' },
    ]);
    expect(listed.grants.find((each) => each.id === id)).toMatchObject({
      person: { id: person.id, name: `${person.name} Chi` },
      role: 'author',
      scope: { kind: 'platform', title: null },
      grantedBy: { id: admin.id, name: `${admin.name} Chi` },
      until,
      reason: 'Phụ trách lớp',
      can: { revoke: true },
    });
    await revoke(admin, id);
    const events = tool().connection.collection('events');
    const entries = () => events.find({ 'subject.id': person.id }).sort({ at: 1 }).toArray();
    while ((await entries()).length < 2) await new Promise((resolve) => setImmediate(resolve));
    const entry = { by: `person:${admin.id}`, after: { role: 'author' } };
    expect(await entries()).toMatchObject([
      { ...entry, deed: 'role-granted', reason: 'Phụ trách lớp' },
      { ...entry, deed: 'role-revoked', reason: 'Đã thôi' },
    ]);
  });
});
