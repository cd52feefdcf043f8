import type { LearnerAttempt } from '@chuyen-de/contracts';
import { IMPORTED } from './exam-rooms.ts';
import { DEVICE, save, start, submit, type Client, useExamRooms } from './exam-steps.ts';
import { programmeFiles, writeFolder } from './sample-programme.ts';

const anything: unknown = expect.anything();
const { rooms, answer, rightAnswer, learner, owedBy } = useExamRooms();

describe('the page before an exam', () => {
  it('tells the rules and what is left', async () => {
    const client = await learner();
    const { status, body } = await client('GET', '/exams/KT01');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      code: 'KT01',
      questionCount: 10,
      topics: [
        { code: 'CD01', title: { vi: 'Chuyên đề CD01', en: 'Topic CD01' }, count: 6 },
        { code: 'CD02', count: 4 },
      ],
      minutes: 20,
      accommodation: null,
      attemptsAllowed: 2,
      attempts: [],
      counts: null,
      serverNow: '2026-03-02T08:00:00.000Z',
    });
  });

  it.each([
    ['another item', { item: { kind: 'exam', code: 'KT02' } }],
    ['a topic', { item: { kind: 'topic', code: 'KT01' } }],
    ['nothing', { item: undefined }],
  ] as const)('is shut to a session that opened %s', async (_what, over) => {
    const client = await learner(over);
    expect((await client('GET', '/exams/KT01')).body).toMatchObject({
      status: 403,
      code: 'not_in_this_link',
    });
  });

  it('is not there for an exam that no programme has', async () => {
    const client = await learner({ item: { kind: 'exam', code: 'NONE' } });
    expect((await client('GET', '/exams/NONE')).body).toMatchObject({ status: 404, code: 'exam_not_found' });
    expect((await client('POST', '/exams/NONE/attempts', { device: DEVICE })).status).toBe(404);
  });
});

describe('starting', () => {
  it('draws by the blueprint and gives nothing of the key away', async () => {
    const client = await learner();
    const { text, body } = await client('POST', '/exams/KT01/attempts', { device: DEVICE });
    const attempt: LearnerAttempt = body;
    expect(attempt).toMatchObject({
      number: 1,
      state: 'open',
      dueAt: '2026-03-02T08:20:00.000Z',
      device: DEVICE,
      answers: [],
    });
    expect(attempt.questions.map(({ slot }) => slot)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(text).not.toMatch(/SECRET|explanation|"key"|cited|source|level|revision/);
    const found = await rooms().exams.findAttempt(attempt.id);
    expect(found!.questions.get(1)).toMatchObject({
      key: anything,
      explanation: anything,
    });
    expect(await owedBy(attempt.id)).toMatchObject([{ kind: 'records', event: 'exam-started' }]);
  });

  it('takes up the open attempt instead of starting another', async () => {
    const client = await learner();
    const first = await start(client);
    await save(client, first.id, [answer(3, ['b'])]);
    const again = await start(client);
    expect(again.id).toBe(first.id);
    expect(again.questions).toEqual(first.questions);
    expect(again.answers).toMatchObject([{ slot: 3, response: { selected: ['b'] } }]);
  });

  it('makes one attempt of many starts at once', async () => {
    const client = await learner();
    const starts = await Promise.all(Array.from({ length: 8 }, () => start(client)));
    expect(new Set(starts.map(({ id }) => id)).size).toBe(1);
    expect(await rooms().listed('link-1')).toHaveLength(1);
  });

  it('counts attempts, and refuses one too many', async () => {
    const client = await learner();
    for (const number of [1, 2]) {
      const attempt = await start(client);
      expect(attempt.number).toBe(number);
      await submit(client, attempt.id);
    }
    const { body } = await client('POST', '/exams/KT01/attempts', { device: DEVICE });
    expect(body).toMatchObject({ status: 409, code: 'attempts_used_up', allowed: 2 });
  });

  it.each([
    ['where attempts are not limited', 'learner'],
    ['for whoever tries it', 'lecturer'],
  ] as const)('refuses a thousand-and-first attempt, %s', async (_where, role) => {
    const client = await learner({ roles: [role], item: { kind: 'exam', code: 'KT02' } });
    const { id } = await start(client, 'KT02');
    await submit(client, id);
    const one = await rooms()
      .collection('attempts')
      .findOne({ _id: id as never });
    await rooms()
      .collection('attempts')
      .insertMany(
        Array.from({ length: 998 }, (_, index) => ({
          ...one,
          _id: `copy-${index}` as never,
          number: index + 2,
          owed: [],
        })),
      );
    const last = await start(client, 'KT02');
    expect(last.number).toBe(1_000);
    await submit(client, last.id);
    const { body } = await client('POST', '/exams/KT02/attempts', { device: DEVICE });
    expect(body).toMatchObject({ status: 409, code: 'attempts_used_up', allowed: 1_000 });
  });

  it('says that time has ended the open attempt instead of starting another unasked', async () => {
    const client = await learner();
    const { id } = await start(client);
    rooms().clock.pass(21);
    const { body } = await client('POST', '/exams/KT01/attempts', { device: DEVICE });
    expect(body).toMatchObject({
      code: 'attempt_closed',
      attemptId: id,
      closedAt: '2026-03-02T08:20:00.000Z',
    });
  });

  it('needs a device', async () => {
    const client = await learner();
    expect((await client('POST', '/exams/KT01/attempts', {})).body).toMatchObject({
      code: 'invalid_request',
    });
  });

  it('keeps the questions as drawn when a new version changes them', async () => {
    const client = await learner();
    const before = await start(client);
    const files = programmeFiles();
    files['programme.yaml'] = files['programme.yaml']!.replace('version: 1', 'version: 2');
    for (const topic of ['mot', 'hai']) {
      const file = `topics/${topic}/questions.yaml`;
      files[file] = files[file]!.replaceAll('Câu', 'Câu mới').replaceAll('- b\n', '- d\n');
    }
    expect(await rooms().importProgramme(await writeFolder(files))).toMatchObject({ outcome: 'imported' });
    expect((await start(client)).questions).toEqual(before.questions);
    const all = before.questions.map((question) => rightAnswer(question));
    expect((await submit(client, before.id, all)).body).toMatchObject({ score: { outOfTen: 10 } });
    expect((await start(client)).questions[0]!.stem.vi).toContain('Câu mới');
    await rooms().empty(...IMPORTED);
  });
});

describe('accommodations', () => {
  const lecturerOf = (over: object = {}) => learner({ personId: 'person-9', roles: ['lecturer'], ...over });
  const more = { timeMultiplier: 1.5, extraAttempts: 1 };
  const give = async (client: Client, personId = 'person-1', body: object = more) =>
    client('PUT', `/exams/KT01/accommodations/${personId}`, { ...body, reason: 'Khiếm thị' });

  it('give more time and attempts to one person at one link', async () => {
    expect(await give(await lecturerOf())).toMatchObject({ status: 200, body: more });
    const client = await learner();
    const { body } = await client('GET', '/exams/KT01');
    expect(body).toMatchObject({ minutes: 30, accommodation: more, attemptsAllowed: 3 });
    expect((await start(client)).dueAt).toBe('2026-03-02T08:30:00.000Z');
    const others = await Promise.all([learner({ personId: 'person-2' }), learner({ linkId: 'link-2' })]);
    for (const other of others) expect((await start(other)).dueAt).toBe('2026-03-02T08:20:00.000Z');
    expect(await rooms().exams.accommodationsOfLink('link-1')).toEqual(new Map([['person-1', more]]));
  });

  it('extend an attempt under way, and never shorten one', async () => {
    const client = await learner();
    const { id } = await start(client);
    const lecturer = await lecturerOf();
    await give(lecturer);
    await give(lecturer, 'person-1', { timeMultiplier: 1, extraAttempts: 0 });
    rooms().clock.pass(25);
    await rooms().exams.sweeper.drain();
    const { status, body } = await save(client, id, [answer(1, ['a'])]);
    expect([status, body]).toEqual([200, expect.objectContaining({ dueAt: '2026-03-02T08:30:00.000Z' })]);
  });

  it('are for lecturers of the link, for people who exist', async () => {
    expect((await give(await learner())).body).toMatchObject({ code: 'not_permitted' });
    const elsewhere = await lecturerOf({ item: { kind: 'exam', code: 'KT02' } });
    expect((await give(elsewhere)).body).toMatchObject({ code: 'not_in_this_link' });
    const lecturer = await lecturerOf();
    expect((await give(lecturer, 'nobody')).body).toMatchObject({ code: 'person_not_found' });
    expect((await give(lecturer, 'person-1', { timeMultiplier: 9, extraAttempts: 0 })).status).toBe(400);
  });
});

it('shows how earlier attempts went, and which score counts', async () => {
  const client = await learner({ item: { kind: 'exam', code: 'KT03' } });
  for (const right of [4, 7]) {
    const { id, questions } = await start(client, 'KT03');
    await submit(
      client,
      id,
      questions.slice(0, right).map((question) => rightAnswer(question)),
    );
    rooms().clock.pass(1);
  }
  const { body } = await client('GET', '/exams/KT03');
  expect(body).toMatchObject({
    attemptsAllowed: null,
    attempts: [
      { number: 1, state: 'closed', score: { given: 4 } },
      { number: 2, score: { given: 7, outOfTen: 7, passed: true } },
    ],
    counts: { given: 5.5, outOfTen: 5.5, passed: true },
  });
});
