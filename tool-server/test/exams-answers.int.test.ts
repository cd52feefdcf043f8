import type { AttemptResult, LearnerAttempt } from '@chuyen-de/contracts';
import { DEVICE, OTHER_DEVICE, save, start, submit, type Client, useExamRooms } from './exam-steps.ts';

const { rooms, answer, rightAnswer, learner, owedBy } = useExamRooms();

describe('saving answers', () => {
  let client: Client;
  let attempt: LearnerAttempt;
  beforeEach(async () => {
    client = await learner();
    attempt = await start(client);
  });
  const storedAnswers = async () => (await rooms().exams.findAttempt(attempt.id))!.attempt.answers;

  it('acknowledges what is stored', async () => {
    rooms().clock.pass(1);
    const sent = [answer(1, ['a']), answer(2, [])];
    const { status, body } = await save(client, attempt.id, sent);
    expect(status).toBe(200);
    expect(body).toEqual({
      savedAt: '2026-03-02T08:01:00.000Z',
      slots: sent.map(({ slot, seq }) => ({ slot, seq })),
      dueAt: '2026-03-02T08:20:00.000Z',
      serverNow: '2026-03-02T08:01:00.000Z',
    });
    expect(await storedAnswers()).toMatchObject({
      1: { response: { selected: ['a'] } },
      2: { response: { selected: [] } },
    });
  });

  it('keeps the newer answer when an older one arrives late, and says which is stored', async () => {
    rooms().clock.pass(2);
    const [newer, older] = [answer(1, ['b']), answer(1, ['a'], 1)];
    await save(client, attempt.id, [newer]);
    const { status, body } = await save(client, attempt.id, [older, answer(2, ['c'], 1)]);
    expect(status).toBe(200);
    expect(body).toMatchObject({ slots: [{ slot: 1, seq: newer.seq }, { slot: 2 }] });
    expect(await storedAnswers()).toMatchObject({
      1: { response: { selected: ['b'] } },
      2: { response: { selected: ['c'] } },
    });
  });

  it('keeps every answer of many saves at once', async () => {
    const saves = attempt.questions.flatMap((question) =>
      [3, 2, 1, 0].map((ago) => save(client, attempt.id, [rightAnswer(question, ago / 100)])),
    );
    const answers = await Promise.all(saves);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await submit(client, attempt.id)).body).toMatchObject({ score: { outOfTen: 10 } });
  });

  it.each([
    ['a slot that is not in the paper', { slot: 11 }, 'unknown_slot'],
    ['an option that does not exist', { response: { selected: ['z'] } }, 'unknown_option'],
    [
      'a response to another type of question',
      { response: { type: 'none', selected: [] } },
      'invalid_request',
    ],
    ['a slot that is no number', { slot: 'answers' }, 'invalid_request'],
    ['a sequence number below 1', { seq: 0 }, 'invalid_request'],
  ])('refuses %s, and stores nothing of the request', async (_what, over, code) => {
    const { status, body } = await save(client, attempt.id, [
      answer(1, ['a']),
      { ...answer(2, ['a']), ...over },
    ]);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(body).toMatchObject({ code });
    expect(await storedAnswers()).toEqual({});
  });

  it('takes answers with the type of their question, and those of a page loaded before they had one', async () => {
    const [first, second] = attempt.questions;
    const typed = (selected: string[]) => ({ response: { type: first!.type, selected } });
    const sent = [{ ...answer(1, []), ...typed(['a']) }, answer(2, ['b'])];
    expect((await save(client, attempt.id, sent)).status).toBe(200);
    const expected = [typed(['a']), { response: { type: second!.type, selected: ['b'] } }];
    expect(await storedAnswers()).toMatchObject({ 1: expected[0], 2: expected[1] });
    expect((await start(client)).answers).toMatchObject(expected);
  });

  it('refuses a response to another type of question', async () => {
    const single = attempt.questions.find(({ type }) => type === 'single-choice')!;
    const response = { type: 'multiple-choice', selected: ['a'] };
    const { status, body } = await save(client, attempt.id, [{ ...answer(single.slot, []), response }]);
    expect([status, body]).toEqual([422, expect.objectContaining({ code: 'wrong_response' })]);
  });

  it('refuses two options of a single-choice question', async () => {
    const single = attempt.questions.find(({ type }) => type === 'single-choice')!;
    const { status, body } = await save(client, attempt.id, [answer(single.slot, ['a', 'b'])]);
    expect([status, body]).toEqual([422, expect.objectContaining({ code: 'too_many_options' })]);
  });

  it('knows no attempt of another learner', async () => {
    const other = await learner({ personId: 'person-2' });
    const requests = [
      save(other, attempt.id, [answer(1, ['a'])]),
      submit(other, attempt.id),
      other('GET', `/attempts/${attempt.id}/result`),
      other('PUT', `/attempts/${attempt.id}/device`, { device: OTHER_DEVICE }),
      save(client, 'none', [answer(1, ['a'])]),
    ];
    for (const request of requests) {
      expect((await request).body).toMatchObject({ status: 404, code: 'attempt_not_found' });
    }
    expect(await storedAnswers()).toEqual({});
  });

  it('gives the attempt to the newest device; the former one loses nothing that it logged before', async () => {
    rooms().clock.pass(5);
    const { body } = await client('PUT', `/attempts/${attempt.id}/device`, { device: OTHER_DEVICE });
    expect(body).toMatchObject({ id: attempt.id, device: OTHER_DEVICE });
    rooms().clock.pass(1);
    const kept = answer(1, ['a'], 3);
    const refused = await save(client, attempt.id, [kept, answer(2, ['a'])]);
    expect(refused.body).toMatchObject({
      status: 409,
      code: 'attempt_taken_over',
      slots: [{ slot: 1, seq: kept.seq }],
    });
    expect((await submit(client, attempt.id)).body).toMatchObject({ code: 'attempt_taken_over' });
    expect((await save(client, attempt.id, [answer(3, ['a'])], OTHER_DEVICE)).status).toBe(200);
    expect(Object.keys(await storedAnswers())).toEqual(['1', '3']);
  });
});

describe('submitting', () => {
  it('scores, closes and owes the grade and the records in one step', async () => {
    const client = await learner();
    const attempt = await start(client);
    const [first, second, ...rest] = attempt.questions;
    await save(client, attempt.id, [rightAnswer(first!), answer(second!.slot, ['d'])]);
    rooms().clock.pass(10);
    const { status, body } = await submit(
      client,
      attempt.id,
      rest.slice(0, 3).map((question) => rightAnswer(question)),
    );
    expect(status).toBe(200);
    const result: AttemptResult = body;
    expect(result).toMatchObject({
      closedBy: 'learner',
      closedAt: '2026-03-02T08:10:00.000Z',
      score: { given: 4, maximum: 10, outOfTen: 4, passed: false },
      answered: 5,
      replayedLate: 0,
      grade: 'waiting',
    });
    expect(result.receipt).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(result.topics.reduce((sum, { right }) => sum + right!, 0)).toBe(4);
    // In teaching order, however the paper was shuffled.
    expect(result.topics.map(({ code, count }) => [code, count])).toEqual([
      ['CD01', 6],
      ['CD02', 4],
    ]);
    const at = new Date('2026-03-02T08:10:00Z');
    expect((await owedBy(attempt.id)).slice(1)).toEqual([
      { kind: 'grade', at },
      { kind: 'records', at, event: 'exam-closed' },
    ]);
    expect(
      await rooms().exams.countingScoreOf({ personId: 'person-1', examCode: 'KT01', linkId: 'link-1' }),
    ).toEqual(result.score);
  });

  it('answers the same again, whatever is sent with it', async () => {
    const client = await learner();
    const { id, questions } = await start(client);
    const first = await submit(client, id);
    rooms().clock.pass(1);
    const again = await submit(
      client,
      id,
      questions.map((question) => rightAnswer(question)),
    );
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect(await owedBy(id)).toHaveLength(3);
  });

  it('closes once when it is sent many times at once', async () => {
    const client = await learner();
    const { id } = await start(client);
    const all = await Promise.all(Array.from({ length: 6 }, () => submit(client, id)));
    expect(new Set(all.map(({ text }) => text)).size).toBe(1);
    expect(await owedBy(id)).toHaveLength(3);
  });

  it('ends the saving', async () => {
    const client = await learner();
    const { id } = await start(client);
    await submit(client, id);
    expect((await save(client, id, [answer(1, ['a'])])).body).toMatchObject({
      status: 409,
      code: 'attempt_closed',
    });
    expect((await client('PUT', `/attempts/${id}/device`, { device: DEVICE })).body).toMatchObject({
      code: 'attempt_closed',
    });
  });

  it('has no result before', async () => {
    const client = await learner();
    const { id } = await start(client);
    expect((await client('GET', `/attempts/${id}/result`)).body).toMatchObject({
      code: 'attempt_still_open',
    });
  });
});
