import type { AttemptResult, ExamStart } from '@chuyen-de/contracts';
import { OTHER_DEVICE, resultOf, save, start, submit, type Client, useExamRooms } from './exam-steps.ts';

const { rooms, answer, rightAnswer, learner, owedBy } = useExamRooms();

/** Everything that a learner can read of how the attempts went. */
const readable = async (client: Client, ids: string[], code = 'KT01') => {
  const page = await client('GET', `/exams/${code}`);
  const results = await Promise.all(ids.map((id) => client('GET', `/attempts/${id}/result`)));
  return { exam: page.body as ExamStart, texts: [page, ...results].map(({ text }) => text) };
};
const TELLS = /"outOfTen"|"passed"|"right"|"key":\[|SECRET/;
const owesGrade = async (id: string) => (await owedBy(id)).some(({ kind }) => kind === 'grade');
const countingScore = (over: object = {}) =>
  rooms().exams.countingScoreOf({ personId: 'person-1', examCode: 'KT01', linkId: 'link-1', ...over });

describe('an attempt that is not settled', () => {
  it('tells no score, topic score, grade or key, whatever late answers are sent', async () => {
    const client = await learner();
    const { id, questions } = await start(client);
    rooms().clock.pass(21);
    await rooms().exams.sweeper.drain();
    const probes = questions.map((question) => rightAnswer(question, 1.001));
    const saved = [];
    for (const probe of probes) {
      saved.push((await save(client, id, [probe])).status);
      const { texts } = await readable(client, [id]);
      // The first probe is the device's batch: with it the attempt is settled, and takes no other.
      if (saved.length > 1) expect(texts[1]).toMatch(/"given":1,/);
    }
    expect(saved).toEqual([200, ...probes.slice(1).map(() => 409)]);
  });

  it.each([
    ['nothing was sent', 0],
    ['a save was on its way at the end', 1],
  ])('waits for the allowance when %s', async (_what, sends) => {
    const client = await learner();
    const { id, questions } = await start(client);
    rooms().clock.pass(20.1);
    if (sends) expect((await save(client, id, [rightAnswer(questions[0]!, 0.2)])).status).toBe(200);
    await rooms().exams.sweeper.drain();
    const { exam, texts } = await readable(client, [id]);
    for (const text of texts) expect(text).not.toMatch(TELLS);
    expect(exam).toMatchObject({
      attempts: [{ state: 'closed', settled: false, score: null }],
      counts: null,
    });
    expect(await resultOf(client, id)).toMatchObject({ score: null, topics: [], review: null, grade: null });
    expect(await owesGrade(id)).toBe(false);
    expect(await countingScore()).toBeUndefined();
    expect((await rooms().listed('link-1'))[0]!.score).toBeUndefined();
    rooms().clock.pass(30);
    await rooms().exams.sweeper.drain();
    expect(await owesGrade(id)).toBe(true);
    expect(await countingScore()).toMatchObject({ given: sends });
  });

  it('takes one batch when many come at once', async () => {
    const client = await learner();
    const { id, questions } = await start(client);
    rooms().clock.pass(25);
    const sent = await Promise.all(questions.map((question) => save(client, id, [rightAnswer(question, 6)])));
    expect(sent.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await resultOf(client, id)).toMatchObject({ score: { given: 1 }, replayedLate: 1 });
  });

  it('refuses answers from before the device last reached the server', async () => {
    const client = await learner();
    const { id, questions } = await start(client);
    rooms().clock.pass(10);
    await save(client, id, [answer(1, ['d'])]);
    rooms().clock.pass(12);
    const late = [rightAnswer(questions[1]!, 14), rightAnswer(questions[2]!, 11)];
    expect((await save(client, id, late)).body).toMatchObject({ slots: [{ slot: questions[2]!.slot }] });
  });

  it('takes one batch of each device that held it, and nothing of others', async () => {
    const client = await learner();
    const { id, questions } = await start(client);
    rooms().clock.pass(10);
    await client('PUT', `/attempts/${id}/device`, { device: OTHER_DEVICE });
    rooms().clock.pass(12);
    const [first, second, third, fourth] = questions;
    const former = await save(client, id, [rightAnswer(first!, 15)]);
    expect(former.body).toMatchObject({ code: 'attempt_taken_over', slots: [{ slot: 1 }] });
    expect((await save(client, id, [rightAnswer(second!, 15)])).body).toMatchObject({ slots: [] });
    const stranger = await save(client, id, [rightAnswer(third!, 5)], 'device-never');
    expect(stranger.body).toMatchObject({ code: 'answers_too_late' });
    expect((await save(client, id, [rightAnswer(fourth!, 5)], OTHER_DEVICE)).status).toBe(200);
    expect(await resultOf(client, id)).toMatchObject({ score: { given: 2 } });
  });
});

describe('a second attempt', () => {
  const TWO_MINUTES = 2;

  it('tells nothing while the first may still take answers', async () => {
    const client = await learner();
    const first = await start(client);
    rooms().clock.pass(21);
    await rooms().exams.sweeper.drain();
    const second = await start(client);
    const { text } = await submit(client, second.id);
    expect(text).not.toMatch(TELLS);
    const { exam, texts } = await readable(client, [first.id, second.id]);
    for (const each of texts) expect(each).not.toMatch(TELLS);
    expect(exam.counts).toBeNull();
    expect(await Promise.all([owesGrade(first.id), owesGrade(second.id)])).toEqual([false, false]);
    // Nor when the clock has gone on, but not far enough.
    rooms().clock.pass(TWO_MINUTES);
    await rooms().exams.sweeper.drain();
    expect((await resultOf(client, second.id)).score).toBeNull();
    rooms().clock.pass(30);
    await rooms().exams.sweeper.drain();
    expect(await Promise.all([owesGrade(first.id), owesGrade(second.id)])).toEqual([true, true]);
    expect((await resultOf(client, second.id)).review).toHaveLength(10);
  });

  it('is told as soon as the late answers of the first have come', async () => {
    const client = await learner();
    const first = await start(client);
    rooms().clock.pass(21);
    await rooms().exams.sweeper.drain();
    const second = await start(client, 'KT01', OTHER_DEVICE);
    await submit(client, second.id, [], OTHER_DEVICE);
    await save(client, first.id, [rightAnswer(first.questions[0]!, 2)]);
    rooms().clock.pass(1);
    await rooms().exams.sweeper.drain();
    expect((await resultOf(client, second.id)).score).toMatchObject({ given: 0 });
    expect(await countingScore()).toMatchObject({ given: 1 });
  });

  it('shuts the key of the first while it is under way, whose score is known', async () => {
    const client = await learner();
    const first = await start(client);
    await submit(client, first.id);
    expect((await resultOf(client, first.id)).review).toHaveLength(10);
    rooms().clock.pass(1);
    const second = await start(client);
    const { texts } = await readable(client, [first.id]);
    expect(texts[1]).not.toMatch(/"key":\[|SECRET/);
    expect((await resultOf(client, first.id)).score).toMatchObject({ given: 0 });
    await submit(client, second.id);
    expect((await resultOf(client, first.id)).review).toHaveLength(10);
  });

  it.each([
    ['at another link', { linkId: 'link-2' }, 'KT01'],
    ['at another exam with the same questions', { item: { kind: 'exam', code: 'KT03' } }, 'KT03'],
  ] as const)('%s tells nothing that the first could use', async (_where, over, code) => {
    const client = await learner();
    const open = await start(client);
    const elsewhere = await learner(over);
    const other = await start(elsewhere, code);
    const { text } = await submit(elsewhere, other.id);
    expect(text).not.toMatch(TELLS);
    expect(await owesGrade(other.id)).toBe(false);
    await submit(client, open.id);
    rooms().clock.pass(1);
    await rooms().exams.sweeper.drain();
    const result: AttemptResult = await resultOf(elsewhere, other.id);
    expect(result.score).toMatchObject({ given: 0 });
    expect(await owesGrade(other.id)).toBe(true);
  });
});
