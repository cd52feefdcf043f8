import { makeRecordStore } from '@chuyen-de/xapi';
import { modelFactory } from '@chuyen-de/xapi/storage';
import { Schema } from 'mongoose';
import { makeClasses } from '../src/classes/index.ts';
import {
  claimDue,
  followStoreClock,
  makeOwedQueue,
  prepareModels,
  type Store,
} from '../src/storage/index.ts';
import { heldClock } from './exam-rooms.ts';
import { aLaunch } from './record-rooms.ts';
import { openPlace, type Place } from './whole-tool.ts';

/** More than a process remembers what it was told. */
const A_WHILE = 1.1;

let place: Place;
let store: Store;
const clock = heldClock();
beforeAll(async () => {
  place = await openPlace();
  ({ store } = place);
});
afterAll(() => place.remove());

describe('what one process remembers while another changes it', () => {
  it('stands for a minute at the most: titles of courses and links', async () => {
    const open = () =>
      makeClasses({
        connection: store.connection,
        clock,
        owedQueue: makeOwedQueue({ clock }),
        readMembers: () => Promise.reject(new Error('nobody asks')),
      });
    const [one, other] = [open(), open()];
    await prepareModels(one.models as never[]);
    const titled = (title: string) =>
      aLaunch({ context: { id: 'course', title }, resourceLink: { id: 'link', title } });
    const { contextId, linkId } = await one.recordLaunch(titled('before'));
    await other.recordLaunch(titled('after'));
    const titles = async () => [
      (await one.findContext(contextId ?? ''))?.title,
      (await store.connection.collection('links').findOne({ linkId: 'link' }))?.['title'] as unknown,
    ];
    expect(linkId).toBeDefined();
    expect(await titles()).toEqual(['after', 'after']);
    clock.pass(A_WHILE);
    // The LMS has gone back to what it said first, and the first process has heard nothing else.
    await one.recordLaunch(titled('before'));
    expect(await titles()).toEqual(['before', 'before']);
  });

  it('stands for a minute at the most: definitions of activities', async () => {
    const open = () =>
      makeRecordStore({ connection: store.connection, clock, homePage: 'https://lrs.example' });
    const [one, other] = [open(), open()];
    await prepareModels(one.models as never[]);
    let number = 0;
    const telling = (name: string) => ({
      id: `00000000-0000-4000-8000-${String(++number).padStart(12, '0')}`,
      actor: { mbox: 'mailto:lan@truong.example' },
      verb: { id: 'https://w3id.org/xapi/adl/verbs/read' },
      object: { id: 'https://truong.example/bai-1', definition: { name: { vi: name } } },
    });
    const named = async () => {
      const [found] = await store.connection.collection('activityDefinitions').find({}).toArray();
      return (JSON.parse(String(found?.['definition'])) as { name: { vi: string } }).name.vi;
    };
    await one.store([telling('before')]);
    await other.store([telling('after')]);
    expect(await named()).toBe('after');
    clock.pass(A_WHILE);
    await one.store([telling('before')]);
    expect(await named()).toBe('before');
    await Promise.all([one.close(), other.close()]);
  });
});

describe('a process whose clock is an hour off', () => {
  it.each([60, -60])('goes by the time of the store (%d minutes)', async (minutes) => {
    const off = { now: () => new Date(Date.now() + minutes * 60_000) };
    const followed = await followStoreClock(store.connection, off);
    // The store is this machine's.
    expect(Math.abs(followed.now().getTime() - Date.now())).toBeLessThan(1_000);
  });

  it('leaves work alone that another process holds', async () => {
    const work = modelFactory<{ due: Date }>('Work', new Schema({ due: Date }), 'work')(store.connection);
    await work.collection.insertOne({ due: new Date() });
    const claim = (now: Date) => claimDue(work, { due: 'due' }, { now, leaseMs: 20_000 });
    expect(await claim(new Date())).toBeDefined();
    const ahead = { now: () => new Date(Date.now() + 3_600_000) };
    const followed = await followStoreClock(store.connection, ahead);
    expect(await claim(followed.now())).toBeUndefined();
    // By its own clock it would have taken it.
    expect(await claim(ahead.now())).toBeDefined();
  });
});
