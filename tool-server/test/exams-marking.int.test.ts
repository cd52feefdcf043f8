import type { AttemptResult, ExamStart, SupervisedAttempts } from '@chuyen-de/contracts';
import { parse, stringify } from 'yaml';
import { makeWorkSource } from '../src/gradebook/work-source.ts';
import { fractionByType } from '../src/exams/results.rules.ts';
import { resultOf, save, start, submit, useExamRooms } from './exam-steps.ts';
import { programmeFiles, rightOf, writeFolder } from './sample-programme.ts';

// As if multiple choice were of a type that a person marks.
const { rooms, answer, rightAnswer, learner, owedBy } = useExamRooms({
  fractionOf: (question, response) =>
    response.type === 'multiple-choice' ? undefined : fractionByType(question, response),
});
// A programme's version never goes back: the next test imports the first one again.
afterEach(() => rooms().empty('programmes'));

const storedOf = async (id: string) => (await rooms().exams.findAttempt(id))!.attempt;
const countingScore = () =>
  rooms().exams.countingScoreOf({ personId: 'person-1', examCode: 'KT01', linkId: 'link-1' });

/** What the class page is told. */
const workOf = async () => {
  await rooms().exams.summaries.rebuild();
  const source = makeWorkSource(rooms());
  const { works } = await source.follow({ kind: 'exam', code: 'KT01' }, 'link-1')(['person-1']);
  return works.get('person-1');
};

/** An attempt handed in with every answer right. */
async function handIn(answersOf: (type: string) => boolean = () => true) {
  const client = await learner();
  const attempt = await start(client);
  const answered = attempt.questions.filter(({ type }) => answersOf(type));
  const { body } = await submit(
    client,
    attempt.id,
    answered.map((question) => rightAnswer(question)),
  );
  return { client, attempt, result: body as AttemptResult, answered: answered.length };
}

describe('an attempt with answers that a person has to mark', () => {
  it('has the results that rules can tell, and neither score nor grade nor statements', async () => {
    const { client, attempt, result } = await handIn();
    const waiting = attempt.questions.filter(({ type }) => type === 'multiple-choice');
    expect(waiting.length).toBeGreaterThan(0);
    const shown = { score: null, topics: [], review: null, grade: null, awaitsMarking: waiting.length };
    expect(result).toMatchObject(shown);
    expect(result).not.toHaveProperty('scoreFrom');
    expect(await resultOf(client, attempt.id)).toEqual(result);

    const { state, results, settledAt, score, settleDue } = await storedOf(attempt.id);
    expect({ state, score, settleDue }).toEqual({ state: 'closed', score: undefined, settleDue: undefined });
    const marked = attempt.questions.filter((question) => !waiting.includes(question));
    expect(Object.keys(results!).map(Number)).toEqual(marked.map(({ slot }) => slot));
    expect(results![marked[0]!.slot]).toEqual({
      fraction: 1,
      points: 1,
      maximum: 1,
      by: 'rule',
      markedAt: settledAt,
    });
    expect((await owedBy(attempt.id)).slice(1)).toEqual([]);
  });

  it('stays so however often it is looked at, and takes no answer any more', async () => {
    const { client, attempt } = await handIn();
    const before = await storedOf(attempt.id);
    rooms().clock.pass(120);
    await rooms().exams.sweeper.drain();
    expect((await save(client, attempt.id, [answer(1, ['a'])])).status).toBe(409);
    expect((await submit(client, attempt.id, [answer(1, ['a'])])).body).toMatchObject({ score: null });
    expect(await storedOf(attempt.id)).toEqual(before);
  });

  it('counts as done everywhere, without a score', async () => {
    const { client } = await handIn();
    expect((await client('GET', '/exams/KT01')).body as ExamStart).toMatchObject({
      attempts: [{ state: 'closed', settled: true, score: null }],
      counts: null,
    });
    expect(await countingScore()).toBeUndefined();
    const [listed] = await rooms().listed('link-1');
    expect(listed).toMatchObject({ state: 'closed' });
    expect(listed).not.toHaveProperty('score');
    expect(await workOf()).toMatchObject({ state: 'done', score: undefined });
    const lecturer = await learner({ personId: 'person-9', roles: ['lecturer'] });
    const { body } = await lecturer('GET', '/exams/KT01/people/person-1/attempts');
    expect(body as SupervisedAttempts).toMatchObject({ attempts: [{ state: 'closed', score: null }] });
  });

  it('keeps no other attempt waiting, and its key shut for practice', async () => {
    const { attempt: first } = await handIn();
    const asked = (await storedOf(first.id)).paper.map(({ question }) => question);
    expect(await rooms().exams.questionsHeldBack('person-1')).toEqual(new Set(asked));
    rooms().clock.pass(1);
    const { result, answered } = await handIn((type) => type !== 'multiple-choice');
    expect(result.score).toMatchObject({ given: answered });
    expect(await countingScore()).toMatchObject({ given: answered });
  });
});

describe('an attempt of which nothing waits', () => {
  it('is marked at once, also where what a person would mark was left blank', async () => {
    const { attempt, result, answered } = await handIn((type) => type !== 'multiple-choice');
    expect(result).toMatchObject({ score: { given: answered, maximum: 10 }, grade: 'waiting' });
    expect(await workOf()).toMatchObject({ state: 'done', score: { given: answered } });
    const { state, results } = await storedOf(attempt.id);
    expect(state).toBe('marked');
    for (const { slot, type } of attempt.questions)
      expect(results![slot]).toMatchObject({ points: type === 'multiple-choice' ? 0 : 1, by: 'rule' });
    expect((await owedBy(attempt.id)).slice(1).map(({ kind }) => kind)).toEqual(['grade', 'records']);
  });

  it('shows in its review what is stored, whatever a rule would say', async () => {
    const { client, attempt } = await handIn((type) => type !== 'multiple-choice');
    const { slot } = attempt.questions.find(({ type }) => type === 'single-choice')!;
    await rooms().exams.attempts.updateOne(
      { _id: attempt.id },
      { $set: { [`results.${slot}.fraction`]: 0.25, [`results.${slot}.points`]: 0.25 } },
    );
    const { review } = await resultOf(client, attempt.id);
    expect(review!.find((each) => each.slot === slot)).toMatchObject({ fraction: 0.25 });
  });

  it('keeps the steps of its answers', async () => {
    const client = await learner();
    const { id, questions } = await start(client);
    const response = { type: 'single-choice', selected: ['a'] } as const;
    const steps = { 1: [{ at: rooms().clock.now(), response, fraction: 0 }] };
    await rooms().exams.attempts.updateOne({ _id: id }, { $set: { steps }, $inc: { change: 1 } });
    rooms().clock.pass(1);
    await save(client, id, [rightAnswer(questions[0]!)]);
    await submit(client, id);
    expect((await storedOf(id)).steps).toEqual(steps);
  });
});

describe('points of a blueprint', () => {
  const EXAMS = 'exams.yaml';
  const imported = async (points: unknown) => {
    const files = programmeFiles();
    const [first, ...others] = parse(files[EXAMS]!) as { blueprint: object[] }[];
    const [row, ...rows] = first!.blueprint;
    const weighed = { ...first, blueprint: [{ ...row, points }, ...rows] };
    const programme = { ...(parse(files['programme.yaml']!) as object), version: 2 };
    return rooms().importProgramme(
      await writeFolder({
        ...files,
        'programme.yaml': stringify(programme),
        [EXAMS]: stringify([weighed, ...others], { aliasDuplicateObjects: false }),
      }),
    );
  };

  it('weigh its questions: on the paper, in the score and in the review', async () => {
    expect(await imported(2.5)).toMatchObject({ ok: true });
    const client = await learner();
    const { id, questions } = await start(client);
    const heavy = questions.filter(({ points }) => points === 2.5);
    expect(heavy).toHaveLength(4);
    expect(questions.filter(({ points }) => points === undefined)).toHaveLength(6);
    const single = heavy.find(({ type }) => type === 'single-choice')!;
    const { body } = await submit(client, id, [answer(single.slot, rightOf(single.type))]);
    expect(body).toMatchObject({ score: { given: 2.5, maximum: 16, outOfTen: 1.6, passed: false } });
    const { review } = body as AttemptResult;
    for (const { slot, fraction, maximum } of review!) {
      expect(maximum).toBe(heavy.some((question) => question.slot === slot) ? 2.5 : undefined);
      expect(fraction).toBe(slot === single.slot ? 1 : 0);
    }
  });

  it.each([0, -1, 100.5, 0.001, '2'])('are refused where they are none: %j', async (points) => {
    expect(await imported(points)).toMatchObject({
      ok: false,
      faults: [{ file: EXAMS, reason: expect.stringContaining('blueprint.0.points') as string }],
    });
  });
});
