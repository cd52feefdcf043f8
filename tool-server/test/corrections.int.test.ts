import { randomUUID } from 'node:crypto';
import type { Score } from '@chuyen-de/contracts';
import { enter, until } from './a-school.ts';
import { choice, QUESTION, rightIs, useCorrectionRooms } from './correction-rooms.ts';

const desk = useCorrectionRooms();
const { rooms, sit, beginAs, submit, resultOf, lecturer, look, standing, preview, correct, told, settled } =
  desk;
const { gradeOf, untilGrade, attemptOf, collection } = desk;

/** Whatever a test has decided, it takes back: the next one finds the question as its author wrote it. */
afterEach(async () => {
  const teacher = await lecturer();
  for (;;) {
    const [one] = await standing(teacher);
    if (!one) break;
    await correct(teacher, { kind: 'undo', of: one.id });
  }
  await settled();
  await Promise.all(
    ['attempts', 'attemptSummaries', 'grades', 'contributions', 'itemStatistics'].map((name) =>
      collection(name).deleteMany({}),
    ),
  );
  // Launches come by the real clock.
  rooms().tool.clock.reset();
});

const marks = (scores: (Score | null)[]) => scores.map((score) => score?.outOfTen);

describe('a question that is corrected', () => {
  it('shows first what would change, of whom and where to, and changes nothing', async () => {
    await sit('a');
    await sit('b');
    await settled();
    const teacher = await lecturer();
    const before = JSON.stringify(await collection('attempts').find().sort({ _id: 1 }).toArray());
    const seen = await preview(teacher, rightIs('a'));
    expect(seen).toMatchObject({ attempts: 2, people: 2, emptied: 0 });
    const marksOf = ({ changes }: typeof seen) =>
      changes.map(({ before: from, after, counts }) => [
        from.outOfTen,
        after.outOfTen,
        counts?.after.outOfTen,
      ]);
    expect(seen.changes).toHaveLength(2);
    expect(marksOf(seen).sort()).toEqual([
      [10, 9, 9],
      [9, 10, 10],
    ]);
    for (const { graded, link, number } of seen.changes)
      expect([graded, link.course, number]).toEqual([true, 'Lớp lý luận chính trị', 1]);
    // Left out, it takes its point from who had it, and the mark of who had not is as good.
    expect(marksOf(await preview(teacher, { kind: 'drop' })).sort()).toEqual([
      [10, 10, undefined],
      [9, 10, 10],
    ]);
    expect(JSON.stringify(await collection('attempts').find().sort({ _id: 1 }).toArray())).toBe(before);
  });

  it('is right everywhere at once: review, gradebook, summaries, figures, statements; the receipt stays', async () => {
    const right = await sit('a');
    const wrong = await sit('b');
    await settled();
    const teacher = await lecturer();
    await correct(teacher, rightIs('a'));
    await untilGrade(right.personId, 10);
    await untilGrade(wrong.personId, 9);
    await settled();
    const result = await resultOf(right.call, right.attempt.id);
    expect(result).toMatchObject({ score: { outOfTen: 10 }, corrected: { before: { outOfTen: 9 } } });
    expect(result.receipt).toBe(right.result.receipt);
    expect(result.review!.find(({ slot }) => slot === right.slot)).toMatchObject({
      key: ['a'],
      fraction: 1,
      corrected: { kind: 'change-key', reason: 'Đáp án in nhầm' },
    });
    expect(result.topics.reduce((sum, topic) => sum + topic.right!, 0)).toBe(10);

    const { rows } = await teacher<{ rows: { score: Score | null }[] }>('GET', '/gradebook');
    expect(
      marks(rows.map(({ score }) => score))
        .filter(Boolean)
        .sort(),
    ).toEqual([10, 9]);
    const { questions } = await teacher<{ questions: { code: string; facility: number; n: number }[] }>(
      'GET',
      '/exams/KT01/questions',
    );
    expect(questions.find(({ code }) => code === QUESTION)).toMatchObject({
      facility: 0.5,
      corrected: 'change-key',
    });

    const { registration, results } = (await attemptOf(right.attempt.id))!;
    expect((results as Record<string, unknown>)[right.slot]).toMatchObject({
      fraction: 1,
      by: 'rule',
      corrected: { from: { fraction: 0, points: 0, maximum: 1, by: 'rule' } },
    });
    const all = await told(registration as string);
    const voided = all.filter((each) => each.voided).map(({ verb }) => verb);
    expect(voided.sort()).toEqual(['answered', 'completed', 'passed']);
    const stands = all.filter((each) => !each.voided);
    expect(stands.map(({ verb }) => verb).sort()).toEqual(
      ['start', 'submit', 'completed', 'passed', ...Array.from({ length: 10 }, () => 'answered')].sort(),
    );
    const scaled = (verb: string) =>
      stands.filter((each) => each.verb === verb).map(({ statement }) => statement.result?.score?.scaled);
    expect([scaled('completed'), scaled('passed'), new Set(scaled('answered'))]).toEqual([
      [1],
      [1],
      new Set([1]),
    ]);
  });

  it('counts for nobody once it is dropped, and as before once that is taken back', async () => {
    const wrong = await sit('c');
    const blank = await sit('');
    const teacher = await lecturer();
    await settled();
    await correct(teacher, { kind: 'drop' });
    await untilGrade(wrong.personId, 10);
    await untilGrade(blank.personId, 10);
    const result = await resultOf(wrong.call, wrong.attempt.id);
    expect(result).toMatchObject({ score: { given: 9, maximum: 9 } });
    const item = result.review!.find(({ slot }) => slot === wrong.slot)!;
    expect(item).toMatchObject({ dropped: true, corrected: { kind: 'drop' } });
    expect(item).not.toHaveProperty('fraction');
    expect((await look(teacher)).counts).toBe('dropped');

    const [dropped] = await standing(teacher);
    await correct(teacher, { kind: 'undo', of: dropped!.id });
    await untilGrade(wrong.personId, 9);
    await settled();
    const { registration } = (await attemptOf(wrong.attempt.id))!;
    const stands = (await told(registration as string)).filter((each) => !each.voided);
    expect(stands.filter(({ verb }) => verb === 'answered')).toHaveLength(10);
    expect(stands.filter(({ verb }) => verb === 'completed')).toHaveLength(1);
  });

  it('gives its points to everybody who had it', async () => {
    const blank = await sit('');
    await settled();
    await correct(await lecturer(), { kind: 'full-credit' });
    await untilGrade(blank.personId, 10);
  });

  it('is marked as corrected where an attempt was open meanwhile, in whatever process it ends', async () => {
    const counted = await sit('b');
    await settled();
    const open = await beginAs(await rooms().addPerson('learner'));
    const elsewhere = await beginAs(await rooms().addPerson('learner'), rooms().other);
    await correct(await lecturer(), rightIs('a'));
    expect(await submit(open, 'a')).toMatchObject({ score: { outOfTen: 10 } });
    expect(await submit(elsewhere, 'b')).toMatchObject({ score: { outOfTen: 9 } });
    await untilGrade(counted.personId, 9);
    await untilGrade(open.personId, 10);
    // One that begins afterwards has the same question, and the same key.
    const later = await sit('a');
    expect(later.result).toMatchObject({ score: { outOfTen: 10 } });
  });

  it('is corrected once, however often that is asked, and the second of two is told of the first', async () => {
    const someone = await sit('a');
    await settled();
    const [first, second] = [await lecturer(), await lecturer()];
    const id = randomUUID();
    const { basedOn } = await look(second);
    await correct(first, rightIs('a'), { id });
    await correct(first, rightIs('a'), { id });
    await expect(correct(second, rightIs('c'), { basedOn })).rejects.toThrow('question_corrected');
    const { question } = await look(second);
    expect(await standing(second)).toMatchObject([{ id }]);
    expect(question).toMatchObject({ key: ['a'] });
    await untilGrade(someone.personId, 10);
    await settled();
    const posts = rooms().lms.sandbox.gradebook(rooms().lms.course.id).posts;
    expect(posts.filter(({ personId }) => personId === someone.personId)).toHaveLength(2);
  });

  it('accepts no key that can be none, and takes nothing back that does not stand', async () => {
    await sit('a');
    await settled();
    const teacher = await lecturer();
    const wish = (correction: object) => correct(teacher, correction as never);
    await expect(wish({ kind: 'change-key', response: choice('z') })).rejects.toThrow('unknown_option');
    await expect(wish({ kind: 'accept-also', response: { ...choice('a'), selected: [] } })).rejects.toThrow(
      'correction_not_possible',
    );
    await expect(
      wish({ kind: 'accept-also', response: { type: 'true-false', value: true } }),
    ).rejects.toThrow('wrong_response');
    await expect(wish({ kind: 'undo', of: randomUUID() })).rejects.toThrow('correction_not_found');
    await expect(correct(teacher, rightIs('a'), { reason: ' ' })).rejects.toThrow('invalid_request');
    await expect(correct(teacher, rightIs('a'), { scope: 'installation' })).rejects.toThrow('not_permitted');
    expect(await standing(teacher)).toEqual([]);
  });

  it('is nobody’s to correct who does not teach, nor where it was not asked', async () => {
    const learner = await sit('a');
    await settled();
    await expect(look(learner.call)).rejects.toThrow('answered 403');
    const teacher = await lecturer();
    await expect(teacher('GET', '/exams/KT01/questions/CD02-recall-1/1/corrections')).rejects.toThrow(
      'question_not_found',
    );
  });

  it('leaves a poisoned attempt aside, and marks the others', async () => {
    const [poisoned, sound] = [await sit('a'), await sit('a')];
    await settled();
    const attempts = collection('attempts');
    const { paper } = (await attemptOf(poisoned.attempt.id))!;
    // One of its other questions cannot be found any more.
    const lost = (paper as { slot: number }[]).map((place) =>
      place.slot === poisoned.slot ? place : { ...place, revision: 99 },
    );
    await attempts.updateOne({ _id: poisoned.attempt.id as never }, { $set: { paper: lost } });
    const teacher = await lecturer();
    await correct(teacher, rightIs('a'));
    await untilGrade(sound.personId, 10);
    const view = await until(async () => {
      const [one] = await standing(teacher);
      return one?.failing === 1 ? one : undefined;
    });
    expect(view).toMatchObject({ isSpread: true, waiting: 1 });
    expect(gradeOf(poisoned.personId)).toBe(9);
    await attempts.updateOne({ _id: poisoned.attempt.id as never }, { $set: { paper: paper as object[] } });
    // It was put off for a while, which is over.
    await attempts.updateOne({ _id: poisoned.attempt.id as never }, { $set: { 'owed.0.due': new Date(0) } });
    await untilGrade(poisoned.personId, 10);
  });

  it('is corrected for its course alone, by whoever came through another course', async () => {
    const here = await sit('a');
    await settled();
    const { sandbox } = rooms().lms;
    const [learnerId, teacherId] = [await rooms().addPerson('learner'), await rooms().addPerson('lecturer')];
    const course = await sandbox.addCourse({
      shortName: 'B',
      fullName: 'Lớp khác',
      members: [
        { personId: learnerId, role: 'learner' },
        { personId: teacherId, role: 'lecturer' },
      ],
    });
    const { linkId } = await sandbox.placeItem(course.id, {
      title: 'Bài kiểm tra',
      custom: { item: 'exam:KT01' },
      lineItem: { scoreMaximum: 10 },
    });
    const there = { sandbox, linkId };
    const call = await enter(rooms().tool, there, learnerId);
    const attempt = await call<never>('POST', '/exams/KT01/attempts', { device: 'device-one' });
    const begun = { call, personId: learnerId, attempt, slot: desk.slotOf(attempt) };
    await submit(begun, 'a');
    await settled();
    const teacher = await enter(rooms().tool, there, teacherId);
    expect((await preview(teacher, rightIs('a'))).attempts).toBe(1);
    await correct(teacher, rightIs('a'));
    await until(async () => {
      const { score } = await resultOf(call, begun.attempt['id']);
      return score?.outOfTen === 10 ? true : undefined;
    });
    expect((await resultOf(here.call, here.attempt.id)).score).toMatchObject({ outOfTen: 9 });
    expect(await standing(await lecturer())).toEqual([]);
    const [made] = await standing(teacher);
    await correct(teacher, { kind: 'undo', of: made!.id });
  });
});
