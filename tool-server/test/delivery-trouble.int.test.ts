import type { XapiStatement } from '@chuyen-de/xapi';
import { aStatement, openDeliveryRooms, type DeliveryRooms } from './delivery-rooms.ts';
import type { ScriptedLrs, Trouble } from './scripted-lrs.ts';

let rooms: DeliveryRooms;
let lrs: ScriptedLrs;
beforeEach(async () => {
  rooms = await openDeliveryRooms();
  lrs = await rooms.openLrs();
});
afterEach(() => rooms.close());

const credentials = { key: 'key', secret: 'secret' };
const several = (count: number): XapiStatement[] => Array.from({ length: count }, () => aStatement());
const storedIds = () => [...lrs.stored.keys()];
const summary = async () => (await rooms.targets.list())[0]!;

describe('a target in trouble', () => {
  beforeEach(() => rooms.targets.add({ endpoint: lrs.endpoint, ...credentials }));

  it('that is down for an hour gets everything afterwards, once, in order, and is asked seldom meanwhile', async () => {
    lrs.down = 'cuts';
    const told: string[] = [];
    for (let minute = 0; minute < 60; minute++) {
      told.push(...(await rooms.tell(several(5))));
      await rooms.deliver();
    }
    expect(lrs.posts.length).toBeLessThan(20);
    expect(await summary()).toMatchObject({ waiting: 300, lagSeconds: 3600, sent: 0, dead: 0 });
    expect((await summary()).failed).toBe(lrs.posts.length);
    lrs.down = undefined;
    await rooms.deliverAll();
    expect(storedIds()).toEqual(told);
    expect(await summary()).toMatchObject({ waiting: 0, lagSeconds: 0, sent: 300, dead: 0, lastReply: null });
  });

  const page = '<html>Bảo trì</html>';
  const troubles: [string, Trouble][] = [
    ['500', { status: 500 }],
    ['503', { status: 503 }],
    ['429', { status: 429 }],
    ['412', { status: 412 }],
    ['401', { status: 401 }],
    ['a redirect', { status: 302, headers: { location: 'https://elsewhere.example' } }],
    ['a page under 200', { status: 200, body: page }],
    ['ids of nothing under 200', { status: 200, body: '[]' }],
    ['204', { status: 204, body: '' }],
    ['a cut connection', 'cuts'],
    ['a cut connection after storing', 'stores-then-cuts'],
    ['silence', 'hangs'],
    ['silence after storing', 'stores-then-hangs'],
  ];

  it.each(troubles)('is tried again after %s, and nothing is lost or doubled', async (_what, trouble) => {
    lrs.script.push(trouble);
    const told = await rooms.tell(several(3));
    await rooms.deliver();
    expect(await summary()).toMatchObject({ waiting: 3, failed: 1, dead: 0 });
    await rooms.deliverAll();
    expect(storedIds()).toEqual(told);
  });

  it('that flaps between all of them gets everything, once, in order', async () => {
    const told: string[] = [];
    for (const [index, [, trouble]] of [...troubles, ...troubles].entries()) {
      if (index % 3 !== 0) lrs.script.push(trouble);
      told.push(...(await rooms.tell(several(7))));
      await rooms.deliver();
    }
    await rooms.deliverAll();
    expect(storedIds()).toEqual(told);
    expect(await summary()).toMatchObject({ waiting: 0, dead: 0, sent: told.length });
  });

  it.each([
    ['600', 10],
    ['86400', 60],
    ['Fri, 31 Dec 9999 23:59:59 GMT', 60],
  ])('that asks by %j for patience is left alone for %d minutes', async (retryAfter, minutes) => {
    lrs.script.push({ status: 429, headers: { 'retry-after': retryAfter } });
    await rooms.tell(several(1));
    await rooms.deliver();
    for (let minute = 0; minute < minutes - 1; minute++) {
      rooms.clock.pass(1);
      await rooms.deliver();
    }
    expect(lrs.posts).toHaveLength(1);
    rooms.clock.pass(1);
    await rooms.deliver();
    expect(lrs.stored.size).toBe(1);
  });

  it('keeps no other waiting', async () => {
    lrs.down = 'cuts';
    const other = await rooms.openLrs();
    await rooms.targets.add({ endpoint: other.endpoint, ...credentials });
    const told = await rooms.tell(several(2));
    await rooms.deliver();
    expect([...other.stored.keys()]).toEqual(told);
  });
});

describe('targets that hang', () => {
  it.each([6, 40])('keep no other waiting, however many they are: %d', async (count) => {
    const hanging = await Promise.all(Array.from({ length: count }, () => rooms.openLrs()));
    for (const target of hanging) target.down = 'hangs';
    await rooms.targets.add({ endpoint: hanging[0]!.endpoint, ...credentials });
    const stored = rooms.connection.collection<{ _id: string }>('deliveryTargets');
    const first = await stored.findOne();
    const others = hanging.slice(1).map(({ endpoint }) => ({ ...first, _id: endpoint, endpoint }));
    await stored.insertMany(others);
    const delivery = rooms.startDelivery(60_000);
    delivery.worker.start();
    const told = await rooms.tell(several(2));
    const posts = () => hanging.reduce((sum, target) => sum + target.posts.length, 0);
    while (posts() < hanging.length) await new Promise(setImmediate);
    await rooms.targets.add({ endpoint: lrs.endpoint, ...credentials, from: 'start' });
    while (lrs.stored.size < told.length) await new Promise(setImmediate);
    expect(posts()).toBe(hanging.length);
    await delivery.worker.stop();
  });

  it('are tried four at a time, once they have failed', async () => {
    const hanging = await Promise.all(Array.from({ length: 6 }, () => rooms.openLrs()));
    for (const target of hanging) await rooms.targets.add({ endpoint: target.endpoint, ...credentials });
    await rooms.targets.add({ endpoint: lrs.endpoint, ...credentials });
    for (const target of hanging) target.script.push({ status: 503 });
    await rooms.tell(several(2));
    await rooms.deliver();
    for (const target of hanging) target.down = 'hangs';
    rooms.clock.pass(1);
    const told = await rooms.tell(several(2));
    const delivery = rooms.startDelivery(60_000);
    delivery.worker.start();
    const again = () => hanging.filter(({ posts }) => posts.length > 1).length;
    while (again() < 4 || !lrs.stored.has(told[1]!)) await new Promise(setImmediate);
    const more = await rooms.tell(several(1));
    while (!lrs.stored.has(more[0]!)) await new Promise(setImmediate);
    expect(again()).toBe(4);
    await delivery.worker.stop();
  });
});

it('says of an address that an earlier release took, and that has a query, what is to be done', async () => {
  await rooms.targets.add({ endpoint: lrs.endpoint, name: 'school', ...credentials });
  await rooms.connection
    .collection('deliveryTargets')
    .updateOne({ _id: 'school' as never }, { $set: { endpoint: `${lrs.endpoint}?school=1` } });
  await rooms.tell(several(1));
  await rooms.deliver();
  expect(lrs.posts).toEqual([]);
  expect(await summary()).toMatchObject({
    waiting: 1,
    lastReply: { status: 0, message: expect.stringContaining('without a query') as string },
  });
});

describe('statements that a target refuses', () => {
  beforeEach(() => rooms.targets.add({ endpoint: lrs.endpoint, ...credentials }));

  it('are found among the others, kept apart with the reason, and sent again when asked', async () => {
    const batch = several(100);
    const bad = new Set([batch[17]!.id, batch[18]!.id, batch[99]!.id]);
    lrs.refuses = ({ id }) => bad.has(id);
    const told = await rooms.tell(batch);
    await rooms.deliver();
    expect(storedIds()).toEqual(told.filter((id) => !bad.has(id)));
    expect(lrs.posts.length).toBeLessThan(40);
    expect(await summary()).toMatchObject({ waiting: 0, sent: 97, failed: 0, dead: 3 });
    const letters = await rooms.targets.dead(lrs.endpoint, 10);
    expect(letters).toMatchObject(
      [...bad].map((statementId) => ({ statementId, status: 400, message: 'not such a one' })),
    );
    expect(letters[0]!.at).toEqual(rooms.clock.now());

    expect(await rooms.targets.retry(lrs.endpoint)).toBe(3);
    await rooms.deliver();
    expect(await summary()).toMatchObject({ dead: 3 });

    lrs.refuses = ({ id }) => id === batch[18]!.id;
    const later = await rooms.tell(several(1));
    expect(await rooms.targets.retry(lrs.endpoint)).toBe(3);
    await rooms.deliver();
    expect(await summary()).toMatchObject({ waiting: 0, sent: 100, dead: 1 });
    expect(storedIds().slice(-3)).toEqual([batch[17]!.id, batch[99]!.id, ...later]);
  });

  it.each(['{}', '{"id":7}', '[null,1,{}]'])(
    'are not those of an id of which it answers nonsense: %s',
    async (nonsense) => {
      const statement = aStatement();
      lrs.stored.set(statement.id, JSON.parse(nonsense) as XapiStatement);
      await rooms.tell([statement]);
      await rooms.deliver();
      expect(await summary()).toMatchObject({ waiting: 1, failed: 1, dead: 0 });
    },
  );

  it('are those of an id that it knows for another statement; the same one is taken as told', async () => {
    const [same, other, fresh] = [aStatement(), aStatement(), aStatement()];
    lrs.stored.set(same.id, { ...same, version: '1.0.0' } as XapiStatement);
    lrs.stored.set(other.id, { ...other, result: { success: true } });
    await rooms.tell([same, other, fresh]);
    await rooms.deliver();
    expect(lrs.stored.has(fresh.id)).toBe(true);
    expect(await rooms.targets.dead(lrs.endpoint, 10)).toMatchObject([
      { statementId: other.id, status: 409, message: 'has another statement of this id' },
    ]);
    expect(await summary()).toMatchObject({ waiting: 0, sent: 2 });
  });
});

describe('delivery that is stopped in the middle', () => {
  it('is gone on with by another process once the lease has run out, from where it was', async () => {
    await rooms.targets.add({ endpoint: lrs.endpoint, ...credentials });
    const told = await rooms.tell(several(450));
    lrs.script.push(...([undefined, 'stores-then-hangs'] as Trouble[]));
    const lost = rooms.startDelivery(60_000);
    const dying = lost.worker.drain();
    while (lrs.posts.length < 2) await new Promise((resolve) => setImmediate(resolve));

    await rooms.deliver();
    expect(lrs.posts).toHaveLength(2);
    rooms.clock.pass(5);
    const late = await rooms.tell(several(1));
    await rooms.deliver();
    expect(storedIds()).toEqual([...told, ...late]);
    expect(await summary()).toMatchObject({ waiting: 0, dead: 0 });

    await lost.worker.stop();
    await dying;
    expect(await summary()).toMatchObject({ waiting: 0, dead: 0, lastReply: null });
    await rooms.deliver();
    expect(lrs.stored.size).toBe(451);
  });

  it('ends at once and leaves the rest for the next start', async () => {
    await rooms.targets.add({ endpoint: lrs.endpoint, ...credentials });
    const told = await rooms.tell(several(3));
    lrs.script.push('hangs');
    const stopped = rooms.startDelivery(60_000);
    stopped.worker.start();
    while (lrs.posts.length < 1) await new Promise((resolve) => setImmediate(resolve));
    await stopped.worker.stop();
    await rooms.deliver();
    expect(storedIds()).toEqual(told);
    expect(await summary()).toMatchObject({ failed: 0, lastReply: null });
  });

  it('sends nothing twice where two run at once', async () => {
    await rooms.targets.add({ endpoint: lrs.endpoint, ...credentials });
    const told = await rooms.tell(several(600));
    const [one, two] = [rooms.startDelivery(), rooms.startDelivery()];
    await Promise.all([one.worker.drain(), two.worker.drain(), rooms.deliver()]);
    await rooms.deliver();
    expect(storedIds()).toEqual(told);
    expect(lrs.posts.flatMap(({ ids }) => ids)).toEqual(told);
  });
});
