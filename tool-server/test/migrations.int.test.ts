import { pino } from 'pino';
import { InstallationFault, installationModel } from '../src/installation/index.ts';
import { bringUpToDate, checkUpToDate } from '../src/migrations/index.ts';
import { migrate, type Migration } from '../src/migrations/migrate.ts';
import { heldClock, type HeldClock } from './exam-rooms.ts';
import { openPlace, type Place } from './whole-tool.ts';

/** More than a lease takes. */
const A_WHILE = 1;

let place: Place;
let clock: HeldClock;
let logged: string[];
beforeEach(async () => {
  place = await openPlace();
  clock = heldClock();
  logged = [];
});
afterEach(() => place.remove());

const logger = pino(
  { level: 'info' },
  { write: (line) => void logged.push((JSON.parse(line) as { msg: string }).msg) },
);
const deps = () => ({ connection: place.store.connection, clock, logger });
const installation = () => installationModel(place.store.connection).findById('tool').lean();
const collection = (name: string) => place.store.connection.collection(name);
const all = (name: string) => collection(name).find({}).sort({ _id: 1 }).toArray();

const step = (to: number, run: Migration['run'] = () => Promise.resolve()): Migration => ({
  to,
  name: `step ${to}`,
  run,
});

describe('steps', () => {
  it('run in their order from the number that the data has, each once', async () => {
    const ran: number[] = [];
    const noting = (to: number) => step(to, () => Promise.resolve(void ran.push(to)));
    const two = [noting(2), noting(3)];
    await migrate({ ...deps(), migrations: two });
    await migrate({ ...deps(), migrations: two });
    await migrate({ ...deps(), migrations: [...two, noting(4), noting(5)] });
    expect(ran).toEqual([2, 3, 4, 5]);
    expect(await installation()).toEqual({ _id: 'tool', format: 5 });
  });

  it('that fail leave the number of what was done, and nobody waiting', async () => {
    const fails = step(3, () => Promise.reject(new Error('the store is away')));
    await expect(migrate({ ...deps(), migrations: [step(2), fails, step(4)] })).rejects.toThrow('is away');
    expect(await installation()).toEqual({ _id: 'tool', format: 2 });
    await migrate({ ...deps(), migrations: [step(2), step(3), step(4)] });
    expect(await installation()).toEqual({ _id: 'tool', format: 4 });
  });

  it('run in one of several processes that start at once, and the others wait until they are done', async () => {
    let goOn = (): void => undefined;
    const ran: string[] = [];
    const held = (name: string) =>
      step(2, async () => {
        ran.push(name);
        await new Promise<void>((resolve) => (goOn = resolve));
      });
    const done: string[] = [];
    const start = (name: string) =>
      migrate({ ...deps(), migrations: [held(name), step(3)] }).then(() => void done.push(name));
    const starting = ['a', 'b', 'c'].map(start);
    while (logged.length < 2 || ran.length < 1) await new Promise(setImmediate);
    expect(logged).toEqual(Array(2).fill('another process brings the data up to date: waiting for it'));
    expect(ran).toHaveLength(1);
    expect(done).toEqual([]);
    goOn();
    await Promise.all(starting);
    expect(ran).toHaveLength(1);
    expect(await installation()).toEqual({ _id: 'tool', format: 3 });
  });

  it('are taken up by another process when the one that had begun has died', async () => {
    let begun = (): void => undefined;
    const hasBegun = new Promise<void>((resolve) => (begun = resolve));
    const never = step(2, () => {
      begun();
      return new Promise(() => undefined);
    });
    void migrate({ ...deps(), migrations: [never] });
    await hasBegun;
    clock.pass(A_WHILE);
    await migrate({ ...deps(), migrations: [step(2)] });
    expect(await installation()).toEqual({ _id: 'tool', format: 2 });
  });

  it('of a process that was suspended for too long do not count twice', async () => {
    let wake = (): void => undefined;
    const asleep = new Promise<void>((resolve) => (wake = resolve));
    const later: string[] = [];
    const slow = migrate({
      ...deps(),
      migrations: [step(2, () => asleep), step(3, () => Promise.resolve(void later.push('slow')))],
    });
    while ((await installation())?.lease === undefined) await new Promise(setImmediate);
    clock.pass(A_WHILE);
    const noting = step(3, () => Promise.resolve(void later.push('quick')));
    await migrate({ ...deps(), migrations: [step(2), noting] });
    wake();
    await slow;
    expect(later).toEqual(['quick']);
  });
});

describe('data', () => {
  it.each([12, 99])(
    'of a later release (format %d) is refused in a sentence, and left alone',
    async (format) => {
      await collection('installations').insertOne({ _id: 'tool' as never, format });
      for (const open of [bringUpToDate(deps()), checkUpToDate(place.store.connection)])
        await expect(open).rejects.toThrow(
          new InstallationFault(
            `the data is of a later release (format ${format}, and this one reads 11): ` +
              'start that release, or restore a dump of before it',
          ),
        );
      expect(await all('installations')).toEqual([{ _id: 'tool', format }]);
    },
  );

  it('of before there were numbers is refused where not all of it would be found', async () => {
    await collection('statements').insertOne({ json: '{}' });
    await expect(bringUpToDate(deps())).rejects.toThrow('the data is of an earlier release');
    expect(await all('installations')).toEqual([]);
  });

  it('of an earlier release is not for commands: the tool brings it up to date', async () => {
    const { connection } = place.store;
    await collection('installations').insertOne({ _id: 'tool' as never, format: 1 });
    await expect(checkUpToDate(connection)).rejects.toThrow('start this one once');
    await bringUpToDate(deps());
    await checkUpToDate(connection);
  });
});
