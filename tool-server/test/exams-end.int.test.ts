import type { AttemptResult, LearnerAttempt } from '@chuyen-de/contracts';
import type { Attempt } from '../src/exams/attempt.model.ts';
import { resultOf, save, start, submit, type Client, textWith, useExamRooms } from './exam-steps.ts';

const { rooms, answer, rightAnswer, learner, owedBy } = useExamRooms();

describe('a result', () => {
  it('says how many attempts are left', async () => {
    const client = await learner();
    for (const attemptsLeft of [1, 0]) {
      const { id } = await start(client);
      expect((await submit(client, id)).body).toMatchObject({ attemptsLeft });
    }
    const unlimited = await learner({ item: { kind: 'exam', code: 'KT02' } });
    const { id } = await start(unlimited, 'KT02');
    await submit(unlimited, id);
    expect(await resultOf(unlimited, id)).toMatchObject({ attemptsLeft: null });
  });

  it('says that nothing limits a trial', async () => {
    const lecturer = await learner({ roles: ['lecturer'] });
    const { id } = await start(lecturer);
    expect((await submit(lecturer, id)).body).toMatchObject({ attemptsLeft: null });
  });
});

describe('review', () => {
  const reviewed = async (code: string) => {
    const client = await learner({ item: { kind: 'exam', code } });
    const { id, questions } = await start(client, code);
    const { text, body } = await submit(client, id, [rightAnswer(questions[0]!)]);
    const result: AttemptResult = body;
    return { text, review: result.review };
  };

  it('shows what the settings allow: all', async () => {
    const { review } = await reviewed('KT01');
    expect(review![0]).toMatchObject({
      slot: 1,
      fraction: 1,
      explanation: { vi: textWith('SECRET-EXPLANATION') },
      source: {
        title: { vi: 'Hiến pháp' },
        number: '18/2013/L-CTN',
        clause: textWith('Điều'),
      },
    });
    expect(review![0]!.response).toMatchObject({ selected: review![0]!.key });
    expect(review![1]).toMatchObject({ response: { selected: [] }, fraction: 0 });
  });

  it('shows what the settings allow: own answers', async () => {
    const { text, review } = await reviewed('KT03');
    expect(Object.keys(review![0]!).sort()).toEqual(
      ['slot', 'type', 'topic', 'stem', 'options', 'response', 'fraction', 'points'].sort(),
    );
    expect(text).not.toContain('SECRET');
  });

  it('shows what the settings allow: nothing', async () => {
    const { text, review } = await reviewed('KT02');
    expect(review).toBeNull();
    expect(text).not.toContain('SECRET');
  });
});

describe('the end of the time', () => {
  let client: Client;
  let attempt: LearnerAttempt;
  beforeEach(async () => {
    client = await learner();
    attempt = await start(client);
    await save(client, attempt.id, [rightAnswer(attempt.questions[0]!)]);
  });
  const at = (minutes: number) => new Date(Date.parse('2026-03-02T08:00:00Z') + minutes * 60_000);

  it('is noticed by the sweeper, which keeps what is stored', async () => {
    rooms().clock.pass(19);
    await rooms().exams.sweeper.drain();
    expect((await client('GET', `/attempts/${attempt.id}/result`)).status).toBe(409);
    rooms().clock.pass(3);
    await Promise.all([rooms().exams.sweeper.drain(), rooms().exams.sweeper.drain()]);
    const found = (await rooms().exams.findAttempt(attempt.id))!.attempt;
    expect(found).toMatchObject({ state: 'closed', closedBy: 'time', closedAt: at(20) });
    expect(found.score).toBeUndefined();
    expect((await owedBy(attempt.id)).slice(1)).toEqual([]);
  });

  it('is settled by the sweeper once the allowance is over: score, grade and records together', async () => {
    rooms().clock.pass(22);
    await rooms().exams.sweeper.drain();
    rooms().clock.pass(38);
    await Promise.all([rooms().exams.sweeper.drain(), rooms().exams.sweeper.drain()]);
    const found = (await rooms().exams.findAttempt(attempt.id))!.attempt;
    expect(found).toMatchObject({ score: { given: 1 }, settledAt: at(50) });
    expect(found.settleDue).toBeUndefined();
    expect((await owedBy(attempt.id)).slice(1)).toEqual([
      { kind: 'grade', at: at(50) },
      { kind: 'records', at: at(20), event: 'exam-closed' },
    ]);
  });

  it('is kept from nobody by attempts that cannot be settled: they are set aside, and tried again', async () => {
    const { exams, clock } = rooms();
    // Each is logged.
    const log = jest.spyOn(console, 'error').mockImplementation();
    const storedOf = (_id: string) => exams.attempts.collection.findOne({ _id: _id as never });
    clock.pass(22);
    await exams.sweeper.drain();
    const [sound] = (await exams.attempts.find().lean()) as Attempt[];
    const paper = sound!.paper.map((slot) => ({ ...slot, question: 'no-such-question' }));
    // As many as are looked at together, and due before.
    const poisoned = Array.from({ length: 100 }, (_, number) => ({
      ...sound!,
      _id: `poisoned ${number}`,
      personId: `person-of-${number}`,
      settleDue: new Date(sound!.settleDue!.getTime() - 60_000),
      paper,
    }));
    await exams.attempts.collection.insertMany(poisoned as never[]);
    clock.pass(38);
    await exams.sweeper.drain();
    expect((await exams.findAttempt(attempt.id))!.attempt.score).toMatchObject({ given: 1 });
    expect(await exams.countAside()).toBe(100);
    expect(await storedOf('poisoned 7')).toMatchObject({
      state: 'closed',
      aside: { tries: 1, reason: expect.stringContaining('no-such-question') as string },
    });
    expect(log).toHaveBeenCalledTimes(100);
    log.mockRestore();

    await exams.attempts.collection.deleteMany({ _id: /poisoned \d\d/ });
    await exams.attempts.collection.updateMany({ _id: /poisoned/ }, { $set: { paper: sound!.paper } });
    clock.pass(1);
    await exams.sweeper.drain();
    expect(await storedOf('poisoned 7')).toMatchObject({ score: { given: 1 } });
    expect(await storedOf('poisoned 7')).not.toHaveProperty('aside');
    expect(await exams.countAside()).toBe(0);
  }, 90_000);

  it('is noticed by whoever asks for the result first', async () => {
    rooms().clock.pass(22);
    const waiting = await resultOf(client, attempt.id);
    expect(waiting).toMatchObject({ closedBy: 'time', score: null, scoreFrom: at(50).toISOString() });
    rooms().clock.pass(28);
    expect(await resultOf(client, attempt.id)).toMatchObject({ closedBy: 'time', score: { given: 1 } });
  });

  it('refuses answers that were given after it', async () => {
    rooms().clock.pass(21);
    expect((await save(client, attempt.id, [answer(2, ['a'])])).body).toMatchObject({
      status: 409,
      code: 'answers_too_late',
    });
  });

  it.each([
    ['before the sweeper comes', false],
    ['after the sweeper came', true],
  ])('takes answers of an outage %s, marks them and scores them', async (_when, swept) => {
    rooms().clock.pass(40);
    if (swept) await rooms().exams.sweeper.drain();
    const [, second, third] = attempt.questions;
    const inTime = rightAnswer(second!, 25);
    const { status, body } = await save(client, attempt.id, [inTime, rightAnswer(third!, 1)]);
    expect(status).toBe(200);
    expect(body).toMatchObject({ slots: [{ slot: 2, seq: inTime.seq }] });
    const result = await resultOf(client, attempt.id);
    expect(result).toMatchObject({
      closedBy: 'time',
      closedAt: at(20).toISOString(),
      score: { given: 2 },
      replayedLate: 1,
    });
    expect((await rooms().listed('link-1'))[0]).toMatchObject({
      progress: { replayedLate: 1, lateSeconds: 20 * 60, answered: 2 },
    });
    expect((await owedBy(attempt.id)).slice(1)).toEqual([
      { kind: 'grade', at: at(40) },
      { kind: 'records', at: at(20), event: 'exam-closed' },
    ]);
  });

  it('takes nothing after the outage allowance, but a replay of what is stored', async () => {
    const replayed = rightAnswer(attempt.questions[0]!);
    rooms().clock.pass(51);
    const late = answer(2, ['b'], 40);
    expect((await save(client, attempt.id, [late])).body).toMatchObject({ code: 'answers_too_late' });
    expect((await save(client, attempt.id, [replayed])).status).toBe(200);
  });

  it('keeps the review shut while answers of an outage may arrive', async () => {
    rooms().clock.pass(21);
    expect(await resultOf(client, attempt.id)).toMatchObject({
      review: null,
      reviewFrom: at(50).toISOString(),
    });
    rooms().clock.pass(30);
    const result = await resultOf(client, attempt.id);
    expect(result.review).toHaveLength(10);
    expect(result.reviewFrom).toBeUndefined();
  });

  it('is settled by submitting: review at once, and no more answers', async () => {
    rooms().clock.pass(10);
    const unsent = rightAnswer(attempt.questions[1]!);
    rooms().clock.pass(11);
    await rooms().exams.sweeper.drain();
    const { body } = await submit(client, attempt.id, [unsent]);
    expect(body).toMatchObject({ closedBy: 'time', score: { given: 2 }, replayedLate: 1 });
    expect((body as AttemptResult).review).toHaveLength(10);
    const forged = rightAnswer(attempt.questions[2]!, 5);
    expect((await save(client, attempt.id, [forged])).body).toMatchObject({ code: 'attempt_closed' });
  });
});
