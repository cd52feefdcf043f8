import type { PracticeFeedback, PracticeRound, PracticeStart } from '@chuyen-de/contracts';
import { start, useExamRooms, type Client } from './exam-steps.ts';

const { rooms, learner } = useExamRooms();
const RIGHT = { 'single-choice': ['b'], 'multiple-choice': ['a', 'c'] } as Record<string, string[]>;
const WRONG = { 'single-choice': ['a'], 'multiple-choice': ['a', 'b'] } as Record<string, string[]>;

beforeEach(() => rooms().empty('practiceRounds', 'attempts'));

const reader = () => learner({ item: { kind: 'topic', code: 'CD01' } });
const begin = async (client: Client, wanted: object = {}): Promise<PracticeRound> => {
  const { status, body } = await client('POST', '/practice/CD01/rounds', wanted);
  expect(status).toBe(200);
  return body;
};
const tell = (client: Client, round: PracticeRound, slot: number, selected: string[]) => {
  const { type } = round.questions.find((question) => question.slot === slot)!;
  return client('PUT', `/practice/rounds/${round.id}/answers/${slot}`, { response: { type, selected } });
};
const answerAll = async (client: Client, round: PracticeRound, wrongSlots: number[]): Promise<void> => {
  for (const { slot, type } of round.questions) {
    const selected = (wrongSlots.includes(slot) ? WRONG : RIGHT)[type]!;
    expect((await tell(client, round, slot, selected)).status).toBe(200);
  }
};
const reopen = async (client: Client, { id }: PracticeRound) => client('GET', `/practice/rounds/${id}`);

it('tells what there is to practise, by level', async () => {
  const client = await reader();
  expect((await client('GET', '/practice/CD01')).body).toEqual({
    topic: { code: 'CD01', title: { vi: 'Chuyên đề CD01', en: 'Topic CD01' } },
    levels: ['recall', 'understanding', 'application', 'higher-application'].map((level) => ({
      level,
      count: 4,
    })),
    last: null,
  });
  const round = await begin(client, { level: 'application' });
  expect(round).toMatchObject({ level: 'application', answered: [], shut: [] });
  expect(round.questions).toHaveLength(4);
  for (const { stem } of round.questions) expect(stem.vi).toContain('mức application');
});

it('gives nothing of a key away before its question is answered, and all of it at once afterwards', async () => {
  const client = await reader();
  const round = await begin(client);
  expect(round.questions).toHaveLength(10);
  const [first, second] = round.questions;
  for (const unanswered of [JSON.stringify(round), (await reopen(client, round)).text])
    for (const secret of ['SECRET', '"key"', 'explanation']) expect(unanswered).not.toContain(secret);
  const { text, body } = await tell(client, round, first!.slot, WRONG[first!.type]!);
  const feedback: PracticeFeedback = body;
  expect(feedback).toMatchObject({ slot: first!.slot, fraction: 0, key: RIGHT[first!.type] });
  expect(text).toContain('SECRET-EXPLANATION');
  expect(text).toContain('SECRET-CLAUSE');
  const again: PracticeRound = (await reopen(client, round)).body;
  expect(again.answered).toEqual([feedback]);
  expect(JSON.stringify(again.answered)).not.toContain(second!.stem.vi);
});

it('takes the first answer to a question, whatever comes after it, and of two at once one', async () => {
  const client = await reader();
  const round = await begin(client);
  const [first, second] = round.questions;
  const wrong = (await tell(client, round, first!.slot, WRONG[first!.type]!)).body;
  expect((await tell(client, round, first!.slot, RIGHT[first!.type]!)).body).toEqual(wrong);
  const [one, other] = await Promise.all(
    [WRONG, RIGHT].map((which) => tell(client, round, second!.slot, which[second!.type]!)),
  );
  expect(one!.body).toEqual(other!.body);
});

it('plays again what went wrong, and no other', async () => {
  const client = await reader();
  const round = await begin(client);
  await answerAll(client, round, [2, 5, 9]);
  const { last }: PracticeStart = (await client('GET', '/practice/CD01')).body;
  expect(last).toEqual({ id: round.id, right: 7, count: 10, wrong: 3 });
  const again = await begin(client, { wrongOf: round.id });
  const wrong = round.questions.filter(({ slot }) => [2, 5, 9].includes(slot));
  expect(again.questions.map(({ stem }) => stem)).toEqual(wrong.map(({ stem }) => stem));
  expect(again.questions.map(({ slot }) => slot)).toEqual([1, 2, 3]);
  await answerAll(client, again, []);
  expect((await client('POST', '/practice/CD01/rounds', { wrongOf: again.id })).body).toMatchObject({
    code: 'nothing_to_practise',
  });
});

it('tells no key that an exam under way asks for, neither of a new answer nor of an old one', async () => {
  const client = await reader();
  const before = await begin(client, { level: 'recall' });
  await answerAll(client, before, []);
  const half = await begin(client, { level: 'recall' });
  // All four of this level are in the paper.
  const examinee = await learner();
  const attempt = await start(examinee);
  expect((await client('POST', '/practice/CD01/rounds', { level: 'recall' })).body).toMatchObject({
    code: 'nothing_to_practise',
  });
  const asked = new Set(attempt.questions.map(({ stem }) => stem.vi));
  const during = await begin(client);
  expect(during.questions).toHaveLength(10);
  expect(during.questions.filter(({ stem }) => asked.has(stem.vi))).toEqual([]);
  const refused = await tell(client, half, 1, RIGHT[half.questions[0]!.type]!);
  expect(refused.body).toMatchObject({ status: 409, code: 'key_held_back' });
  const old = await reopen(client, before);
  expect(old.body).toMatchObject({ answered: [], shut: [1, 2, 3, 4] });
  expect(old.text).not.toContain('SECRET');

  await examinee('POST', `/attempts/${attempt.id}/submit`, { device: 'device-one', answers: [] });
  expect((await reopen(client, before)).body).toMatchObject({ shut: [] });
  expect((await tell(client, half, 1, RIGHT[half.questions[0]!.type]!)).status).toBe(200);
});

it('counts nowhere: no attempt, no grade, nothing owed but its statements', async () => {
  const client = await reader();
  const round = await begin(client);
  await answerAll(client, round, [1]);
  expect(await rooms().listed('link-1')).toEqual([]);
  const kept = await rooms().practice.rounds.findById(round.id).lean();
  expect(kept!.owed).toHaveLength(10);
  expect(kept!.owed.map(({ kind }) => kind)).toEqual(Array(10).fill('records'));
});

it('is of the one who plays it, within the programme that the link opens', async () => {
  const client = await reader();
  const round = await begin(client);
  const other = await learner({ personId: 'person-2', item: { kind: 'topic', code: 'CD01' } });
  expect((await reopen(other, round)).body).toMatchObject({ status: 404, code: 'practice_not_found' });
  expect((await tell(other, round, 1, ['a'])).body).toMatchObject({ code: 'practice_not_found' });
  expect((await other('POST', '/practice/CD01/rounds', { wrongOf: round.id })).body).toMatchObject({
    code: 'practice_not_found',
  });
  const stranger = await learner({ item: undefined });
  expect((await stranger('GET', '/practice/CD01')).body).toMatchObject({ code: 'not_in_this_link' });
  expect((await client('GET', '/practice/NONE')).body).toMatchObject({ code: 'topic_not_found' });
});

it.each([
  [1, { type: 'single-choice', selected: ['z'] }, /unknown_option|wrong_response/],
  [1, { selected: 'b' }, /invalid_request/],
  [99, { type: 'single-choice', selected: ['a'] }, /unknown_slot/],
])('refuses an answer that is none (slot %d, %j)', async (slot, response, code) => {
  const client = await reader();
  const round = await begin(client);
  const { status, body } = await client('PUT', `/practice/rounds/${round.id}/answers/${slot}`, { response });
  expect(status).toBeGreaterThanOrEqual(400);
  expect((body as { code: string }).code).toMatch(code);
});

it('asks first what was wrong, then what was never asked, then what was right longest ago', async () => {
  const client = await reader();
  const stems = ({ questions }: PracticeRound) => questions.map(({ stem }) => stem.vi);
  const first = await begin(client);
  const wrong = first.questions.filter(({ slot }) => [2, 5].includes(slot)).map(({ stem }) => stem.vi);
  await answerAll(client, first, [2, 5]);
  rooms().clock.pass(10);

  const second = await begin(client);
  // Two that were wrong, the six of sixteen that were not asked, and two of those that were right.
  expect(stems(second).slice(0, 2).sort()).toEqual([...wrong].sort());
  expect(
    stems(second)
      .slice(2, 8)
      .filter((stem) => stems(first).includes(stem)),
  ).toEqual([]);
  expect(stems(first)).toEqual(expect.arrayContaining(stems(second).slice(8)));
  await answerAll(client, second, []);
  rooms().clock.pass(10);

  const third = await begin(client);
  const since = stems(second);
  expect(
    stems(third)
      .slice(0, 6)
      .filter((stem) => since.includes(stem)),
  ).toEqual([]);
  expect(new Set(stems(third)).size).toBe(10);
});

it('keeps the newest three hundred rounds of a topic, and what has yet to be told of', async () => {
  const client = await reader();
  const { id } = await begin(client);
  const rounds = rooms().collection('practiceRounds');
  const one = await rounds.findOne({ _id: id as never });
  const owed = [{ id: 'owed', kind: 'records', at: new Date(), data: {}, due: new Date(), tries: 0 }];
  await rounds.insertMany(
    Array.from({ length: 310 }, (_, index) => ({
      ...one,
      _id: `round-${index}` as never,
      startedAt: new Date(index),
      owed: index === 0 ? owed : [],
    })),
  );
  const { id: newest } = await begin(client);
  const kept = (await rounds.find().toArray()).map(({ _id }) => String(_id));
  expect(kept).toHaveLength(301);
  expect(kept).toEqual(expect.arrayContaining([id, newest, 'round-0', 'round-309']));
  expect(kept).not.toContain('round-1');
});
