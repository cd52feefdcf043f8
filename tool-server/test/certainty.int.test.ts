import type { Certainty, LearnerAttempt } from '@chuyen-de/contracts';
import { DEVICE, resultOf, save, start, submit, useExamRooms } from './exam-steps.ts';
import { edited, programmeFiles, withVersion, writeFolder } from './sample-programme.ts';

const { rooms, learner, answer, rightAnswer } = useExamRooms();
beforeEach(async () => {
  await rooms().empty('programmes');
  const files = edited(programmeFiles(), 'exams.yaml', (exams: object[]) =>
    exams.map((exam) => ({ ...exam, certainty: true, behaviour: 'immediate' })),
  );
  expect(await rooms().importProgramme(await writeFolder(withVersion(files, 2)))).toMatchObject({ ok: true });
});
afterEach(() => rooms().empty('programmes'));

type Question = LearnerAttempt['questions'][number];
const certain = (logged: object, certainty?: Certainty) => ({ ...logged, ...(certainty && { certainty }) });
const wrong = ({ slot }: Question) => answer(slot, ['d']);

describe('an exam that asks how certain answers are', () => {
  it('marks by the published table, scaled, and blanks with nothing', async () => {
    const client = await learner();
    const { id, questions } = await start(client);
    expect(questions.every(({ certainty }) => certainty)).toBe(true);
    const [a, b, c, d, e] = questions as [Question, Question, Question, Question, Question];
    const logged = [
      certain(rightAnswer(a), 3),
      certain(rightAnswer(b), 2),
      certain(rightAnswer(c)),
      certain(wrong(d), 2),
      certain(answer(e.slot, []), 3),
    ];
    await save(client, id, logged);
    const again = await start(client);
    expect(again.answers.map(({ certainty }) => certainty)).toEqual([3, 2, undefined, 2, 3]);
    await submit(client, id);
    const result = await resultOf(client, id);
    // 3/3 + 2/3 + 1/3 − 2/3
    expect(result.score!.given).toBeCloseTo(4 / 3, 5);
    const item = (of: Question) => result.review!.find(({ slot }) => slot === of.slot)!;
    expect(item(d)).toMatchObject({ certainty: 2, fraction: 0 });
    expect(item(d).points).toBeCloseTo(-2 / 3);
    expect(item(e)).toMatchObject({ points: 0 });
  });

  it('never comes to less than nothing as a whole', async () => {
    const client = await learner();
    const { id, questions } = await start(client);
    await submit(
      client,
      id,
      questions.map((question) => certain(wrong(question), 3)),
    );
    expect(await resultOf(client, id)).toMatchObject({ score: { given: 0, outOfTen: 0, passed: false } });
    const { attempt } = (await rooms().exams.findAttempt(id))!;
    expect(Object.values(attempt.results!).map(({ points }) => points)).toEqual(questions.map(() => -2));
  });

  it('keeps the certainty of what was checked', async () => {
    const client = await learner();
    const { id, questions } = await start(client);
    const question = questions[0]!;
    const check = (logged: object) =>
      client('POST', `/attempts/${id}/checks`, { device: DEVICE, answer: logged });
    expect(await check(certain(wrong(question), 3))).toMatchObject({
      body: { checked: { points: -2, certainty: 3 } },
    });
    rooms().clock.pass(1);
    await save(client, id, [certain(wrong(question), 1)]);
    await submit(client, id);
    const { attempt } = (await rooms().exams.findAttempt(id))!;
    expect(attempt.results![question.slot]).toMatchObject({ points: -2, fraction: 0 });
  });
});
