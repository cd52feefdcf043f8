import { REVIEW_PARTS, type PracticeRound, type ReviewPart } from '@chuyen-de/contracts';
import { start, submit, useExamRooms, type Client } from './exam-steps.ts';
import { examsWith, rightOf, writeFolder } from './sample-programme.ts';

const { rooms, learner, rightAnswer } = useExamRooms();

/** Half past nine; the clock starts at eight. */
const CLOSES_AT = '2026-03-02T09:30:00.000Z';
const NEVER: ReviewPart[] = ['response', 'marks', 'correctness', 'explanation'];

let links = 0;
/** Each test has a link of its own: what was done at one is remembered for a second. */
const ofLink = () => ({ linkId: `held-link-${links}` });

/** Exams that close, and show the key at the moments that are named. */
async function withKeyAt(moments: readonly ('submitted' | 'open' | 'closed')[], terms: object = {}) {
  links += 1;
  await rooms().empty('attempts', 'practiceRounds', 'programmes');
  const at = (moment: (typeof moments)[number]) => (moments.includes(moment) ? [...REVIEW_PARTS] : NEVER);
  const review = { during: [], submitted: at('submitted'), open: at('open'), closed: at('closed') };
  const files = examsWith({ closesAt: CLOSES_AT, review, ...terms });
  expect(await rooms().importProgramme(await writeFolder(files))).toMatchObject({ ok: true });
}
afterEach(() => rooms().empty('programmes', 'practiceRounds'));

const reader = (personId = 'person-1') =>
  learner({ ...ofLink(), personId, item: { kind: 'topic', code: 'CD01' } });

/** All four questions of this level are in each paper. */
const practise = (client: Client) => client('POST', '/practice/CD01/rounds', { level: 'recall' });
const begin = async (client: Client): Promise<PracticeRound> => (await practise(client)).body;
const tell = (client: Client, { id, questions }: PracticeRound) => {
  const { slot, type } = questions[0]!;
  return client('PUT', `/practice/rounds/${id}/answers/${slot}`, {
    response: { type, selected: rightOf(type) },
  });
};

/** Rounds from before an exam, one with an answer, and the exam handed in. */
async function practisedThenExamined() {
  const client = await reader();
  const answered = await begin(client);
  expect(await tell(client, answered)).toMatchObject({ status: 200 });
  const unanswered = await begin(client);
  const examinee = await learner(ofLink());
  const attempt = await start(examinee);
  await submit(examinee, attempt.id, [rightAnswer(attempt.questions[0]!)]);

  const expectShut = async () => {
    expect((await practise(client)).body).toMatchObject({ code: 'nothing_to_practise' });
    for (const round of [answered, unanswered]) {
      const refused = await tell(client, round);
      expect(refused).toMatchObject({ status: 409, body: { code: 'key_held_back' } });
      expect(refused.text).not.toMatch(/SECRET/);
    }
    const reopened = await client('GET', `/practice/rounds/${answered.id}`);
    expect(reopened.body).toMatchObject({ answered: [], shut: [1] });
    expect(reopened.text).not.toMatch(/"key"|SECRET/);
    // Other questions of the topic are practised as ever.
    const others = await client('POST', '/practice/CD01/rounds', { level: 'application' });
    expect(others.body as PracticeRound).toMatchObject({ shut: [] });
    expect(await tell(client, others.body)).toMatchObject({ status: 200 });
  };
  const expectOpen = async () => {
    expect((await begin(client)).questions).toHaveLength(4);
    expect(await tell(client, unanswered)).toMatchObject({ status: 200 });
    expect((await client('GET', `/practice/rounds/${answered.id}`)).body).toMatchObject({
      answered: [{ slot: 1, fraction: 1 }],
      shut: [],
    });
  };
  return { client, examinee, attempt, expectShut, expectOpen };
}

describe('practice of what an exam has asked', () => {
  it('waits for the moment at which the exam shows the key', async () => {
    await withKeyAt(['closed']);
    const { expectShut, expectOpen } = await practisedThenExamined();
    await expectShut();
    rooms().clock.pass(89);
    await expectShut();
    rooms().clock.pass(2);
    await expectOpen();
  });

  it('shuts again where the key is shown right after submitting alone', async () => {
    await withKeyAt(['submitted', 'closed']);
    const { expectShut, expectOpen } = await practisedThenExamined();
    await expectOpen();
    rooms().clock.pass(3);
    await expectShut();
  });

  it('waits for the closing that its learner was given', async () => {
    await withKeyAt(['closed']);
    const { expectShut, expectOpen } = await practisedThenExamined();
    const lecturer = await learner({ ...ofLink(), personId: 'person-9', roles: ['lecturer'] });
    const closesAt = '2026-03-02T10:30:00.000Z';
    const given = { timeMultiplier: 1, extraAttempts: 0, closesAt, reason: 'Ốm có giấy' };
    expect(await lecturer('PUT', '/exams/KT01/accommodations/person-1', given)).toMatchObject({
      status: 200,
    });
    rooms().clock.pass(91);
    await expectShut();
    rooms().clock.pass(60);
    await expectOpen();
  });

  it('is never told where the exam never shows the key, to those whom it asked', async () => {
    await withKeyAt([]);
    const { expectShut } = await practisedThenExamined();
    rooms().clock.pass(150);
    await expectShut();
    const other = await reader('person-2');
    expect(await tell(other, await begin(other))).toMatchObject({ status: 200, body: { fraction: 1 } });
  });

  it('does not open because the attempt was removed', async () => {
    await withKeyAt(['closed']);
    const { attempt, expectShut, expectOpen } = await practisedThenExamined();
    const lecturer = await learner({ ...ofLink(), personId: 'person-9', roles: ['lecturer'] });
    const route = `/exams/KT01/attempts/${attempt.id}/removal`;
    expect(await lecturer('POST', route, { reason: 'Nhầm lớp' })).toMatchObject({ status: 200 });
    await expectShut();
    rooms().clock.pass(91);
    await expectOpen();
  });

  it('opens with the key of every exam that asked it, not with that of one', async () => {
    await withKeyAt(['closed']);
    const { expectShut } = await practisedThenExamined();
    const elsewhere = await learner({ linkId: 'held-elsewhere', item: { kind: 'exam', code: 'KT02' } });
    const { id } = await start(elsewhere, 'KT02');
    rooms().clock.pass(89);
    await submit(elsewhere, id);
    await expectShut();
  });
});
