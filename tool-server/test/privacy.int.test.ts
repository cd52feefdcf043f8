import { text } from 'node:stream/consumers';
import type { ActorNaming } from '@chuyen-de/xapi';
import { countIn, EMAIL, everything, LAN, MINH, NAME, openHeld, saidBy } from './privacy-rooms.ts';
import { aLaunch, PUBLIC_URL } from './record-rooms.ts';

describe('what is held of a person', () => {
  it.each(['thi lan', 'THỊ LAN', 'Thị Lan'.normalize('NFD'), 'lan thi'])('is found by “%s”', async (text) => {
    const { rooms, privacy, lan, minh } = await openHeld('account');
    const found = (await privacy.find.search(text)).map(({ id }) => id);
    expect(found).toContain(lan);
    expect(found).not.toContain(minh);
    await rooms.close();
  });

  it.each<ActorNaming>(['account', 'mbox', 'pseudonym'])(
    'is handed out whole, of other LMSs too, with statements that name them by %s',
    async (naming) => {
      const { rooms, privacy, lan, minh } = await openHeld(naming);
      const person = (await privacy.find.search('thị lan')).find(({ id }) => id === lan);
      const accounts = await privacy.find.accountsOf(person!);
      expect(accounts.map(({ platformId }) => platformId)).toEqual(['moodle', 'canvas']);
      const file = JSON.parse(await text(privacy.handOut(accounts, 'administration', 'everywhere'))) as {
        accounts: Record<string, unknown[]>[];
      };
      const [here, there] = file.accounts;
      for (const each of [here, there]) {
        expect(each?.['attempts']).toHaveLength(1);
        expect(JSON.stringify(each?.['statements'])).toContain('/verbs/completed');
      }
      const told = file.accounts.map(({ statements }) => statements?.length ?? 0);
      expect(told[0]).toBeGreaterThan(told[1]!);
      for (const kind of ['grades', 'accommodations', 'savedQueries', 'documents'])
        expect(here?.[kind]).not.toEqual([]);
      expect(JSON.stringify(here?.['documents'])).toContain('{\\"of\\":\\"Lan\\"}');
      expect(JSON.stringify(file)).not.toContain(minh);
      await rooms.close();
    },
  );

  it('is handed out piece by piece, however much it is', async () => {
    const { rooms, privacy, lan } = await openHeld('account');
    const rows = Array.from({ length: 20 }, (_, i) => ({
      personId: lan,
      link: `${i}`,
      text: 'đ'.repeat(50_000),
    }));
    await rooms.connection.collection<object>('progress').insertMany(rows);
    const person = (await privacy.find.get(lan))!;
    const pieces: number[] = [];
    for await (const piece of privacy.handOut([person], 'person:x', 'platform')) pieces.push(piece.length);
    expect(pieces.filter((length) => length > 50_000)).toHaveLength(rows.length);
    expect(Math.max(...pieces)).toBeLessThan(60_000);
    await rooms.close();
  });

  it.each<[ActorNaming, 'nameless' | 'removed']>([
    ['account', 'nameless'],
    ['mbox', 'nameless'],
    ['pseudonym', 'nameless'],
    ['account', 'removed'],
    ['mbox', 'removed'],
    ['pseudonym', 'removed'],
  ])('goes, by %s and %s: nothing in the whole store tells who it was', async (naming, how) => {
    const { rooms, privacy, lan, lanElsewhere, minh } = await openHeld(naming);
    const accounts = await privacy.find.accountsOf((await privacy.find.get(lan))!);
    const marks = [NAME, EMAIL, EMAIL.toUpperCase(), LAN];
    for (const person of accounts)
      for (const agent of await privacy.find.agentsOf(person))
        marks.push('account' in agent ? agent.account.name : (agent as { mbox: string }).mbox);
    expect(marks.some((mark) => mark.startsWith('mailto:'))).toBe(true);
    const toldOfMinh = await saidBy(rooms, MINH);
    const attempts = await countIn(rooms, 'attempts', {});
    const statements = await countIn(rooms, 'statements', {});

    const counts = await privacy.forget({
      people: accounts,
      how,
      by: 'administration',
      reach: 'everywhere',
      reason: 'asked',
    });
    expect(counts).toMatchObject({ people: 2 });
    const left = await everything(rooms);
    expect(marks.filter((mark) => left.includes(mark))).toEqual([]);
    const kept = how === 'nameless';
    expect(await countIn(rooms, 'attempts', { personId: { $in: [lan, lanElsewhere] } })).toBe(kept ? 2 : 0);
    expect(await countIn(rooms, 'grades', { personId: lan })).toBe(kept ? 1 : 0);
    expect(await countIn(rooms, 'attempts', {})).toBe(kept ? attempts : attempts - 2);
    expect((await countIn(rooms, 'statements', {})) === statements).toBe(kept);
    expect(await countIn(rooms, 'people', {})).toBe(kept ? 3 : 1);
    // Others keep what is theirs, unless it was about the person.
    expect(await countIn(rooms, 'attempts', { personId: minh })).toBe(1);
    if (naming === 'account' && kept) expect(await saidBy(rooms, MINH)).toBe(toldOfMinh);
    const events = await rooms.connection
      .collection<{ subject: { id: string }; deed: string }>('events')
      .find()
      .toArray();
    expect(events.map(({ subject, deed }) => [subject.id, deed])).toEqual([
      [lan, `person-${how}`],
      [lanElsewhere, `person-${how}`],
    ]);
    await rooms.close();
  });

  it.each([
    ['nameless', 'platform'],
    ['removed', 'platform'],
    ['nameless', 'account'],
    ['removed', 'account'],
  ] as const)(
    'stays with the LMS that stored it, when another one that gives an account the same address lets go (%s, %s)',
    async (how, reach) => {
      const { rooms, privacy, lan, lanElsewhere } = await openHeld('mbox');
      const { store } = rooms.records;
      const commented = { id: 'http://adlnet.gov/expapi/verbs/commented' };
      const said = {
        actor: { mbox: `mailto:${EMAIL}` },
        verb: commented,
        object: { id: 'https://x.example/b' },
      };
      await store.store([said], { platform: 'canvas' });
      await store.store([said]);
      await rooms.connection.collection<{ _id: string }>('xapiDocuments').insertOne({
        ...{ _id: 'elsewhere', owner: 'o', kind: 'state', agent: `mbox:mailto:${EMAIL}`, platform: 'canvas' },
        ...{ name: 'notes', content: Buffer.from('{}'), contentType: 'application/json', etag: 'e' },
        ...{ revision: 'r', stored: rooms.clock.now() },
      });
      const others = async () => [
        await rooms.connection
          .collection('statements')
          .find({ $or: [{ platform: 'canvas' }, { json: /x\.example\/b/ }] })
          .toArray(),
        await rooms.connection.collection('xapiDocuments').find({ platform: 'canvas' }).toArray(),
        await rooms.connection.collection('attempts').find({ personId: lanElsewhere }).toArray(),
      ];
      const before = await others();
      const person = (await privacy.find.get(lan))!;
      const file = await text(privacy.handOut([person], 'person:x', reach));
      expect(file).toContain('/verbs/completed');
      expect(file).not.toContain('canvas');
      expect(file).not.toContain('https://x.example/b');
      await privacy.forget({ people: [person], how, by: 'person:x', reach });
      expect(await others()).toEqual(before);
      const left = await rooms.connection.collection('statements').find({ platform: 'moodle' }).toArray();
      expect(JSON.stringify(left)).not.toContain(EMAIL);
      await rooms.close();
    },
  );

  it('is found by its new name alone, where others refer to it too, and whoever returns is new', async () => {
    const { rooms, privacy, lan } = await openHeld();
    const agent = (name: string, home = 'https://moodle.example') =>
      `&agent=${encodeURIComponent(JSON.stringify({ account: { homePage: home, name } }))}&related_agents=true`;
    const before = await rooms.told(agent(LAN));
    await privacy.forget({
      people: [(await privacy.find.get(lan))!],
      how: 'nameless',
      by: 'administration',
      reach: 'everywhere',
    });
    expect(await rooms.told(agent(LAN))).toEqual([]);
    const nobody = (await rooms.told())
      .flatMap(({ actor }) => ('account' in actor ? [actor.account.name] : []))
      .find((name) => name.startsWith('gone-'));
    expect(await rooms.told(agent(nobody!, PUBLIC_URL))).toHaveLength(before.length);
    const again = await rooms.launch(aLaunch({ subject: LAN, name: { full: NAME } }));
    expect(again.personId).not.toBe(lan);
    await rooms.close();
  });
});

describe('retention', () => {
  it('counts by kind what would go, and lets just that go', async () => {
    const { rooms, privacy } = await openHeld();
    const days = { results: 30, reading: 30, statements: 30, names: 30, audit: 30 };
    const counts = async (apply: boolean) =>
      Object.fromEntries((await privacy.retention(days, apply)).map(({ kind, count }) => [kind, count]));
    expect(await counts(true)).toEqual({ results: 0, reading: 0, statements: 0, names: 0, audit: 0 });
    rooms.clock.pass(31 * 24 * 60);
    await rooms.launch(aLaunch({ subject: MINH, launchedAt: rooms.clock.now() }));
    const before = await everything(rooms);
    const dry = await counts(false);
    expect(dry).toMatchObject({ results: 5, names: 2, audit: 1 });
    expect(dry['statements']).toBeGreaterThan(6);
    expect(await everything(rooms)).toBe(before);
    expect(await counts(true)).toEqual(dry);
    const left = await everything(rooms);
    expect([NAME, LAN, EMAIL].filter((mark) => left.includes(mark))).toEqual([]);
    expect(left).toContain(MINH);
    // A grade that still waits is no result yet.
    expect(await countIn(rooms, 'attempts', {})).toBe(0);
    const [event] = await rooms.connection.collection('events').find().toArray();
    expect(event).toMatchObject({ deed: 'retention-applied', by: 'administration' });
    await rooms.close();
  });
});
