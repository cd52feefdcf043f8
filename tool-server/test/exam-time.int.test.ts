import { randomUUID } from 'node:crypto';
import type { AnswersSaved } from '@chuyen-de/contracts';
import type { TimeDeed } from '../src/exams/time-deed.model.ts';
import { resultOf, save, start } from './exam-steps.ts';
import { useTimedRooms } from './timed-rooms.ts';

const { rooms, learner, lecturer, answer, doDeed, carryOut, stored, goToNextLink } = useTimedRooms();

beforeEach(goToNextLink);
const minutesOn = (date: Date | string | undefined): number =>
  (new Date(date!).getTime() - Date.parse('2026-03-02T08:00:00Z')) / 60_000;

describe('a pause', () => {
  it('stops the clock of everybody who works, takes answers meanwhile, and goes on with what was left', async () => {
    const [client, teacher] = [await learner(), await lecturer()];
    const attempt = await start(client);
    rooms().clock.pass(15);
    expect(await doDeed(teacher, { kind: 'pause' })).toMatchObject({ status: 200, body: { reached: 1 } });
    await carryOut();
    rooms().clock.pass(60);
    await rooms().exams.sweeper.drain();
    const during = await save(client, attempt.id, [answer(1, ['a'])]);
    expect(during).toMatchObject({ status: 200, body: { pausedAt: '2026-03-02T08:15:00.000Z' } });
    await doDeed(teacher, { kind: 'resume' });
    await carryOut();
    expect(minutesOn((await stored(attempt.id)).dueAt)).toBe(80);
    rooms().clock.pass(4);
    const after: { body: AnswersSaved } = await save(client, attempt.id, [answer(2, ['a'])]);
    expect(after.body.pausedAt).toBeUndefined();
    expect(minutesOn(after.body.dueAt)).toBe(80);
    rooms().clock.pass(1);
    expect(await save(client, attempt.id, [answer(3, ['a'])])).toMatchObject({ status: 409 });
    expect(await resultOf(client, attempt.id)).toMatchObject({ answered: 2, closedBy: 'time' });
  });

  it('holds by what was written down, though attempts have not heard of it: nobody is ended by it', async () => {
    const [client, teacher] = [await learner(), await lecturer()];
    const attempt = await start(client);
    rooms().clock.pass(19);
    await doDeed(teacher, { kind: 'add-time', minutes: 5 });
    await doDeed(teacher, { kind: 'pause', people: ['person-1'] });
    rooms().clock.pass(30);
    await rooms().exams.sweeper.drain();
    expect(await save(client, attempt.id, [answer(1, ['a'])])).toMatchObject({ status: 200 });
    expect(await client('PUT', `/attempts/${attempt.id}/device`, { device: 'device-one' })).toMatchObject({
      status: 200,
      body: { pausedAt: expect.any(String) as unknown },
    });
    expect((await client('GET', `/attempts/${attempt.id}/result`)).body).toMatchObject({
      code: 'attempt_still_open',
    });
    await doDeed(teacher, { kind: 'resume', people: ['person-1'] });
    rooms().clock.pass(6);
    await rooms().exams.sweeper.drain();
    const ended = await stored(attempt.id);
    expect(ended.state).not.toBe('open');
    expect(minutesOn(ended.closedAt)).toBeCloseTo(55, 2);
  });

  it('concerns whom it names alone, and nobody at another link', async () => {
    const [one, other, elsewhere] = [
      await learner(),
      await learner({ personId: 'person-2' }),
      await learner({ linkId: 'another link' }),
    ];
    const ids = [];
    for (const client of [one, other, elsewhere]) ids.push((await start(client)).id);
    rooms().clock.pass(1);
    await doDeed(await lecturer(), { kind: 'pause', people: ['person-2'] });
    await carryOut();
    const paused = await Promise.all(ids.map(async (id) => (await stored(id)).pausedAt !== undefined));
    expect(paused).toEqual([false, true, false]);
  });

  it('lets nobody begin, and one for all may be the wait for the start', async () => {
    const [client, teacher] = [await learner(), await lecturer()];
    await doDeed(teacher, { kind: 'pause' });
    const begin = () => client('POST', '/exams/KT01/attempts', { device: 'device-one' });
    expect((await begin()).body).toMatchObject({ code: 'exam_paused' });
    rooms().clock.pass(10);
    await doDeed(teacher, { kind: 'resume' });
    expect(await begin()).toMatchObject({ status: 200, body: { dueAt: '2026-03-02T08:30:00.000Z' } });
  });

  it('reaches who began while another process did not know of it yet', async () => {
    const [client, teacher] = [await learner(), await lecturer()];
    const { id } = await start(client);
    rooms().clock.pass(1);
    await doDeed(teacher, { kind: 'pause' });
    const [deed] = (await rooms().collection('timeDeeds').find({}).toArray()) as unknown as TimeDeed[];
    expect(deed!.owed.map(({ kind }) => kind)).toEqual(['time', 'time']);
    await carryOut();
    expect(minutesOn((await stored(id)).pausedAt)).toBe(1);
  });
});

describe('what is done to the time', () => {
  it('is done once, however often it is asked', async () => {
    const [client, teacher] = [await learner(), await lecturer()];
    const { id } = await start(client);
    rooms().clock.pass(1);
    const deed = { id: randomUUID(), kind: 'add-time', minutes: 5 };
    for (let time = 0; time < 3; time++)
      expect(await doDeed(teacher, deed)).toMatchObject({ status: 200, body: { id: deed.id, reached: 1 } });
    await Promise.all([1, 2, 3].map(() => doDeed(teacher, deed)));
    await carryOut();
    await carryOut();
    expect(minutesOn((await stored(id)).dueAt)).toBe(25);
  });

  it('is refused with the reason where it would change nothing', async () => {
    const teacher = await lecturer();
    expect((await doDeed(teacher, { kind: 'add-time', minutes: 5 })).body).toMatchObject({
      code: 'nobody_at_work',
    });
    expect((await doDeed(teacher, { kind: 'resume' })).body).toMatchObject({ code: 'nothing_paused' });
    await doDeed(teacher, { kind: 'pause' });
    rooms().clock.pass(1);
    expect((await doDeed(teacher, { kind: 'pause' })).body).toMatchObject({ code: 'paused_already' });
    expect((await doDeed(teacher, { kind: 'pause', people: ['person-1'] })).body).toMatchObject({
      code: 'paused_already',
    });
  });

  it('concerns everybody again once one of them was let go on alone', async () => {
    const [client, teacher] = [await learner(), await lecturer()];
    const { id } = await start(client);
    const isPausedAfter = async (deed: object): Promise<boolean> => {
      rooms().clock.pass(1);
      expect(await doDeed(teacher, deed)).toMatchObject({ status: 200 });
      await carryOut();
      return (await stored(id)).pausedAt !== undefined;
    };
    expect(await isPausedAfter({ kind: 'pause' })).toBe(true);
    expect(await isPausedAfter({ kind: 'resume', people: ['person-1'] })).toBe(false);
    expect(await isPausedAfter({ kind: 'pause' })).toBe(true);
    expect((await doDeed(teacher, { kind: 'pause' })).body).toMatchObject({ code: 'paused_already' });
  });

  it.each([
    { kind: 'stop' },
    { kind: 'add-time' },
    { kind: 'add-time', minutes: 0 },
    { kind: 'add-time', minutes: 241 },
    { kind: 'pause', reason: '' },
    { kind: 'pause', people: [] },
    { kind: 'pause', id: 'x' },
    { kind: 'pause', people: Array.from({ length: 201 }, (_, index) => `person-${index}`) },
  ])('is refused where it says %j', async (deed) => {
    expect((await doDeed(await lecturer(), deed)).body).toMatchObject({ code: 'invalid_request' });
    expect(await rooms().collection('timeDeeds').countDocuments({})).toBe(0);
  });

  it('is for lecturers of the link, to people of the class', async () => {
    expect((await doDeed(await learner(), { kind: 'pause' })).body).toMatchObject({ code: 'not_permitted' });
    const elsewhere = await lecturer({ item: { kind: 'exam', code: 'KT02' } });
    expect((await doDeed(elsewhere, { kind: 'pause' })).body).toMatchObject({ code: 'not_in_this_link' });
    expect((await doDeed(await lecturer(), { kind: 'pause', people: ['nobody'] })).body).toMatchObject({
      code: 'person_not_found',
    });
  });
});

describe('a window of one person', () => {
  const give = async (accommodation: object) =>
    (await lecturer())('PUT', '/exams/KT01/accommodations/person-1', {
      timeMultiplier: 1,
      extraAttempts: 0,
      reason: 'Thi bù',
      ...accommodation,
    });
  it('lets them begin within it, and ends with it', async () => {
    const client = await learner();
    const begin = () => client('POST', '/exams/KT01/attempts', { device: 'device-one' });
    const opensAt = '2026-03-02T09:00:00.000Z';
    const closesAt = '2026-03-02T09:30:00.000Z';
    expect(await give({ opensAt, closesAt })).toMatchObject({ status: 200 });
    expect((await begin()).body).toMatchObject({ code: 'exam_not_open_yet', opensAt });
    rooms().clock.pass(75);
    expect(await begin()).toMatchObject({ status: 200, body: { dueAt: closesAt } });
    rooms().clock.pass(15);
    await rooms().exams.sweeper.drain();
    expect((await begin()).body).toMatchObject({ code: 'exam_no_longer_open', closesAt });
  });

  it('is refused where it contradicts itself or is over', async () => {
    expect(await give({ opensAt: '2026-03-02T09:00:00Z', closesAt: '2026-03-02T08:30:00Z' })).toMatchObject({
      status: 422,
      body: { code: 'accommodation_contradicts', fields: ['opensAt', 'closesAt'] },
    });
    expect(await give({ closesAt: '2026-03-02T07:30:00Z' })).toMatchObject({
      status: 422,
      body: { code: 'accommodation_past', fields: ['closesAt'] },
    });
    expect(await rooms().collection('timeDeeds').countDocuments({})).toBe(0);
  });

  it('of an earlier release still gives what it gave', async () => {
    await rooms()
      .collection('accommodations')
      .insertOne({
        ...{ _id: 'an id' as never, linkId: 'an older link', examCode: 'KT01', personId: 'person-1' },
        ...{ timeMultiplier: 2, extraAttempts: 1, givenBy: 'person-9', givenAt: new Date(0) },
      });
    const client = await learner({ linkId: 'an older link' });
    rooms().clock.pass(2);
    expect(minutesOn((await start(client)).dueAt)).toBe(42);
  });
});
