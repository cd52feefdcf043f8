import fc from 'fast-check';
import type { CheckedAnswer, LearnerAttempt, ReviewPart } from '@chuyen-de/contracts';
import {
  DEVICE,
  OTHER_DEVICE,
  resultOf,
  save,
  start,
  submit,
  useExamRooms,
  type Client,
} from './exam-steps.ts';
import { edited, programmeFiles, rightOf, withVersion, writeFolder } from './sample-programme.ts';

const { rooms, learner, answer, rightAnswer } = useExamRooms();
afterEach(() => rooms().empty('programmes'));

type Question = LearnerAttempt['questions'][number];

/** KT01 and KT02 with answers that may be checked; what is told of one is named. */
async function withChecks(
  during: readonly ReviewPart[] = ['marks', 'correctness', 'explanation'],
): Promise<void> {
  await rooms().empty('attempts', 'programmes');
  const shown: ReviewPart[] = ['response', 'marks', 'correctness'];
  const review = { during, submitted: shown, open: shown, closed: shown };
  const files = edited(programmeFiles(), 'exams.yaml', (exams: object[]) =>
    exams.map((exam) => ({ ...exam, behaviour: 'immediate', review })),
  );
  expect(await rooms().importProgramme(await writeFolder(withVersion(files, 2)))).toMatchObject({ ok: true });
}

const check = (client: Client, id: string, logged: object, device = DEVICE) =>
  client('POST', `/attempts/${id}/checks`, { device, answer: logged });
const wrongAnswer = ({ slot }: Question) => answer(slot, ['d']);
const stored = async (id: string) => (await rooms().exams.findAttempt(id))!.attempt;

describe('an answer that is checked', () => {
  it('is told at once, as the exam allows, stands from then on, and counts', async () => {
    await withChecks();
    const client = await learner();
    const attempt = await start(client);
    expect(attempt.questions.every(({ checks }) => checks)).toBe(true);
    const [one, two] = attempt.questions as [Question, Question];
    const told = await check(client, attempt.id, wrongAnswer(one));
    expect(told).toMatchObject({
      status: 200,
      body: { checked: { slot: one.slot, fraction: 0, points: 0 } },
    });
    expect(told.text).toContain('SECRET-EXPLANATION');
    expect(told.text).not.toMatch(/"key":|"also":/);

    rooms().clock.pass(1);
    await save(client, attempt.id, [{ ...rightAnswer(one), flagged: true }, rightAnswer(two)]);
    const again = await start(client);
    expect(again.checked).toEqual([(told.body as CheckedAnswer).checked]);
    expect(again.answers).toMatchObject([
      { response: { selected: ['d'] }, flagged: true },
      { slot: two.slot },
    ]);
    const others = JSON.stringify({ ...again, checked: [] });
    expect(others).not.toMatch(/SECRET|"key":|"weight":/);
    await submit(client, attempt.id, [rightAnswer(one)]);
    expect(await resultOf(client, attempt.id)).toMatchObject({ score: { given: 1 } });
  });

  it.each([
    [[], /"fraction"|"points"|"key"|SECRET/],
    [['correctness'], /"points"|"key":|SECRET/],
    [['key'], /"fraction"|"points"|SECRET/],
    [['marks'], /"fraction"|"key":|SECRET/],
  ] as const)('tells no more than the exam shows then: %j', async (during, hidden) => {
    await withChecks(during);
    const client = await learner();
    const attempt = await start(client);
    const told = await check(client, attempt.id, rightAnswer(attempt.questions[0]!));
    expect(told.status).toBe(200);
    expect(told.text).not.toMatch(hidden);
    expect(JSON.stringify(await start(client))).not.toMatch(hidden);
  });

  it('is told the same however often, from wherever and with whatever it is asked again', async () => {
    await withChecks();
    const client = await learner();
    const { id, questions } = await start(client);
    const question = questions[0]!;
    const tries = await Promise.all(
      [wrongAnswer(question), rightAnswer(question), answer(question.slot, ['b']), wrongAnswer(question)].map(
        (logged, index) => check(client, id, { ...logged, seq: logged.seq + index }),
      ),
    );
    const told = tries
      .filter(({ status }) => status === 200)
      .map(({ body }) => (body as CheckedAnswer).checked);
    expect(told.length).toBeGreaterThan(0);
    const { steps, answers } = await stored(id);
    expect(steps?.[question.slot]).toHaveLength(1);
    rooms().clock.pass(1);
    const later = await check(client, id, rightAnswer(question));
    for (const each of told) expect(each).toEqual((later.body as CheckedAnswer).checked);
    expect((await stored(id)).answers).toEqual(answers);
    // The newest device holds the attempt, and is told no other thing.
    await start(client, 'KT01', OTHER_DEVICE);
    expect((await check(client, id, rightAnswer(question))).body).toMatchObject({
      code: 'attempt_taken_over',
    });
    expect(await check(client, id, rightAnswer(question), OTHER_DEVICE)).toMatchObject({ body: later.body });
  });

  it('is refused where there is nothing to check, and after the end', async () => {
    await withChecks();
    const client = await learner();
    const { id, questions } = await start(client);
    const question = questions[0]!;
    const codeOf = async (logged: object) =>
      ((await check(client, id, logged)).body as { code: string }).code;
    expect(await codeOf(answer(question.slot, []))).toBe('nothing_to_check');
    expect(await codeOf(answer(99, ['a']))).toBe('unknown_slot');
    await save(client, id, [wrongAnswer(question)]);
    expect(await codeOf({ ...rightAnswer(question), seq: 5 })).toBe('answer_outdated');
    rooms().clock.pass(21);
    expect(await codeOf(rightAnswer(question))).toBe('attempt_closed');
    expect((await stored(id)).steps).toBeUndefined();
  });

  it('is not told of what another exam under way asks', async () => {
    await withChecks();
    const client = await learner();
    const other = await learner({ linkId: 'link-2', item: { kind: 'exam', code: 'KT02' } });
    const attempt = await start(client);
    const beside = await start(other, 'KT02');
    const stems = new Set(beside.questions.map(({ stem }) => stem.vi));
    const shared = attempt.questions.find(({ stem }) => stems.has(stem.vi))!;
    const refused = await check(client, attempt.id, rightAnswer(shared));
    expect(refused).toMatchObject({ status: 409, body: { code: 'question_in_exam' } });
    await submit(other, beside.id);
    expect(await check(client, attempt.id, rightAnswer(shared))).toMatchObject({ status: 200 });
  });

  it('is offered by exams that say so alone', async () => {
    const client = await learner();
    const { id, questions } = await start(client);
    expect(questions.some(({ checks }) => checks)).toBe(false);
    const refused = await check(client, id, rightAnswer(questions[0]!));
    expect(refused).toMatchObject({ status: 409, body: { code: 'check_not_offered' } });
  });
});

describe('whatever is saved and checked', () => {
  const aStep = fc.record({
    do: fc.constantFrom('save' as const, 'check' as const, 'replay' as const),
    slot: fc.integer({ min: 1, max: 3 }),
    right: fc.boolean(),
  });

  it('ends with the score of what was checked first, else of what was saved last', async () => {
    await withChecks();
    await fc.assert(
      fc.asyncProperty(fc.array(aStep, { minLength: 2, maxLength: 10 }), async (steps) => {
        await rooms().empty('attempts');
        const client = await learner();
        const { id, questions } = await start(client);
        const standing = new Map<number, { right: boolean; checked: boolean }>();
        let last: { logged: ReturnType<typeof answer>; by: typeof save | typeof check } | undefined;
        for (const { do: what, slot, right } of steps) {
          rooms().clock.pass(0.1);
          const question = questions.find((each) => each.slot === slot)!;
          const logged = answer(slot, right ? rightOf(question.type) : ['d']);
          if (what === 'replay') {
            if (last)
              await (last.by === check ? check(client, id, last.logged) : save(client, id, [last.logged]));
            continue;
          }
          last = { logged, by: what === 'check' ? check : save };
          const answered = await (what === 'check' ? check(client, id, logged) : save(client, id, [logged]));
          expect(answered.status).toBe(200);
          if (!standing.get(slot)?.checked) standing.set(slot, { right, checked: what === 'check' });
        }
        await submit(client, id);
        const given = [...standing.values()].filter(({ right }) => right).length;
        expect(await resultOf(client, id)).toMatchObject({ score: { given }, answered: standing.size });
      }),
      { numRuns: 15 },
    );
  }, 240_000);
});
