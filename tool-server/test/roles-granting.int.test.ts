import { Grantees, RoleGrants } from '@chuyen-de/contracts';
import { makeEndSessions } from '../src/classes/index.ts';
import { makePrivacy } from '../src/privacy/index.ts';
import { makeRoles } from '../src/roles/index.ts';
import { codeOf, useRoleRooms, wishFor, type Entered } from './role-rooms.ts';
import { A_LOOK } from './two-tools.ts';

const OPERATOR = { kind: 'operator' } as const;

const { tool, lms, elsewhere, ask, enter, grant, revoke, classAtBoth } = useRoleRooms();

describe('granting', () => {
  it('is for administrators, for their own people and for others than themselves', async () => {
    const [admin, person] = [await enter('administrator'), await enter('learner')];
    const stranger = await enter('administrator', elsewhere());
    for (const kind of ['learner', 'lecturer', 'organiser'] as const)
      expect(
        await codeOf(await ask((await enter(kind)).token, 'POST', '/api/roles', wishFor(person))),
      ).toEqual([403, 'not_permitted']);
    expect(await codeOf(await ask(stranger.token, 'POST', '/api/roles', wishFor(person)))).toEqual([
      404,
      'person_not_found',
    ]);
    for (const role of ['author', 'appraiser', 'organiser'] as const)
      expect(await codeOf(await ask(admin.token, 'POST', '/api/roles', wishFor(admin, { role })))).toEqual([
        403,
        'role_to_oneself',
      ]);
    // However the id is written.
    const shouted = { ...wishFor(admin), personId: admin.id.toUpperCase() };
    expect(await codeOf(await ask(admin.token, 'POST', '/api/roles', shouted))).toEqual([
      403,
      'role_to_oneself',
    ]);
    const found = async (by: Entered, text: string) => {
      const answer = await ask(by.token, 'GET', `/api/roles/people?text=${encodeURIComponent(text)}`);
      return Grantees.parse(await answer.json()).people.map(({ id, can }) => [id, can.grant]);
    };
    expect(await found(admin, person.name)).toEqual([[person.id, true]]);
    expect(await found(admin, admin.name)).toEqual([[admin.id, false]]);
    expect(await found(stranger, person.name)).toEqual([]);
    expect(await classAtBoth(person)).toEqual([403, 403]);
  });

  it('is not done twice, nor for a time that has passed', async () => {
    const [admin, person] = [await enter('administrator'), await enter('learner')];
    await grant(admin, wishFor(person));
    expect(await codeOf(await ask(admin.token, 'POST', '/api/roles', wishFor(person)))).toEqual([
      409,
      'role_held_already',
    ]);
    const until = new Date(tool().clock.now().getTime() - 1).toISOString();
    const past = wishFor(person, { role: 'author', until });
    expect(await codeOf(await ask(admin.token, 'POST', '/api/roles', past))).toEqual([
      422,
      'role_until_past',
    ]);
    // What is revoked already is not revoked by somebody else later.
    const [mine] = RoleGrants.parse(await (await ask(admin.token, 'GET', '/api/roles')).json()).grants;
    await revoke(admin, mine!.id);
    expect((await revoke(await enter('administrator'), mine!.id)).status).toBe(200);
    const stored = await tool()
      .connection.collection('roleGrants')
      .findOne({ _id: mine!.id as never });
    expect((stored?.['revoked'] as { by: string }).by).toBe(`person:${admin.id}`);
  });

  it.each([
    ['role', 'council'],
    ['reach', 'installation'],
    ['reason', ' '],
    ['until', 'tomorrow'],
    ['personId', { $ne: null }],
  ])('takes no %s of %j', async (field, value) => {
    const [admin, person] = [await enter('administrator'), await enter('learner')];
    const answer = await ask(admin.token, 'POST', '/api/roles', { ...wishFor(person), [field]: value });
    expect(await codeOf(answer)).toEqual([400, 'invalid_request']);
  });

  it('within a school ends there: its administrators revoke nothing of others, nor what reaches further', async () => {
    const [admin, person] = [await enter('administrator'), await enter('learner')];
    const { id } = await grant(admin, wishFor(person));
    const stranger = await enter('administrator', elsewhere());
    expect(await codeOf(await revoke(stranger, id))).toEqual([404, 'role_grant_not_found']);
    const { connection, clock } = tool();
    // As a command does, in a process of its own.
    const roles = makeRoles({
      connection,
      clock,
      findPerson: () => Promise.resolve({ id: person.id, platformId: lms().platformId }),
    });
    const wish = { personId: person.id, role: 'organiser', until: null, reason: 'Ban tổ chức tỉnh' } as const;
    const given = await roles.grant(OPERATOR, { ...wish, scope: { kind: 'installation' } });
    if (!given.ok) throw new Error(given.error.code);
    const abroad = { kind: 'platform', platformId: elsewhere().platformId } as const;
    expect(await roles.grant(OPERATOR, { ...wish, scope: abroad })).toMatchObject({
      error: { code: 'role_out_of_reach' },
    });
    const { grants } = RoleGrants.parse(await (await ask(admin.token, 'GET', '/api/roles')).json());
    expect(grants.find((each) => each.id === given.grant._id)).toMatchObject({
      scope: { kind: 'installation' },
      grantedBy: null,
      can: { revoke: false },
    });
    expect(await codeOf(await revoke(admin, given.grant._id))).toEqual([403, 'role_out_of_reach']);
    await revoke(admin, id);
    tool().clock.pass(A_LOOK);
    expect(await classAtBoth(person)).toEqual([200, 200]);
    await roles.revoke(OPERATOR, { grantId: given.grant._id, reason: 'Hết nhiệm kỳ' });
    tool().clock.pass(A_LOOK);
    expect(await classAtBoth(person)).toEqual([403, 403]);
  });

  it('leaves nothing of a person who is forgotten', async () => {
    const [admin, person] = [await enter('administrator'), await enter('learner')];
    await grant(admin, wishFor(person));
    const { connection, clock } = tool();
    const privacy = makePrivacy({
      connection,
      clock,
      publicUrl: tool().url,
      endSessions: makeEndSessions({ connection, clock }).endSessions,
      untilNoticed: () => Promise.resolve(),
    });
    const known = await privacy.find.get(person.id);
    await privacy.forget({ people: [known!], how: 'nameless', by: 'administration', reach: 'account' });
    expect(await connection.collection('roleGrants').countDocuments({ personId: person.id })).toBe(0);
  });
});
