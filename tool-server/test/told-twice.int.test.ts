import { randomUUID } from 'node:crypto';
import { makeRecordStore, VERBS, type RecordStore } from '@chuyen-de/xapi';
import { prepareModels } from '../src/storage/index.ts';
import { heldClock } from './exam-rooms.ts';
import { openPlace, type Place } from './whole-tool.ts';

let place: Place;
let records: RecordStore;
beforeAll(async () => {
  place = await openPlace();
  const { connection } = place.store;
  records = makeRecordStore({ connection, clock: heldClock(), homePage: 'https://tool.example' });
  await prepareModels(records.models);
});
afterAll(async () => {
  await records.close();
  await place.remove();
});

const told = (id: string = randomUUID()) => ({
  id,
  timestamp: '2026-03-02T07:00:00.000Z',
  actor: { objectType: 'Agent', account: { homePage: 'https://lms.example', name: '1' } },
  verb: VERBS.answered,
  object: {
    objectType: 'Activity',
    id: `https://tool.example/questions/${id}`,
    definition: { name: { vi: 'Câu hỏi "một"\n' } },
  },
});

const stored = async (ids: readonly string[]): Promise<number> =>
  place.store.connection.collection('statements').countDocuments({ _id: { $in: ids as never[] } });

/** The tool tells an event again where it does not know that it has; whether it has is found out by storing it. */
describe('a statement of the tool that is told twice', () => {
  it('in one batch is stored once', async () => {
    const [one, other] = [told(), told()];
    await records.store([one, other, { ...one }]);
    expect(await stored([one.id, other.id])).toBe(2);
  });

  it('is stored once, with what is new beside it', async () => {
    const [known, another, fresh] = [told(), told(), told()];
    await records.store([known, another]);
    await records.store([fresh, known, another]);
    await records.store([known]);
    expect(await stored([known.id, another.id, fresh.id])).toBe(3);
    expect(await records.count()).toBeGreaterThanOrEqual(3);
  });

  it('is stored once by two who tell it at the same time', async () => {
    const some = Array.from({ length: 10 }, () => told());
    await Promise.all([records.store(some.slice(0, 7)), records.store(some.slice(3))]);
    expect(await stored(some.map(({ id }) => id))).toBe(10);
  });

  it('keeps its text on one line, whatever is in it', async () => {
    const one = told();
    await records.store([one]);
    const found = await place.store.connection.collection('statements').findOne({ _id: one.id as never });
    const json = found?.['json'] as string;
    expect(json).not.toContain('\n');
    expect(JSON.parse(json)).toMatchObject({ ...one, version: '1.0.3' });
  });
});

describe('definitions that are told together', () => {
  it('are each what was told of them, also where some are there already', async () => {
    const [known, fresh] = [told(), told()];
    await records.store([known]);
    const other = makeRecordStore({
      connection: place.store.connection,
      clock: heldClock(),
      homePage: 'https://tool.example',
    });
    await other.store([told(known.id), fresh].map((each) => ({ ...each, id: randomUUID() })));
    await other.close();
    const found = await place.store.connection.collection('activityDefinitions').find({}).toArray();
    const activities = found.map(({ activity }) => activity as string);
    expect(activities.filter((id) => id === known.object.id)).toHaveLength(1);
    expect(activities).toContain(fresh.object.id);
  });
});
