import type { CheckedAnswer } from '@chuyen-de/contracts';
import { isBlank } from '@chuyen-de/question-types';
import { receiptOf } from '../src/exams/receipt.ts';
import { resultOf, save, start } from './exam-steps.ts';
import { MOST, one, pairs, PENALTY, several, useTriedRooms } from './tried-rooms.ts';
import { EXAM } from './typed-questions.ts';

const { withTries, sit, stored } = useTriedRooms();

describe('an answer that may be tried again', () => {
  it('tells after a wrong try a hint and nothing of the key, and the rest once it stands', async () => {
    await withTries();
    const { tries, questionOf, attempt, client, end } = await sit();
    expect(attempt.tries).toEqual({ most: MOST, penalty: PENALTY });
    const question = questionOf('single-choice');
    const first = await tries(question, one('a'));
    expect(first.checked).toMatchObject({ fraction: 0, points: 0, triesLeft: 2, hints: [{ vi: 'HINT-1' }] });
    expect(first.text).not.toMatch(/"key":|SECRET|HINT-2/);
    const again = await start(client, EXAM);
    expect(again.checked).toEqual([first.checked]);
    expect(JSON.stringify(again)).not.toMatch(/"key":|SECRET|HINT-2/);

    const right = await tries(question, one('c'));
    expect(right.checked).toMatchObject({ fraction: 1, points: 0.7, key: ['c'], hints: [{ vi: 'HINT-1' }] });
    expect(right.checked.tries?.map(({ fraction }) => fraction)).toEqual([0, 1]);
    expect(right.checked.triesLeft).toBeUndefined();
    expect(right.text).toContain('SECRET-EXPLANATION');
    expect(right.text).not.toContain('HINT-2');

    const { results } = await end();
    expect(results![question.slot]).toMatchObject({
      ...{ fraction: 1, points: 0.7, maximum: 1 },
      tries: { count: 2, first: 0 },
    });
    const { review } = await resultOf(client, attempt.id);
    expect(review!.find(({ slot }) => slot === question.slot)).toMatchObject({
      ...{ points: 0.7, hints: [{ vi: 'HINT-1' }] },
      tries: [{ response: { selected: ['a'] }, fraction: 0 }, { fraction: 1 }],
    });
  });

  it('stands when all tries are used up, and a later one changes nothing', async () => {
    await withTries({ tries: 2 });
    const { tries, questionOf, id, client, logged, end } = await sit();
    const question = questionOf('single-choice');
    await tries(question, one('a'));
    const last = await tries(question, one('b'));
    expect(last.checked).toMatchObject({ fraction: 0, key: ['c'] });
    expect(last.checked.triesLeft).toBeUndefined();
    expect(await tries(question, one('c'))).toMatchObject({ checked: last.checked });
    await save(client, id, [logged(question, one('c'))]);
    const { results, answers, steps } = await end();
    expect(answers[question.slot]!.response).toEqual(one('b'));
    expect(steps![question.slot]).toHaveLength(2);
    expect(results![question.slot]).toMatchObject({ points: 0, tries: { count: 2, first: 0 } });
  });

  it('tells which parts are right where the exam says so, and credits each by its try', async () => {
    await withTries();
    const { tries, questionOf, end } = await sit();
    const question = questionOf('matching');
    const first = await tries(question, pairs({ a: 'a', b: 'c', c: 'd' }));
    expect(first.checked).toMatchObject({ rightParts: ['a'], triesLeft: 2 });
    const ordering = questionOf('ordering');
    const ordered = await tries(ordering, { type: 'ordering', order: ['b', 'c', 'd', 'a'] });
    expect(ordered.checked.rightParts).toHaveLength(2);
    // Nothing there but places of the paper: authors name what comes first a.
    for (const part of ordered.checked.rightParts!) expect(part).toMatch(/^[1-4]-[1-4]$/);
    await tries(question, pairs({ a: 'a', b: 'b', c: 'd' }));
    await tries(question, pairs({ a: 'a', b: 'b', c: 'a' }));
    const { results } = await end();
    expect(results![question.slot]!.points).toBeCloseTo((1 + 0.7 + 0.4) / 3, 5);
    expect(results![ordering.slot]).toMatchObject({ tries: { count: 1 } });
  });

  it('says nothing of parts where the exam does not', async () => {
    await withTries({ tellsParts: undefined });
    const { tries, questionOf } = await sit();
    const { checked, text } = await tries(questionOf('matching'), pairs({ a: 'a', b: 'c', c: 'd' }));
    expect(checked).toMatchObject({ triesLeft: 2 });
    expect(text).not.toContain('rightParts');
  });

  it('takes the same answer for no further try, and one of before for none that helps', async () => {
    await withTries();
    const { tries, questionOf, id, logged, check } = await sit();
    const question = questionOf('multiple-choice');
    const first = logged(question, several('a', 'c'));
    const told = await check(first);
    expect(await check(first)).toMatchObject({
      status: 200,
      body: { checked: (told.body as CheckedAnswer).checked },
    });
    // What comes again after a lost reply has another number, and maybe another order.
    const repeated = await tries(question, several('c', 'a'));
    expect(repeated.checked).toEqual((told.body as CheckedAnswer).checked);
    await tries(question, several('b'));
    expect(await tries(question, several('a', 'c'))).toMatchObject({
      status: 409,
      body: { code: 'answer_tried' },
    });
    expect((await stored(id)).steps![question.slot]).toHaveLength(2);
  });

  it('counts as it was left: another answer as a further try, none as what was tried', async () => {
    await withTries();
    const { tries, questionOf, client, id, logged, end } = await sit();
    const [single, matching] = [questionOf('single-choice'), questionOf('matching')];
    await tries(single, one('a'));
    await tries(matching, pairs({ a: 'a', b: 'b' }));
    await save(client, id, [logged(single, one('c')), logged(matching, pairs({}))]);
    const { results, answers } = await end();
    expect(results![single.slot]).toMatchObject({ points: 0.7, tries: { count: 2 } });
    expect(isBlank(answers[matching.slot]!.response)).toBe(false);
    expect(results![matching.slot]!.points).toBeCloseTo(2 / 3, 5);
  });

  it('keeps an answer that went back to what was tried last', async () => {
    await withTries();
    const { tries, questionOf, client, id, logged } = await sit();
    const question = questionOf('single-choice');
    await tries(question, one('a'));
    await save(client, id, [logged(question, one('c'))]);
    await tries(question, one('a'));
    expect((await stored(id)).answers[question.slot]!.response).toEqual(one('a'));
  });

  it('is tried no more often than it may be, whatever comes at once', async () => {
    await withTries({ tries: 2 });
    const { questionOf, id, logged, check } = await sit();
    const question = questionOf('multiple-choice');
    const all = [several('a'), several('c'), several('d'), several('b', 'c')].map((each) =>
      logged(question, each),
    );
    const told = await Promise.all(all.map((each) => check(each)));
    for (const { status } of told) expect([200, 409]).toContain(status);
    expect((await stored(id)).steps![question.slot]!.length).toBeLessThanOrEqual(2);
  });

  it('has another receipt for other tries at the same answer', async () => {
    await withTries();
    const { tries, questionOf, end } = await sit();
    await tries(questionOf('single-choice'), one('a'));
    await tries(questionOf('single-choice'), one('c'));
    const { receipt, registration, answers, steps } = await end();
    expect(receiptOf(registration, answers, steps)).toBe(receipt);
    expect(receiptOf(registration, answers)).not.toBe(receipt);
  });
});
