import fc from 'fast-check';
import type { CreditedPart, QuestionResponse } from '@chuyen-de/question-types';
import type { Attempt } from './attempt.model.ts';
import {
  hintsTold,
  judgeTries,
  responsesOf,
  shareOfTries,
  triesLeft,
  triesTerms,
  type Judged,
} from './tries.rules.ts';

const chosen = (...selected: string[]): QuestionResponse => ({ type: 'single-choice', selected });
const parts = (...right: boolean[]): CreditedPart[] =>
  right.map((is, index) => ({ id: `${index}`, right: is, share: 1 / right.length }));
const judged = (...right: boolean[]): Judged => ({
  fraction: right.filter(Boolean).length / right.length,
  parts: parts(...right),
});

/** An attempt with such checks at its first place. */
const checked = (fractions: number[], most = 3): Pick<Attempt, 'exam' | 'steps'> => ({
  exam: { tries: { most, penalty: 33 } } as Attempt['exam'],
  steps: {
    1: fractions.map((fraction, index) => ({
      ...{ at: new Date(), seq: index, response: chosen('a'), fraction, points: 0 },
    })),
  },
});

describe('tries', () => {
  it.each([
    ['one that is right', [1], 33, 1],
    ['a right one after a wrong one', [0, 1], 33, 0.67],
    ['a right one after two', [0, 0, 1], 33, 0.34],
    ['a part after a wrong one', [0, 0.5], 33, 0.17],
    ['a part that is less than the penalty', [0, 0, 0.5], 33, 0],
    ['a lesser one after a part', [0.5, 0], 10, 0],
    ['any number that costs nothing', [0, 0, 1], 0, 1],
    ['none', [], 33, 0],
  ])('earn as Moodle has it: %s', (_, fractions, penalty, share) => {
    expect(
      shareOfTries(
        fractions.map((fraction) => ({ fraction })),
        penalty,
      ),
    ).toBeCloseTo(share, 6);
  });

  it.each([
    ['both at once', [judged(true, true)], 1],
    ['one at once, the other next', [judged(true, false), judged(true, true)], (1 + 0.67) / 2],
    ['one given up for the other', [judged(true, false), judged(false, true)], 0.67 / 2],
    ['one lost and found again', [judged(true, false), judged(false, false), judged(true, true)], 0.34],
    ['none', [judged(false, false), judged(false, false)], 0],
  ])('earn each part by the try from which on it stayed right: %s', (_, tries, share) => {
    expect(shareOfTries(tries, 33)).toBeCloseTo(share, 6);
  });

  const history = fc.integer({ min: 1, max: 4 }).chain((count) =>
    fc.array(fc.array(fc.boolean(), { minLength: count, maxLength: count }), {
      minLength: 1,
      maxLength: 6,
    }),
  );

  it('never earn more than the last one is worth, nor less than nothing, nor more for a greater penalty', () => {
    fc.assert(
      fc.property(history, fc.boolean(), fc.nat(100), fc.nat(100), (all, byParts, one, other) => {
        const tries = all.map((right) =>
          byParts ? judged(...right) : { fraction: judged(...right).fraction },
        );
        const [less, more] = [
          shareOfTries(tries, Math.min(one, other)),
          shareOfTries(tries, Math.max(one, other)),
        ];
        expect(less).toBeLessThanOrEqual(tries.at(-1)!.fraction + 1e-6);
        expect(more).toBeLessThanOrEqual(less + 1e-6);
        expect(more).toBeGreaterThanOrEqual(0);
        // Whoever tries once more what they have tried gains nothing by it.
        expect(shareOfTries([...tries, tries.at(-1)!], one)).toBeLessThanOrEqual(
          shareOfTries(tries, one) + 1e-6,
        );
      }),
    );
  });

  it('count the answer as it was left, unless it was checked', () => {
    expect(responsesOf({ response: chosen('b'), tried: [chosen('a')] })).toHaveLength(2);
    expect(responsesOf({ response: chosen('a'), tried: [chosen('a')] })).toHaveLength(1);
    expect(responsesOf({ response: chosen('a') })).toEqual([chosen('a')]);
  });

  it('end with the first that is right, as a correction may make one of before', () => {
    const answer = { response: chosen('b'), tried: [chosen('a')] };
    const rightIs = (id: string) => (response: QuestionResponse) => ({
      fraction: 'selected' in response && response.selected[0] === id ? 1 : 0,
    });
    expect(judgeTries(answer, rightIs('b'))).toEqual([{ fraction: 0 }, { fraction: 1 }]);
    expect(judgeTries(answer, rightIs('a'))).toEqual([{ fraction: 1 }]);
    expect(judgeTries(answer, () => undefined)).toBeUndefined();
  });

  it('are left as long as none was right', () => {
    expect([[], [0], [0, 0.5], [0, 1], [0, 0, 0]].map((all) => triesLeft(checked(all), 1))).toEqual([
      ...[3, 2, 1, 0, 0],
    ]);
    expect(triesLeft({ exam: {}, steps: checked([0]).steps! }, 1)).toBe(0);
  });

  it('are followed by a hint each, but for the last one and for what is right', () => {
    const hints = ['một', 'hai', 'ba'].map((vi) => ({ vi }));
    const told = (fractions: number[], all = hints) =>
      hintsTold(checked(fractions), 1, { hints: all }).length;
    expect([[], [0], [0, 0], [0, 0, 0], [0, 1], [1]].map((all) => told(all))).toEqual([0, 1, 2, 2, 1, 0]);
    expect(told([0, 0], hints.slice(0, 1))).toBe(1);
  });

  it('have the usual terms where an exam says no others', () => {
    expect(triesTerms({ behaviour: 'interactive' })).toEqual({ most: 3, penalty: 33 });
    expect(triesTerms({ behaviour: 'immediate' })).toBeUndefined();
  });
});
