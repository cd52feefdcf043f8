import type { ExamStart, ExamTrials, SupervisedAttempts } from '@chuyen-de/contracts';
import { DEVICE, resultOf, save, start, submit, type Client, useExamRooms } from './exam-steps.ts';

const { rooms, answer, rightAnswer, learner, owedBy } = useExamRooms();
const lecturer = (over: object = {}) => learner({ personId: 'person-9', roles: ['lecturer'], ...over });
const taker = { personId: 'person-1', examCode: 'KT01', linkId: 'link-1' };
const countingScore = () => rooms().exams.countingScoreOf(taker);
const owedKinds = async (id: string) => (await owedBy(id)).map(({ kind }) => kind);
const remove = (client: Client, id: string, body: object = { reason: 'Máy hỏng giữa giờ' }) =>
  client('POST', `/exams/KT01/attempts/${id}/removal`, body);

describe.each([
  ['a lecturer who looks at the exam', { personId: 'person-9', roles: ['lecturer'] as const }],
  ['an organiser', { personId: 'person-9', roles: ['organiser'] as const }],
  ['somebody who teaches and learns', { personId: 'person-9', roles: ['learner', 'lecturer'] as const }],
  [
    'staff in the student view, or a test student',
    { personId: 'person-9', roles: ['learner'] as const, trial: true },
  ],
])('%s', (_who, { roles, ...over }) => {
  const visitor = () => learner({ ...over, roles: [...roles] });

  it('may try everything, as often as they like, and it counts nowhere', async () => {
    const client = await visitor();
    for (const number of [1, 2, 3]) {
      const attempt = await start(client);
      expect(attempt.number).toBe(number);
      await save(client, attempt.id, [rightAnswer(attempt.questions[0]!)]);
      await submit(client, attempt.id);
      // No grade under way: nothing is promised that will not be sent.
      expect(await resultOf(client, attempt.id)).toMatchObject({ score: { given: 1 }, grade: null });
      expect(await owedKinds(attempt.id)).not.toContain('grade');
      rooms().clock.pass(1);
    }
    const page: ExamStart = (await client('GET', '/exams/KT01')).body;
    expect(page).toMatchObject({ trial: true, attemptsAllowed: null, counts: null });
    expect(page.attempts).toHaveLength(3);
    expect(await rooms().listed('link-1')).toEqual([]);
    expect(await rooms().exams.countingScoreOf({ ...taker, personId: 'person-9' })).toBeUndefined();
  });

  it('is listed for those who teach, and can be removed', async () => {
    const client = await visitor();
    const { id } = await start(client);
    await submit(client, id);
    const teacher = await lecturer({ personId: 'person-8' });
    const listed: ExamTrials = (await teacher('GET', '/exams/KT01/trials')).body;
    expect(listed).toMatchObject({
      people: [{ person: { id: 'person-9', name: 'Tên person-9' }, attempts: [{ id, trial: true }] }],
    });
    expect((await remove(teacher, id)).status).toBe(200);
    expect((await teacher('GET', '/exams/KT01/trials')).body).toEqual({ people: [] });
    expect(await owedKinds(id)).not.toContain('grade');
  });
});

it('keeps trials apart from attempts that count, of one person too', async () => {
  const client = await learner();
  await submit(client, (await start(client)).id);
  rooms().clock.pass(1);
  const trying = await learner({ trial: true });
  await submit(trying, (await start(trying)).id);
  rooms().clock.pass(1);
  const page: ExamStart = (await client('GET', '/exams/KT01')).body;
  expect(page.attempts.map(({ number }) => number)).toEqual([1]);
  expect((await start(client)).number).toBe(3);
});

describe('removing an attempt', () => {
  it('gives the attempt back, takes the score out, and owes the entry in the audit with the grade', async () => {
    const client = await learner();
    const ids: string[] = [];
    for (const right of [4, 7]) {
      const { id, questions } = await start(client);
      await submit(
        client,
        id,
        questions.slice(0, right).map((question) => rightAnswer(question)),
      );
      ids.push(id);
      rooms().clock.pass(1);
    }
    expect((await client('POST', '/exams/KT01/attempts', { device: DEVICE })).status).toBe(409);
    expect(await countingScore()).toMatchObject({ given: 7 });
    const teacher = await lecturer();
    const at = rooms().clock.now();
    expect((await remove(teacher, ids[1]!)).body).toMatchObject({
      state: 'removed',
      removed: { at: at.toISOString(), reason: 'Máy hỏng giữa giờ' },
    });
    expect(await countingScore()).toMatchObject({ given: 4 });
    const owed = (await owedBy(ids[1]!)).slice(3);
    expect(owed).toMatchObject([
      {
        kind: 'audit',
        deed: 'attempt-removed',
        at,
        by: 'person-9',
        linkId: 'link-1',
        subject: { id: ids[1], personId: 'person-1' },
        reason: 'Máy hỏng giữa giờ',
        before: { state: 'marked', number: 2, answered: 7, score: { given: 7 }, trial: false },
        after: { state: 'removed' },
      },
      { kind: 'records', event: 'attempt-removed', at },
      { kind: 'grade', at },
    ]);
    expect((await client('GET', '/exams/KT01')).body).toMatchObject({ attempts: [{ number: 1 }] });
    expect((await start(client)).number).toBe(3);
    const { attempts }: SupervisedAttempts = (await teacher('GET', '/exams/KT01/people/person-1/attempts'))
      .body;
    expect(attempts.map(({ state }) => state)).toEqual(['closed', 'removed', 'open']);
  });

  it('ends one that is under way: its page is told, and what was answered stays stored', async () => {
    const client = await learner();
    const { id } = await start(client);
    await save(client, id, [answer(1, ['a'])]);
    await remove(await lecturer(), id);
    rooms().clock.pass(1);
    const requests = [
      save(client, id, [answer(2, ['a'])]),
      submit(client, id),
      client('PUT', `/attempts/${id}/device`, { device: DEVICE }),
      client('GET', `/attempts/${id}/result`),
    ];
    for (const request of requests)
      expect((await request).body).toMatchObject({ status: 410, code: 'attempt_removed' });
    expect((await rooms().exams.findAttempt(id))!.attempt.answers).toMatchObject({
      1: { response: { selected: ['a'] } },
    });
    expect((await start(client)).id).not.toBe(id);
  });

  it('stands in nobody else\u2019s way, and is swept no more', async () => {
    const client = await learner();
    const first = await start(client);
    rooms().clock.pass(21);
    await rooms().exams.sweeper.drain();
    await remove(await lecturer(), first.id);
    const second = await start(client);
    await submit(client, second.id);
    expect((await resultOf(client, second.id)).score).toMatchObject({ given: 0 });
    rooms().clock.pass(40);
    await rooms().exams.sweeper.drain();
    expect((await rooms().exams.findAttempt(first.id))!.attempt).toMatchObject({ state: 'removed' });
  });

  it('is done once, however often and at once it is asked', async () => {
    const client = await learner();
    const { id } = await start(client);
    const teacher = await lecturer();
    const all = await Promise.all(Array.from({ length: 5 }, () => remove(teacher, id)));
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await owedKinds(id)).filter((kind) => kind === 'audit')).toHaveLength(1);
  });

  it('is entered in the audit once, though that is carried out twice', async () => {
    const client = await learner({ linkId: 'link-7' });
    const { id } = await start(client);
    await remove(await lecturer({ linkId: 'link-7' }), id);
    const { attempt } = (await rooms().exams.findAttempt(id))!;
    const entry = attempt.owed.find(({ kind }) => kind === 'audit')!;
    await rooms().audit.onAuditOwed(attempt, entry);
    await rooms().audit.onAuditOwed(attempt, entry);
    expect(await rooms().audit.eventsOfLink('link-7')).toMatchObject([
      { _id: entry.id, deed: 'attempt-removed', by: 'person-9', subject: { id }, before: { state: 'open' } },
    ]);
  });

  it('is for those who teach there, with a reason', async () => {
    const client = await learner();
    const { id } = await start(client);
    expect((await remove(client, id)).body).toMatchObject({ code: 'not_permitted' });
    for (const body of [{}, { reason: '' }, { reason: '  x ' }, { reason: 'x'.repeat(501) }])
      expect((await remove(await lecturer(), id, body)).body).toMatchObject({ code: 'invalid_request' });
    const elsewhere = await lecturer({ linkId: 'link-2' });
    expect((await remove(elsewhere, id)).body).toMatchObject({ code: 'attempt_not_found' });
    expect((await client('GET', '/exams/KT01/trials')).status).toBe(403);
    expect((await client('GET', '/exams/KT01/people/person-1/attempts')).status).toBe(403);
  });
});
