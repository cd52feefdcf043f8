import { setImmediate as turn } from 'node:timers/promises';
import { Types } from 'mongoose';
import { makeClasses } from '../src/classes/index.ts';
import { makeOwedQueue, type Store } from '../src/storage/index.ts';
import { heldClock } from './exam-rooms.ts';
import { openPlace, type Place } from './whole-tool.ts';

let place: Place;
let store: Store;
beforeEach(async () => {
  place = await openPlace();
  ({ store } = place);
});
afterEach(() => place.remove());

type ReadMembers = Parameters<typeof makeClasses>[0]['readMembers'];

const openClasses = (readMembers: ReadMembers, clock = heldClock()) =>
  makeClasses({ connection: store.connection, clock, owedQueue: makeOwedQueue({ clock }), readMembers });

describe('rosters of many courses', () => {
  const addCourse = async (platformId: string, contextId: string): Promise<string> => {
    const _id = new Types.ObjectId();
    const course = { _id, platformId, deploymentId: '1', contextId, membershipsUrl: 'https://lms/roster' };
    await store.connection.collection('contexts').insertOne(course);
    return _id.toHexString();
  };

  it('are read two at a time, since each fills memory, and those of another LMS beside them', async () => {
    let letGo = (): void => undefined;
    const gone = new Promise<void>((resolve) => (letGo = resolve));
    let running = 0;
    const atOnce: number[] = [];
    const classes = openClasses(async ({ platformId }) => {
      if (platformId === 'p') {
        running += 1;
        atOnce.push(running);
        await gone;
        running -= 1;
      }
      return { ok: true, members: [] };
    });
    const numbers = [1, 2, 3, 4, 5, 6];
    const slow = await Promise.all(numbers.map((number) => addCourse('p', `${number}`)));
    const quick = await addCourse('q', '1');
    const readings = slow.map((course) => classes.rosters.read(course));
    expect(await classes.rosters.read(quick)).toMatchObject({ ok: true });
    expect(atOnce).toEqual([1, 2]);
    letGo();
    expect(await Promise.all(readings)).toHaveLength(numbers.length);
    expect(atOnce).toHaveLength(numbers.length);
    expect(Math.max(...atOnce)).toBe(2);
  });

  /** An LMS that keeps every reading waiting until it is told what comes of all of them. */
  async function openHeld(count: number) {
    const clock = heldClock();
    const asked: string[] = [];
    const answers: ((result: Awaited<ReturnType<ReadMembers>>) => void)[] = [];
    const classes = openClasses(({ membershipsUrl }) => {
      asked.push(membershipsUrl);
      return new Promise((resolve) => answers.push(resolve));
    }, clock);
    const ids = await Promise.all(Array.from({ length: count }, (_, number) => addCourse('p', `${number}`)));
    const wish = async (course: string) => classes.rosters.wish((await classes.findContext(course))!);
    return {
      ...{ clock, asked, ids, wish, rosters: classes.rosters },
      answer: (result: Awaited<ReturnType<ReadMembers>>): void =>
        answers.splice(0).forEach((resolve) => resolve(result)),
    };
  }
  const EMPTY = { ok: true as const, members: [] };
  const SILENCE = { ok: false as const, status: 0, message: 'too slow', silent: true as const };

  it('are not read of whose readers all have gone before their turn came', async () => {
    const { rosters, ids, asked, answer, wish } = await openHeld(4);
    const [one, two, three, four] = ids as [string, string, string, string];
    const readings = [rosters.read(one), rosters.read(two)];
    await until(() => asked.length === 2);
    const leaving = new AbortController();
    const left = rosters.read(three, leaving.signal);
    const joined = [rosters.read(four, leaving.signal), rosters.read(four)];
    // By now all have found their course.
    await wish(one);
    leaving.abort();
    answer(EMPTY);
    expect(await left).toMatchObject({ ok: false });
    await Promise.all(readings);
    await until(() => asked.length === 3);
    answer(EMPTY);
    expect((await Promise.all(joined))[1]).toMatchObject({ ok: true });
    expect(asked).toHaveLength(3);
  });

  it('are not read for a page that nobody has looked at for half a minute', async () => {
    const { rosters, ids, asked, answer, wish, clock } = await openHeld(4);
    const [one, two, three, four] = ids as [string, string, string, string];
    const readings = [rosters.read(one), rosters.read(two)];
    await until(() => asked.length === 2);
    expect([await wish(three), await wish(four)]).toEqual(['reading', 'reading']);
    clock.pass(0.5);
    // Of this one the page is still open.
    await wish(four);
    const last = rosters.read(four);
    answer(EMPTY);
    await Promise.all(readings);
    await until(() => asked.length === 3);
    answer(EMPTY);
    expect(await last).toMatchObject({ ok: true });
    expect(asked).toHaveLength(3);
  });

  it('of an LMS that did not answer in time are given up by all who waited meanwhile, and left alone for a while', async () => {
    const { rosters, ids, asked, answer, wish, clock } = await openHeld(6);
    const readings = ids.map((course) => rosters.read(course));
    await until(() => asked.length === 2);
    answer(SILENCE);
    const unavailable = { ok: false, error: { code: 'roster_unavailable', lmsStatus: 0 } };
    for (const result of await Promise.all(readings)) expect(result).toMatchObject(unavailable);
    expect(asked).toHaveLength(2);
    for (const course of ids) expect(await wish(course)).toBe('unanswered');
    // Whoever asks from now on asks again.
    clock.pass(0.1);
    const now = rosters.read(ids[5]!);
    await until(() => asked.length === 3);
    answer(SILENCE);
    expect(await now).toMatchObject(unavailable);
    clock.pass(0.5);
    expect(await wish(ids[5]!)).toBe('reading');
    await until(() => asked.length === 4);
    answer(SILENCE);
    await until(async () => (await wish(ids[5]!)) === 'unanswered');
    // Twice as long the second time.
    clock.pass(0.5);
    expect(await wish(ids[5]!)).toBe('unanswered');
    clock.pass(0.5);
    expect(await wish(ids[5]!)).toBe('reading');
    await until(() => asked.length === 5);
    answer(EMPTY);
  });
});

/** Lets others have their turn until something has come about. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await turn();
}
