import type { AnswerToMark, GradebookView, MarkedAnswers } from '@chuyen-de/contracts';
import { until } from './a-school.ts';
import {
  answerRoute,
  ESSAY,
  full,
  mark,
  next,
  refused,
  route,
  TEXT,
  useMarkingClass,
} from './marking-class.ts';

const { tool, lecturer, second, handIn, waitingOf, resultOf, grade, statementsOf, told } = useMarkingClass();

describe('an essay', () => {
  it('is marked by a person, and only then its grade is in the gradebook of the LMS', async () => {
    const attempt = await handIn(0);
    expect(await resultOf(0, attempt)).toMatchObject({
      score: null,
      awaitsMarking: 1,
      review: null,
      grade: null,
    });
    expect(await waitingOf(1)).toMatchObject({ marked: 0 });
    const seen = await until(async () => {
      const view = await lecturer<GradebookView>('GET', '/gradebook');
      return view.figures.awaitsMarking === 1 ? view : undefined;
    });
    expect(seen.can).toMatchObject({ mark: true });
    expect(seen.rows.filter(({ awaitsMarking }) => awaitsMarking === 1)).toMatchObject([{ score: null }]);
    expect(grade(0)).toBeUndefined();
    const toldBefore = (await statementsOf(attempt)).map(({ verb }) => verb.id.split('/').at(-1));
    expect(toldBefore.filter((verb) => verb !== 'start')).toEqual([]);

    const { answer, waiting } = await next(lecturer);
    expect({ answer, waiting }).toMatchObject({
      waiting: 1,
      answer: {
        attempt,
        question: { type: 'essay', code: ESSAY, maximum: 10, response: { text: TEXT } },
        criteria: [
          { id: 'a', points: 3 },
          { id: 'b', points: 2 },
        ],
        markings: [],
        can: { mark: true },
      },
    });
    // Nothing says whose it is.
    expect(JSON.stringify(answer)).not.toMatch(/An|personId|Lê/);
    await mark(lecturer, attempt, {
      known: 0,
      criteria: { a: 2, b: 0.5 },
      comment: 'Cần liên hệ cụ thể hơn.',
    });

    // Ten of ten, and half of ten: 15 of 20.
    expect(await until(() => grade(0))).toBe(7.5);
    const result = await resultOf(0, attempt);
    expect(result).toMatchObject({ score: { given: 15, maximum: 20, outOfTen: 7.5 } });
    expect(result).not.toHaveProperty('awaitsMarking');
    expect(result.review!.find(({ type }) => type === 'essay')).toMatchObject({
      fraction: 0.5,
      maximum: 10,
      response: { text: TEXT },
      marking: {
        comment: 'Cần liên hệ cụ thể hơn.',
        criteria: [
          { given: 2, points: 3 },
          { given: 0.5, points: 2 },
        ],
      },
    });
    const [scored] = await told(attempt, 'scored');
    expect(scored).toMatchObject({
      object: { definition: { interactionType: 'long-fill-in' } },
      result: { score: { scaled: 0.5 } },
      context: { instructor: { objectType: 'Agent' } },
    });
    expect(scored!.object.definition).not.toHaveProperty('correctResponsesPattern');
    const audit = await until(
      async () =>
        (await tool().connection.collection('events').findOne({ 'subject.id': attempt })) ?? undefined,
    );
    expect(audit).toMatchObject({
      deed: 'answer-marked',
      before: { points: null },
      after: { question: ESSAY, points: 5, maximum: 10 },
    });
    await waitingOf(0);
  });

  it('is marked again with a reason, which sends the new grade and replaces what was told', async () => {
    const attempt = await handIn(1);
    await mark(lecturer, attempt, { known: 0, criteria: { a: 0, b: 0 } });
    expect(await until(() => grade(1))).toBe(5);
    await told(attempt, 'passed');
    expect(await refused(mark(lecturer, attempt, { known: 1, criteria: full }))).toBe(
      '422 marking_reason_missing',
    );
    const again = { known: 1, criteria: full, reason: 'Chưa đọc hết bài' };
    const { markings } = await mark(second, attempt, again);
    expect(markings).toMatchObject([
      { points: 0, reason: null },
      { points: 10, reason: 'Chưa đọc hết bài', by: expect.stringContaining('Dũng') as string },
    ]);
    await until(() => (grade(1) === 10 ? true : undefined));
    await until(async () => {
      const [completed, ...others] = await told(attempt, 'completed');
      return others.length === 0 && completed?.result?.score?.scaled === 1 ? true : undefined;
    });
    const standing = await statementsOf(attempt);
    const of = (verb: string) => standing.filter(({ verb: { id } }) => id.endsWith(`/${verb}`));
    expect(of('scored').map(({ result }) => result?.score?.scaled)).toEqual([1]);
    expect([of('passed').length + of('failed').length, of('submit').length]).toEqual([1, 1]);
    expect(of('answered')).toHaveLength(11);
    // Sent once more, as its acknowledgement was lost, it is no marking of its own.
    expect((await mark(second, attempt, again)).markings).toHaveLength(2);
    const list = await lecturer<MarkedAnswers>('GET', route(ESSAY, 'marked'));
    expect(list.answers.find((each) => each.attempt === attempt)).toMatchObject({ points: 10, times: 2 });
    expect(await resultOf(1, attempt)).toMatchObject({ score: { outOfTen: 10 } });
  });

  it('is given to two who mark at once one each, and whoever is late is told, and decides', async () => {
    const attempts = [await handIn(2), await handIn(3)];
    await waitingOf(2);
    const [mine, theirs] = [(await next(lecturer)).answer!, (await next(second)).answer!];
    expect([mine.attempt, theirs.attempt].sort()).toEqual(attempts.sort());
    // Asked again, each has the same before them; left for later, there is none that nobody has.
    expect((await next(lecturer)).answer!.attempt).toBe(mine.attempt);
    await mark(lecturer, mine.attempt, { known: 0, criteria: full });
    expect(await next(lecturer)).toEqual({ answer: null, waiting: 1 });

    const late = mark(second, mine.attempt, { known: 0, criteria: { a: 0, b: 0 }, comment: 'Sơ sài' });
    await expect(late).rejects.toThrow(/answered 409.*"marking":\{.*"points":10.*"known":1.*marked_since/);
    expect((await second<AnswerToMark>('GET', answerRoute(mine.attempt))).markings).toHaveLength(1);
    await mark(second, mine.attempt, { known: 1, criteria: { a: 0, b: 0 }, reason: 'Đã thống nhất lại' });
    await mark(second, theirs.attempt, { known: 0, criteria: full });
    await waitingOf(0);
  });

  it('is marked so many times', async () => {
    const attempt = await handIn(4);
    const { question } = await mark(lecturer, attempt, { known: 0, criteria: { a: 0, b: 0 } });
    const attempts = tool().connection.collection<{ _id: string }>('attempts');
    const place = `markings.${question.slot}`;
    const stored = await attempts.findOne({ _id: attempt });
    const [first] = (stored as unknown as { markings: Record<string, object[]> }).markings[question.slot]!;
    await attempts.updateOne(
      { _id: attempt },
      { $set: { [place]: Array.from({ length: 49 }, () => first) } },
    );
    const last = { known: 49, criteria: { a: 1, b: 0 }, reason: 'Chấm lại' };
    expect((await mark(lecturer, attempt, last)).markings).toHaveLength(50);
    const more = { known: 50, criteria: full, reason: 'Chấm lại' };
    expect(await refused(mark(lecturer, attempt, more))).toBe('409 marked_too_often');
    expect((await lecturer<AnswerToMark>('GET', answerRoute(attempt))).markings).toHaveLength(50);
  });

  it('is stored once, whoever of many comes first', async () => {
    const attempt = await handIn(2);
    const sent = [lecturer, second, lecturer, second].map((call, index) =>
      refused(mark(call, attempt, { known: 0, criteria: { a: index / 4, b: 0 } })),
    );
    const outcomes = await Promise.all(sent);
    expect(outcomes.sort()).toEqual(['409 marked_since', '409 marked_since', '409 marked_since', 'nothing']);
    expect((await lecturer<AnswerToMark>('GET', answerRoute(attempt))).markings).toHaveLength(1);
  });
});
