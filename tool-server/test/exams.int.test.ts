import type { AttemptResult, ExamStart, LearnerAttempt } from '@chuyen-de/contracts';
import { aSession, openExamRooms, type ExamRooms } from './exam-rooms.ts';
import { programmeFiles, writeFolder } from './sample-programme.ts';

const DEVICE = 'device-one';
const OTHER_DEVICE = 'device-two';

let rooms: ExamRooms;
beforeAll(async () => {
  rooms = await openExamRooms();
});
beforeEach(async () => {
  await rooms.empty('attempts', 'accommodations');
  const imported = await rooms.importProgramme(await writeFolder(programmeFiles()));
  if (!imported.ok) throw new Error('the sample programme has faults');
});
afterAll(() => rooms.close());

type Client = Awaited<ReturnType<ExamRooms['as']>>;
type Question = LearnerAttempt['questions'][number];
const RIGHT = { 'single-choice': ['b'], 'multiple-choice': ['a', 'c'] };

const learner = (over: Parameters<typeof aSession>[0] = {}) => rooms.as(aSession(over));
const start = async (client: Client, code = 'KT01', device = DEVICE): Promise<LearnerAttempt> => {
  const { status, body } = await client('POST', `/exams/${code}/attempts`, { device });
  expect(status).toBe(200);
  return body;
};
/** An answer as a device logs it, now or some minutes ago. */
const answer = (slot: number, selected: string[], minutesAgo = 0) => {
  const at = rooms.clock.now().getTime() - minutesAgo * 60_000;
  return { slot, seq: at, at, response: { selected }, flagged: false };
};
const rightAnswer = ({ slot, type }: Question, minutesAgo = 0) => answer(slot, RIGHT[type], minutesAgo);
const save = (client: Client, id: string, answers: object[], device = DEVICE) =>
  client('PATCH', `/attempts/${id}/answers`, { device, answers });
const submit = (client: Client, id: string, answers: object[] = [], device = DEVICE) =>
  client('POST', `/attempts/${id}/submit`, { device, answers });
const resultOf = async (client: Client, id: string): Promise<AttemptResult> =>
  (await client('GET', `/attempts/${id}/result`)).body;
const owedBy = async (id: string) => {
  const found = await rooms.exams.findAttempt(id);
  return found!.attempt.owed.map(({ kind, at, data }) => ({ kind, at, ...data }));
};

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
    const client = await learner(over as object);
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
    const found = await rooms.exams.findAttempt(attempt.id);
    expect(found!.questions.get(1)).toMatchObject({
      key: expect.any(Array),
      explanation: expect.any(Object),
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
    expect(await rooms.exams.attemptsOfLink('link-1')).toHaveLength(1);
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

  it('says that time has ended the open attempt instead of starting another unasked', async () => {
    const client = await learner();
    const { id } = await start(client);
    rooms.clock.pass(21);
    const { body } = await client('POST', '/exams/KT01/attempts', { device: DEVICE });
    expect(body).toMatchObject({
      code: 'attempt_closed',
      attemptId: id,
      closedAt: '2026-03-02T08:20:00.000Z',
    });
  });

  it('is for learners, and needs a device', async () => {
    const lecturer = await learner({ roles: ['lecturer'] });
    expect((await lecturer('POST', '/exams/KT01/attempts', { device: DEVICE })).status).toBe(403);
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
    expect(await rooms.importProgramme(await writeFolder(files))).toMatchObject({ outcome: 'imported' });
    expect((await start(client)).questions).toEqual(before.questions);
    const all = before.questions.map((question) => rightAnswer(question));
    expect((await submit(client, before.id, all)).body).toMatchObject({ score: { outOfTen: 10 } });
    expect((await start(client)).questions[0]!.stem.vi).toContain('Câu mới');
    await rooms.empty('programmes', 'questions', 'topics', 'exams');
  });
});

describe('saving answers', () => {
  let client: Client;
  let attempt: LearnerAttempt;
  beforeEach(async () => {
    client = await learner();
    attempt = await start(client);
  });
  const storedAnswers = async () => (await rooms.exams.findAttempt(attempt.id))!.attempt.answers;

  it('acknowledges what is stored', async () => {
    rooms.clock.pass(1);
    const sent = [answer(1, ['a']), answer(2, [])];
    const { status, body } = await save(client, attempt.id, sent);
    expect(status).toBe(200);
    expect(body).toEqual({
      savedAt: '2026-03-02T08:01:00.000Z',
      slots: sent.map(({ slot, seq }) => ({ slot, seq })),
      dueAt: '2026-03-02T08:20:00.000Z',
      serverNow: '2026-03-02T08:01:00.000Z',
    });
    expect(await storedAnswers()).toMatchObject({ 1: { selected: ['a'] }, 2: { selected: [] } });
  });

  it('keeps the newer answer when an older one arrives late, and says which is stored', async () => {
    rooms.clock.pass(2);
    const [newer, older] = [answer(1, ['b']), answer(1, ['a'], 1)];
    await save(client, attempt.id, [newer]);
    const { status, body } = await save(client, attempt.id, [older, answer(2, ['c'], 1)]);
    expect(status).toBe(200);
    expect(body).toMatchObject({ slots: [{ slot: 1, seq: newer.seq }, { slot: 2 }] });
    expect(await storedAnswers()).toMatchObject({ 1: { selected: ['b'] }, 2: { selected: ['c'] } });
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
    rooms.clock.pass(5);
    const { body } = await client('PUT', `/attempts/${attempt.id}/device`, { device: OTHER_DEVICE });
    expect(body).toMatchObject({ id: attempt.id, device: OTHER_DEVICE });
    rooms.clock.pass(1);
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
    rooms.clock.pass(10);
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
    expect(result.topics.reduce((sum, { right }) => sum + right, 0)).toBe(4);
    expect(result.topics.map(({ code, count }) => [code, count]).sort()).toEqual([
      ['CD01', 6],
      ['CD02', 4],
    ]);
    const at = new Date('2026-03-02T08:10:00Z');
    expect((await owedBy(attempt.id)).slice(1)).toEqual([
      { kind: 'grade', at },
      { kind: 'records', at, event: 'exam-closed' },
    ]);
    expect(
      await rooms.exams.countingScoreOf({ personId: 'person-1', examCode: 'KT01', linkId: 'link-1' }),
    ).toEqual(result.score);
  });

  it('answers the same again, whatever is sent with it', async () => {
    const client = await learner();
    const { id, questions } = await start(client);
    const first = await submit(client, id);
    rooms.clock.pass(1);
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
      right: true,
      explanation: { vi: expect.stringContaining('SECRET-EXPLANATION') },
      source: {
        title: { vi: 'Hiến pháp' },
        number: '18/2013/L-CTN',
        clause: expect.stringContaining('Điều'),
      },
    });
    expect(review![0]!.selected).toEqual(review![0]!.key);
    expect(review![1]).toMatchObject({ selected: [], right: false });
  });

  it('shows what the settings allow: own answers', async () => {
    const { text, review } = await reviewed('KT03');
    expect(Object.keys(review![0]!).sort()).toEqual(
      ['slot', 'type', 'topic', 'stem', 'options', 'selected', 'right'].sort(),
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

  it('is noticed by the sweeper, which scores what is stored', async () => {
    rooms.clock.pass(19);
    await rooms.exams.sweeper.drain();
    expect((await client('GET', `/attempts/${attempt.id}/result`)).status).toBe(409);
    rooms.clock.pass(3);
    await Promise.all([rooms.exams.sweeper.drain(), rooms.exams.sweeper.drain()]);
    const found = (await rooms.exams.findAttempt(attempt.id))!.attempt;
    expect(found).toMatchObject({ state: 'closed', closedBy: 'time', closedAt: at(20), score: { given: 1 } });
    expect((await owedBy(attempt.id)).slice(1)).toEqual([
      { kind: 'grade', at: at(20) },
      { kind: 'records', at: at(20), event: 'exam-closed' },
    ]);
  });

  it('is noticed by whoever asks for the result first', async () => {
    rooms.clock.pass(22);
    expect(await resultOf(client, attempt.id)).toMatchObject({ closedBy: 'time', score: { given: 1 } });
  });

  it('refuses answers that were given after it', async () => {
    rooms.clock.pass(21);
    expect((await save(client, attempt.id, [answer(2, ['a'])])).body).toMatchObject({
      status: 409,
      code: 'answers_too_late',
    });
  });

  it.each([
    ['before the sweeper comes', false],
    ['after the sweeper came', true],
  ])('takes answers of an outage %s, marks them and scores them', async (_when, swept) => {
    rooms.clock.pass(40);
    if (swept) await rooms.exams.sweeper.drain();
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
    expect((await rooms.exams.attemptsOfLink('link-1'))[0]).toMatchObject({ replayedLate: 1, answered: 2 });
    const owed = (await owedBy(attempt.id)).slice(1);
    const closing = [
      { kind: 'grade', at: at(20) },
      { kind: 'records', at: at(20), event: 'exam-closed' },
    ];
    const again = [
      { kind: 'grade', at: at(40) },
      { kind: 'records', at: at(40), event: 'exam-rescored' },
    ];
    expect(owed).toEqual(swept ? [...closing, ...again] : closing);
  });

  it('takes nothing after the outage allowance, but a replay of what is stored', async () => {
    const replayed = rightAnswer(attempt.questions[0]!);
    rooms.clock.pass(51);
    const late = answer(2, ['b'], 40);
    expect((await save(client, attempt.id, [late])).body).toMatchObject({ code: 'answers_too_late' });
    expect((await save(client, attempt.id, [replayed])).status).toBe(200);
  });

  it('keeps the review shut while answers of an outage may arrive', async () => {
    rooms.clock.pass(21);
    expect(await resultOf(client, attempt.id)).toMatchObject({
      review: null,
      reviewFrom: at(50).toISOString(),
    });
    rooms.clock.pass(30);
    const result = await resultOf(client, attempt.id);
    expect(result.review).toHaveLength(10);
    expect(result.reviewFrom).toBeUndefined();
  });

  it('is settled by submitting: review at once, and no more answers', async () => {
    rooms.clock.pass(10);
    const unsent = rightAnswer(attempt.questions[1]!);
    rooms.clock.pass(11);
    await rooms.exams.sweeper.drain();
    const { body } = await submit(client, attempt.id, [unsent]);
    expect(body).toMatchObject({ closedBy: 'time', score: { given: 2 }, replayedLate: 1 });
    expect((body as AttemptResult).review).toHaveLength(10);
    const forged = rightAnswer(attempt.questions[2]!, 5);
    expect((await save(client, attempt.id, [forged])).body).toMatchObject({ code: 'attempt_closed' });
  });
});

describe('accommodations', () => {
  const lecturerOf = (over: object = {}) => learner({ personId: 'person-9', roles: ['lecturer'], ...over });
  const more = { timeMultiplier: 1.5, extraAttempts: 1 };
  const give = async (client: Client, personId = 'person-1', body: object = more) =>
    client('PUT', `/exams/KT01/accommodations/${personId}`, body);

  it('give more time and attempts to one person at one link', async () => {
    expect(await give(await lecturerOf())).toMatchObject({ status: 200, body: more });
    const client = await learner();
    const { body } = await client('GET', '/exams/KT01');
    expect(body as ExamStart).toMatchObject({ minutes: 30, accommodation: more, attemptsAllowed: 3 });
    expect((await start(client)).dueAt).toBe('2026-03-02T08:30:00.000Z');
    const others = await Promise.all([learner({ personId: 'person-2' }), learner({ linkId: 'link-2' })]);
    for (const other of others) expect((await start(other)).dueAt).toBe('2026-03-02T08:20:00.000Z');
    expect(await rooms.exams.accommodationsOfLink('link-1')).toEqual(new Map([['person-1', more]]));
  });

  it('extend an attempt under way, and never shorten one', async () => {
    const client = await learner();
    const { id } = await start(client);
    const lecturer = await lecturerOf();
    await give(lecturer);
    await give(lecturer, 'person-1', { timeMultiplier: 1, extraAttempts: 0 });
    rooms.clock.pass(25);
    await rooms.exams.sweeper.drain();
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
    rooms.clock.pass(1);
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
