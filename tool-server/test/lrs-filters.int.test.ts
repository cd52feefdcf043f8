import { randomUUID } from 'node:crypto';
import { useLrsRooms } from './lrs-rooms.ts';
import {
  activityOf,
  agentOf,
  aStatement,
  statementsClient,
  verbOf,
  type Statement,
} from './lrs-statement.ts';

const rooms = useLrsRooms();
const client = statementsClient(rooms);

const agentQuery = (name: string) => ({ agent: JSON.stringify(agentOf(name)) });
const ids = (...statements: Statement[]): string[] => statements.map(({ id }) => id).sort();
const found = async (query: Record<string, string>): Promise<string[]> => (await client.idsOf(query)).sort();

describe('filters of GET /statements', () => {
  describe('about agents', () => {
    const sub = (more: object) => ({
      objectType: 'SubStatement',
      actor: agentOf('other'),
      verb: verbOf('planned'),
      object: activityOf('elsewhere'),
      ...more,
    });
    const group = (...names: string[]) => ({ objectType: 'Group', member: names.map(agentOf) });
    const binh = agentOf('binh');
    const direct = {
      actor: aStatement({ actor: binh }),
      object: aStatement({ object: binh }),
      member: aStatement({ actor: group('x', 'binh') }),
      objectMember: aStatement({ object: group('binh') }),
    };
    const related = {
      instructor: aStatement({ context: { instructor: binh } }),
      team: aStatement({ context: { team: group('binh') } }),
      subActor: aStatement({ object: sub({ actor: binh }) }),
      subObject: aStatement({ object: sub({ object: binh }) }),
      subInstructor: aStatement({ object: sub({ context: { instructor: binh } }) }),
    };
    const all = { ...direct, ...related };
    beforeAll(() => client.store(...Object.values(all)));

    it('finds actor and object, members of groups too', async () => {
      expect(await found(agentQuery('binh'))).toEqual(ids(...Object.values(direct)));
    });

    it('finds instructor, team and the agents of a substatement with related_agents alone', async () => {
      expect(await found({ ...agentQuery('binh'), related_agents: 'true' })).toEqual(
        ids(...Object.values(all)),
      );
    });

    it('finds contextAgents and contextGroups of 2.0 as related', async () => {
      const second = statementsClient(rooms, { version: '2.0.0' });
      const relevant = { relevantTypes: ['https://types.example/witness'] };
      const cuc = agentOf('cuc');
      const told = [
        aStatement({ context: { contextAgents: [{ objectType: 'contextAgent', agent: cuc, ...relevant }] } }),
        aStatement({
          context: { contextGroups: [{ objectType: 'contextGroup', group: group('cuc'), ...relevant }] },
        }),
      ];
      await second.store(...told);
      expect(await found(agentQuery('cuc'))).toEqual([]);
      expect(await found({ ...agentQuery('cuc'), related_agents: 'true' })).toEqual(ids(...told));
    });

    it('finds who vouches for statements as related', async () => {
      const authorization = await rooms.credential(['all'], { note: 'voucher' });
      const voucher = statementsClient(rooms, { authorization });
      const told = aStatement();
      await voucher.store(told);
      const { authority } = (await (await voucher.get({ statementId: told.id })).json()) as Statement;
      const agent = JSON.stringify(authority);
      expect(await found({ agent })).toEqual([]);
      expect(await found({ agent, related_agents: 'true' })).toEqual([told.id]);
    });

    it.each([
      ['mbox', { mbox: 'mailto:dao@example.com' }],
      ['mbox_sha1sum', { mbox_sha1sum: 'ebd31e95054c018b10727ccffd2ef2ec3a016ee9' }],
      ['openid', { openid: 'https://dao.example/' }],
    ])('finds an agent by %s, whatever name goes with it', async (_what, identifier) => {
      const told = aStatement({ actor: { ...identifier, name: 'Đào' } });
      await client.store(told);
      expect(await found({ agent: JSON.stringify({ ...identifier, name: 'Dao' }) })).toEqual([told.id]);
    });

    it('tells accounts of the same name apart by their home page', async () => {
      const agent = { account: { homePage: 'https://other.example', name: 'binh' } };
      expect(await found({ agent: JSON.stringify(agent) })).toEqual([]);
    });

    it('finds an identified group by its identifier', async () => {
      const unit = { objectType: 'Group', mbox: 'mailto:unit@example.com' };
      const told = aStatement({ actor: { ...unit, member: [agentOf('em')] } });
      await client.store(told);
      expect(await found({ agent: JSON.stringify(unit) })).toEqual([told.id]);
      expect(await found(agentQuery('em'))).toEqual([told.id]);
    });

    it('refuses an anonymous group', async () => {
      const response = await client.get({ agent: JSON.stringify(group('binh')) });
      expect(response.status).toBe(400);
    });
  });

  describe('about activities', () => {
    const course = activityOf('course');
    const direct = aStatement({ object: course });
    const around = (role: string) => ({ context: { contextActivities: { [role]: [course] } } });
    const related = [
      ...['parent', 'grouping', 'category', 'other'].map((role) => aStatement(around(role))),
      aStatement({
        object: { objectType: 'SubStatement', actor: agentOf('x'), verb: verbOf('v'), object: course },
      }),
      aStatement({
        object: {
          objectType: 'SubStatement',
          actor: agentOf('x'),
          verb: verbOf('v'),
          object: activityOf('elsewhere'),
          ...around('parent'),
        },
      }),
      aStatement({ context: { contextActivities: { parent: course } } }),
    ];
    beforeAll(() => client.store(direct, ...related));

    it('finds the object alone', async () => {
      expect(await found({ activity: course.id })).toEqual([direct.id]);
    });

    it('finds context activities and those of a substatement with related_activities', async () => {
      expect(await found({ activity: course.id, related_activities: 'true' })).toEqual(
        ids(direct, ...related),
      );
    });

    it('finds each once, however often it names the activity', async () => {
      const twice = aStatement({
        object: activityOf('twice'),
        context: { contextActivities: { parent: [activityOf('twice')], other: [activityOf('twice')] } },
      });
      await client.store(twice);
      expect(await found({ activity: activityOf('twice').id, related_activities: 'true' })).toEqual([
        twice.id,
      ]);
    });
  });

  it('finds what fulfils all filters together', async () => {
    const registration = randomUUID();
    const parts = {
      actor: agentOf('giang'),
      verb: verbOf('passed'),
      object: activityOf('exam-9'),
      context: { registration },
    };
    const wanted = aStatement(parts);
    const others = [
      aStatement({ ...parts, actor: agentOf('huong') }),
      aStatement({ ...parts, verb: verbOf('failed') }),
      aStatement({ ...parts, object: activityOf('exam-8') }),
      aStatement({ ...parts, context: { registration: randomUUID() } }),
    ];
    await client.store(wanted, ...others);
    const filters = {
      ...agentQuery('giang'),
      verb: 'https://verbs.example/passed',
      activity: 'https://activities.example/exam-9',
      registration,
    };
    expect(await found(filters)).toEqual([wanted.id]);
    expect(await found({ ...filters, related_agents: 'true', related_activities: 'true' })).toEqual([
      wanted.id,
    ]);
    expect(await found({ ...filters, registration: registration.toUpperCase() })).toEqual([wanted.id]);
    for (const [name] of Object.entries(filters)) {
      const { [name as keyof typeof filters]: _, ...less } = filters;
      expect(await found(less)).toHaveLength(2);
    }
  });

  describe('about time and order', () => {
    const verb = { verb: 'https://verbs.example/timed' };
    const timed: Statement[] = [];
    beforeAll(async () => {
      for (let minute = 0; minute < 4; minute++) {
        const batch = Array.from({ length: 3 }, () => aStatement({ verb: verbOf('timed') }));
        await client.store(...batch);
        timed.push(...batch);
        rooms.clock.pass(1);
      }
    });
    const storedOf = async (statement: Statement): Promise<string> =>
      ((await (await client.get({ statementId: statement.id })).json()) as { stored: string }).stored;
    const after = (time: string, digits: string): string => time.replace('Z', `${digits}Z`);
    const order = (...statements: Statement[]): string[] => statements.map(({ id }) => id);

    it('comes newest first, or oldest first', async () => {
      expect(await client.idsOf(verb)).toEqual(order(...timed).reverse());
      expect(await client.idsOf({ ...verb, ascending: 'true' })).toEqual(order(...timed));
      expect(await client.idsOf({ ...verb, ascending: 'true', limit: '5' })).toEqual(order(...timed));
    });

    it('has what was stored after `since`, and up to `until`, both to the nanosecond', async () => {
      const second = await storedOf(timed[3]!);
      const third = await storedOf(timed[6]!);
      const find = (bounds: Record<string, string>) =>
        client.idsOf({ ...verb, ascending: 'true', ...bounds });
      expect(await find({ since: second })).toEqual(order(...timed.slice(6)));
      expect(await find({ since: after(second, '000001') })).toEqual(order(...timed.slice(6)));
      expect(await find({ until: second })).toEqual(order(...timed.slice(0, 6)));
      expect(await find({ until: after(second, '999999') })).toEqual(order(...timed.slice(0, 6)));
      expect(await find({ since: second, until: third })).toEqual(order(...timed.slice(6, 9)));
      const justBefore = new Date(Date.parse(second) - 1).toISOString();
      expect(await find({ since: after(justBefore, '999999') })).toEqual(order(...timed.slice(3)));
      expect(await find({ until: after(justBefore, '999999') })).toEqual(order(...timed.slice(0, 3)));
    });

    it('reads times of other zones', async () => {
      const second = await storedOf(timed[3]!);
      const hanoi = new Date(Date.parse(second) + 7 * 3_600_000).toISOString().replace('Z', '+07:00');
      expect(await client.idsOf({ ...verb, since: hanoi })).toEqual(order(...timed.slice(6)).reverse());
    });
  });
});
