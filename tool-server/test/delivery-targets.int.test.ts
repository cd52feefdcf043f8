import { createHash } from 'node:crypto';
import { makeActor, VERBS, type XapiStatement } from '@chuyen-de/xapi';
import { pseudonymKey } from '../src/records/index.ts';
import { aStatement, openDeliveryRooms, TOOL, type DeliveryRooms } from './delivery-rooms.ts';
import type { ScriptedLrs } from './scripted-lrs.ts';

let rooms: DeliveryRooms;
let lrs: ScriptedLrs;
beforeEach(async () => {
  rooms = await openDeliveryRooms();
  lrs = await rooms.openLrs();
});
afterEach(() => rooms.close());

const several = (count: number): XapiStatement[] => Array.from({ length: count }, () => aStatement());
const storedIds = () => [...lrs.stored.keys()];
const target = () => ({ endpoint: lrs.endpoint, key: 'key', secret: 'the secret of the target' });
const summary = async () => (await rooms.targets.list())[0]!;

describe('a target', () => {
  it('is told what comes after it was added, as it was told, under its credentials', async () => {
    await rooms.tell(several(2));
    await rooms.targets.add(target());
    const statement = aStatement({ result: { score: { raw: 0 }, success: false } });
    await rooms.tell([statement]);
    await rooms.deliver();
    expect([...lrs.stored.values()]).toEqual([{ ...statement, version: '1.0.3' }]);
    const pair = Buffer.from('key:the secret of the target').toString('base64');
    expect(lrs.posts).toMatchObject([{ version: '1.0.3', authorization: `Basic ${pair}` }]);
  });

  it('is told everything, or what was stored from a time on, where asked', async () => {
    const told: string[] = [];
    for (let minute = 0; minute < 3; minute++) told.push(...(await rooms.tell(several(150))));
    await rooms.targets.add({ ...target(), from: 'start' });
    const other = await rooms.openLrs();
    await rooms.targets.add({
      ...target(),
      endpoint: other.endpoint,
      from: new Date('2026-03-02T08:02:00Z'),
    });
    await rooms.deliver();
    expect(storedIds()).toEqual(told);
    expect([...other.stored.keys()]).toEqual(told.slice(300));
  });

  it('may be one of several at one endpoint, each by its name', async () => {
    await rooms.targets.add({ ...target(), name: 'one' });
    await rooms.targets.add({ ...target(), name: 'two', key: 'another', version: '2.0.0' });
    await rooms.tell(several(1));
    await rooms.deliver();
    expect(lrs.posts.map(({ version }) => version).sort()).toEqual(['1.0.3', '2.0.0']);
    expect((await rooms.targets.list()).map(({ name, sent }) => [name, sent])).toEqual([
      ['one', 1],
      ['two', 1],
    ]);
  });

  it('keeps its place when it is given another key', async () => {
    lrs.down = { status: 401 };
    await rooms.targets.add(target());
    const told = await rooms.tell(several(2));
    await rooms.deliver();
    lrs.down = undefined;
    await rooms.targets.add({ ...target(), key: 'renewed' });
    await rooms.deliver();
    expect(storedIds()).toEqual(told);
    expect(await summary()).toMatchObject({ key: 'renewed', sent: 2, failed: 1 });
  });

  it('may be paused and resumed', async () => {
    await rooms.targets.add(target());
    expect(await rooms.targets.pause(lrs.endpoint)).toBe(true);
    const told = await rooms.tell(several(2));
    await rooms.deliver();
    expect(lrs.posts).toEqual([]);
    expect(await summary()).toMatchObject({ state: 'paused', waiting: 2, lagSeconds: 60 });
    await rooms.targets.resume(lrs.endpoint);
    await rooms.deliver();
    expect(storedIds()).toEqual(told);
  });

  it('that was removed is told nothing more', async () => {
    await rooms.targets.add(target());
    expect(await rooms.targets.remove(`${lrs.endpoint}/`)).toBe(true);
    expect(await rooms.targets.remove(lrs.endpoint)).toBe(false);
    await rooms.tell(several(1));
    await rooms.deliver();
    expect(lrs.posts).toEqual([]);
    expect(await rooms.targets.list()).toEqual([]);
    expect(await rooms.targets.retry(lrs.endpoint)).toBeUndefined();
  });

  it('has its secret sealed, and is not served where it cannot be opened', async () => {
    await rooms.targets.add(target());
    const raw = await rooms.connection.collection('deliveryTargets').find().toArray();
    expect(JSON.stringify(raw)).not.toContain('the secret of the target');
    await rooms.tell(several(1));
    await rooms.startDelivery(500, 'the secret of another installation').worker.drain();
    expect(lrs.posts).toEqual([]);
    expect((await summary()).lastReply!.message).toContain('APP_SECRET');
  });

  it.each([
    'ftp://x',
    'lrs.example',
    '',
    'http://user:word@lrs.example/x',
    'https://user@lrs.example',
    'http:\\\\user:word@lrs.example',
  ])('needs an http address, not "%s"', async (endpoint) => {
    await expect(rooms.targets.add({ ...target(), endpoint })).rejects.toThrow();
  });
});

describe('a target that wants a part', () => {
  const passed = aStatement({ verb: VERBS.passed });
  const within = aStatement({
    object: { objectType: 'Activity', id: `${TOOL}/attempts/1` },
    context: { contextActivities: { parent: [{ objectType: 'Activity', id: `${TOOL}/exams/KT01` }] } },
  });
  const about = aStatement({ object: { objectType: 'Activity', id: `${TOOL}/exams/KT01` } });

  it.each([
    ['by verb', { verbs: [VERBS.passed.id] }, [passed.id]],
    ['by activity, about or within', { activities: [`${TOOL}/exams/`] }, [within.id, about.id]],
    ['by both', { verbs: [VERBS.passed.id], activities: [`${TOOL}/exams/`] }, []],
    ['by platform', { platforms: ['canvas'] }, [about.id]],
  ])('is told no more than that: %s', async (_what, filter, expected) => {
    await rooms.targets.add({ ...target(), filter });
    await rooms.tell([passed, within], 'moodle');
    await rooms.tell([about], 'canvas');
    await rooms.deliver();
    expect(storedIds()).toEqual(expected);
    expect(await summary()).toMatchObject({ waiting: 0, sent: expected.length });
  });

  it('is told of the voiding of what it was told, and of nothing else', async () => {
    const voiding = ({ id }: XapiStatement) =>
      aStatement({
        verb: { id: 'http://adlnet.gov/expapi/verbs/voided', display: { en: 'voided' } },
        object: { objectType: 'StatementRef', id } as never,
      });
    const [ofPassed, ofAbout] = [voiding(passed), voiding(about)];
    await rooms.targets.add({ ...target(), filter: { verbs: [VERBS.passed.id] } });
    await rooms.tell([passed, about, ofPassed, ofAbout]);
    await rooms.deliver();
    expect(storedIds()).toEqual([passed.id, ofPassed.id]);
  });

  it('is not told who people are when it shall not know', async () => {
    const naming = { naming: 'pseudonym' as const, homePage: TOOL };
    const key = pseudonymKey('the secret of this installation');
    const person = { issuer: 'https://lms.example', subject: '5' };
    await rooms.targets.add({ ...target(), pseudonymise: true });
    await rooms.tell([aStatement({ actor: { ...aStatement().actor, name: 'Nguyễn Văn An' } })]);
    await rooms.deliver();
    const [got] = [...lrs.stored.values()];
    expect(got!.actor).toEqual(makeActor(person, { ...naming, key }));
    expect(lrs.posts[0]!.body.toString()).not.toMatch(/Nguyễn|lms\.example/);
  });
});

describe('attachments', () => {
  const content = Buffer.from([0, 255, 13, 10, 7]);
  const sha2 = createHash('sha256').update(content).digest('hex');
  const note = {
    usageType: 'https://x.example/certificate',
    display: { vi: 'Giấy chứng nhận của An' },
    contentType: 'application/pdf',
    length: content.length,
    sha2,
  };

  /** Somebody else's statement with a file, taken in by HTTP. */
  async function receive(): Promise<XapiStatement> {
    const statement = { ...aStatement(), attachments: [note] };
    const { key, secret } = await rooms.records.credentials.create({ scopes: ['statements/write'] });
    const response = await fetch(`${rooms.endpoint}/statements`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`,
        'X-Experience-API-Version': '1.0.3',
        'content-type': 'multipart/mixed; boundary=b',
      },
      body: Buffer.concat([
        Buffer.from(`--b\r\nContent-Type: application/json\r\n\r\n${JSON.stringify(statement)}\r\n--b\r\n`),
        Buffer.from('Content-Type: application/pdf\r\nContent-Transfer-Encoding: binary\r\n'),
        Buffer.from(`X-Experience-API-Hash: ${sha2}\r\n\r\n`),
        content,
        Buffer.from('\r\n--b--\r\n'),
      ]),
    });
    expect([response.status, await response.text()]).toEqual([200, JSON.stringify([statement.id])]);
    rooms.clock.pass(1);
    await rooms.settle([statement.id]);
    return statement;
  }

  it('go with their statements, byte by byte', async () => {
    await rooms.targets.add(target());
    const statement = await receive();
    await rooms.deliver();
    expect(storedIds()).toEqual([statement.id]);
    expect(lrs.posts[0]!.body.includes(content)).toBe(true);
    expect(lrs.posts[0]!.body.toString()).toContain(`X-Experience-API-Hash: ${sha2}`);
  });

  it('stay here where people shall not be known', async () => {
    await rooms.targets.add({ ...target(), pseudonymise: true });
    const statement = await receive();
    await rooms.deliver();
    expect(storedIds()).toEqual([statement.id]);
    expect(lrs.posts[0]!.body.toString()).not.toMatch(new RegExp(`${sha2}|của An`));
  });
});
