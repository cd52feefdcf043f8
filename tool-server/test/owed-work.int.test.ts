import { Schema, type Model } from 'mongoose';
import type { Logger } from '../src/kernel/logger.ts';
import {
  countOwed,
  makeOwedQueue,
  makeOwedWorker,
  owe,
  owedSchema,
  owingSource,
  prepareModels,
  type Owed,
  type OwedHandler,
  type Store,
} from '../src/storage/index.ts';
import { heldClock, type HeldClock } from './exam-rooms.ts';
import { openPlace, type Place } from './whole-tool.ts';

interface Thing {
  _id: string;
  name: string;
  owed: Owed[];
}

let place: Place;
let store: Store;
let things: Model<Thing>;
let clock: HeldClock;
let warnings: string[];

beforeAll(async () => {
  place = await openPlace();
  ({ store } = place);
  const schema = new Schema<Thing>({ _id: String, name: String, owed: [owedSchema] }, { versionKey: false });
  schema.index({ 'owed.due': 1 });
  things = store.connection.model<Thing>('Thing', schema, 'things');
  await prepareModels([things]);
});
beforeEach(async () => {
  await things.deleteMany({});
  clock = heldClock();
  warnings = [];
});
afterAll(() => place.remove());

const logger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: (_entry: unknown, message?: string) => void warnings.push(message ?? ''),
  error: console.error,
};
const aWorker = (handlers: Record<string, OwedHandler>, queue = makeOwedQueue({ clock })) =>
  makeOwedWorker({ sources: [owingSource(things)], queue, handlers, clock, logger });
const owing = (id: string, ...owed: Owed[]) => things.create([{ _id: id, name: `thing ${id}`, owed }]);
const left = async (id: string): Promise<Owed[]> => (await things.findById(id).lean<Thing>())!.owed;

describe('owed work', () => {
  it('is carried out once, with the document that owes it, and then forgotten', async () => {
    const seen: unknown[] = [];
    const worker = aWorker({
      tell: (document: Thing, { data, at }) => {
        seen.push([document.name, data, at]);
        return Promise.resolve();
      },
    });
    await owing('a', owe('tell', clock.now(), { event: 'begun' }));
    await worker.drain();
    await worker.drain();
    expect(seen).toEqual([['thing a', { event: 'begun' }, clock.now()]]);
    expect(await left('a')).toEqual([]);
  });

  it('of one document is carried out in the order in which it was owed, by one worker', async () => {
    const seen: unknown[] = [];
    const handlers = {
      tell: async (_document: Thing, { data }: Owed) => {
        await new Promise(setImmediate);
        seen.push(data['event']);
      },
    };
    await owing('a', owe('tell', clock.now(), { event: 1 }), owe('tell', clock.now(), { event: 2 }));
    await Promise.all([aWorker(handlers).drain(), aWorker(handlers).drain(), aWorker(handlers).drain()]);
    expect(seen).toEqual([1, 2]);
  });

  it('of many documents is carried out once each by many workers at once', async () => {
    const counts = new Map<string, number>();
    const handlers = {
      tell: (document: Thing) => {
        counts.set(document._id, (counts.get(document._id) ?? 0) + 1);
        return Promise.resolve();
      },
    };
    const ids = Array.from({ length: 30 }, (_, index) => `t${index}`);
    for (const id of ids) await owing(id, owe('tell', clock.now()));
    await Promise.all(Array.from({ length: 4 }, () => aWorker(handlers).drain()));
    expect([...counts.keys()].sort()).toEqual([...ids].sort());
    expect([...counts.values()].every((count) => count === 1)).toBe(true);
  });

  it('is tried again after a failure, later and later', async () => {
    let failures = 3;
    const tries: number[] = [];
    const worker = aWorker({
      tell: (_document: Thing, { tries: before }) => {
        tries.push(before);
        return failures-- > 0 ? Promise.reject(new Error('away')) : Promise.resolve();
      },
    });
    await owing('a', owe('tell', clock.now()));
    const waits: number[] = [];
    for (;;) {
      await worker.drain();
      const [item] = await left('a');
      if (!item) break;
      waits.push((item.due.getTime() - clock.now().getTime()) / 1_000);
      clock.pass(1);
    }
    expect(tries).toEqual([0, 1, 2, 3]);
    expect(warnings).toHaveLength(3);
    for (const [index, wait] of waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual(2 ** index);
      expect(wait).toBeLessThanOrEqual(2 ** index * 1.2);
    }
  });

  it('that fails is set aside with its reason, counted, and keeps nothing else waiting', async () => {
    const done: string[] = [];
    const worker = aWorker({
      bad: () => Promise.reject(new Error('away')),
      good: () => {
        done.push('good');
        return Promise.resolve();
      },
    });
    await owing('a', owe('bad', clock.now()), owe('good', clock.now()));
    await owing('b', owe('good', clock.now()));
    await worker.drain();
    expect(done).toEqual(['good', 'good']);
    expect(await left('a')).toMatchObject([{ kind: 'bad', tries: 1, reason: 'Error: away' }]);
    expect(await countOwed([owingSource(things)], ['bad'])).toEqual({ bad: { waiting: 1, failing: 1 } });
  });

  it('that nobody knows stays, and is reported', async () => {
    await owing('a', owe('unheard-of', clock.now()));
    await aWorker({}).drain();
    expect(await left('a')).toMatchObject([{ kind: 'unheard-of', tries: 1 }]);
    expect(warnings).toHaveLength(1);
  });

  it('is left to whoever holds it, and taken over when that one is gone', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let began = (): void => undefined;
    const begun = new Promise<void>((resolve) => (began = resolve));
    const dying = aWorker({
      tell: async () => {
        began();
        await held;
        // As if the process had died before it could note the end.
        throw new Error('killed');
      },
    });
    const seen: string[] = [];
    const living = aWorker({
      tell: (document: Thing) => {
        seen.push(document._id);
        return Promise.resolve();
      },
    });
    await owing('a', owe('tell', clock.now()));
    const end = dying.drain();
    await begun;
    await living.drain();
    expect(seen).toEqual([]);
    clock.pass(2);
    await living.drain();
    expect(seen).toEqual(['a']);
    expect(await left('a')).toEqual([]);
    release();
    await end;
    expect(await left('a')).toEqual([]);
  });

  it('is carried out at once by the process that came to owe it, and by no other meanwhile', async () => {
    const queue = makeOwedQueue({ clock });
    const seen: unknown[] = [];
    const tell = (by: string) => (document: Thing, item: Owed) => {
      seen.push([by, document.name, item.tries]);
      return Promise.resolve();
    };
    const owed = queue.lease([owe('tell', clock.now())]);
    await owing('a', ...owed);
    await aWorker({ tell: tell('another') }).drain();
    expect(seen).toEqual([]);
    queue.hand(things, { _id: 'a', name: 'thing a', owed }, owed);
    await aWorker({ tell: tell('this') }, queue).drain();
    expect(seen).toEqual([['this', 'thing a', 0]]);
    expect(await left('a')).toEqual([]);
  });

  it('that a process dies with before it carries it out is taken over', async () => {
    const queue = makeOwedQueue({ clock });
    const owed = queue.lease([owe('tell', clock.now())]);
    await owing('a', ...owed);
    queue.hand(things, { _id: 'a', name: 'thing a', owed }, owed);
    const seen: string[] = [];
    const worker = aWorker({
      tell: (document: Thing) => {
        seen.push(document._id);
        return Promise.resolve();
      },
    });
    clock.pass(1);
    await worker.drain();
    expect(seen).toEqual(['a']);
    expect(queue.take()).toBeUndefined();
  });

  it('beyond what fits into memory waits in the store, due at once', async () => {
    const queue = makeOwedQueue({ clock });
    const ids = Array.from({ length: 400 }, (_, index) => `t${index}`);
    const documents = ids.map((id): Thing => {
      const document = { _id: id, name: id, owed: queue.lease([owe('tell', clock.now())]) };
      queue.hand(things, document, document.owed);
      return document;
    });
    await things.insertMany(documents);
    expect(await things.countDocuments({ 'owed.due': { $lte: clock.now() } })).toBeGreaterThan(100);
    const counts = new Map<string, number>();
    const handlers = {
      tell: (document: Thing) => {
        counts.set(document._id, (counts.get(document._id) ?? 0) + 1);
        return Promise.resolve();
      },
    };
    await aWorker(handlers, queue).drain();
    expect(counts.size).toBe(ids.length);
    expect([...counts.values()].every((count) => count === 1)).toBe(true);
  });

  it('that came while other work of the document was carried out is not lost', async () => {
    const seen: unknown[] = [];
    const worker = aWorker({
      tell: async (document: Thing, { data }) => {
        seen.push(data['event']);
        if (data['event'] === 1)
          await things.updateOne(
            { _id: document._id },
            { $push: { owed: owe('tell', clock.now(), { event: 2 }) } },
          );
      },
    });
    await owing('a', owe('tell', clock.now(), { event: 1 }));
    await worker.drain();
    expect(seen).toEqual([1, 2]);
    expect(await left('a')).toEqual([]);
  });
});
