import fc from 'fast-check';
import type { PaperSlot } from './draw.rules.ts';
import { fractionByType, markByRule, waitingSlots, type SlotResults } from './results.rules.ts';
import {
  answeredCount,
  countingScore,
  reportedScore,
  scaledMark,
  scoreOf,
  scorePaper,
} from './scoring.rules.ts';

const aSlot = (slot: number, over: Partial<PaperSlot> = {}): PaperSlot => ({
  slot,
  question: `Q-${slot}`,
  revision: 1,
  topic: 'CD01',
  level: 'recall',
  type: 'single-choice',
  optionOrder: ['a', 'b', 'c', 'd'],
  ...over,
});

const at = new Date('2026-03-02T09:00:00Z');

describe('markByRule', () => {
  const aQuestion = (key: string[]) => ({
    type: 'single-choice' as const,
    options: ['a', 'b', 'c', 'd'].map((id) => ({ id, text: { vi: id } })),
    key,
  });
  const anAnswer = (...selected: string[]) => ({ response: { type: 'single-choice' as const, selected } });
  const questions = new Map([1, 2, 3].map((slot) => [slot, aQuestion(['a'])]));
  const byType = { questions, fractionOf: fractionByType, at };

  it('tells fraction, points, maximum, by whom and when, for each place', () => {
    const paper = [aSlot(1, { points: 2.5 }), aSlot(2), aSlot(3, { points: 4 })];
    expect(markByRule(paper, { 1: anAnswer('a'), 2: anAnswer('b') }, byType)).toEqual({
      1: { fraction: 1, points: 2.5, maximum: 2.5, by: 'rule', markedAt: at },
      2: { fraction: 0, points: 0, maximum: 1, by: 'rule', markedAt: at },
      3: { fraction: 0, points: 0, maximum: 4, by: 'rule', markedAt: at },
    });
  });

  it('leaves to a person what no rule can tell, but not where nothing was answered', () => {
    const paper = [aSlot(1), aSlot(2), aSlot(3)];
    const answers = { 1: anAnswer('a'), 2: anAnswer() };
    const results = markByRule(paper, answers, { ...byType, fractionOf: () => undefined });
    expect(Object.keys(results)).toEqual(['2', '3']);
    expect(waitingSlots(paper, results)).toEqual([1]);
  });

  it('refuses to mark a slot whose question is unknown', () => {
    expect(() => markByRule([aSlot(9)], {}, byType)).toThrow('slot 9 has no question');
  });

  it('counts answers that are there, blank ones not among them', () => {
    expect(answeredCount([aSlot(1), aSlot(2)], { 1: anAnswer('c'), 2: anAnswer() })).toBe(1);
  });
});

describe('scorePaper', () => {
  const results = (...earned: [fraction: number, maximum: number][]): SlotResults =>
    Object.fromEntries(
      earned.map(([fraction, maximum], index) => [
        index + 1,
        { fraction, points: fraction * maximum, maximum, by: 'rule' as const, markedAt: at },
      ]),
    );

  it('breaks the score down by topic, in the order of the paper', () => {
    const paper = [aSlot(1, { topic: 'CD02' }), aSlot(2), aSlot(3, { topic: 'CD02' })];
    expect(scorePaper(paper, results([1, 1], [1, 1], [0.5, 1]), 5)).toEqual({
      score: { given: 2.5, maximum: 3, outOfTen: 8.3, passed: true },
      topicsScore: [
        { topic: 'CD02', right: 1, count: 2 },
        { topic: 'CD01', right: 1, count: 1 },
      ],
    });
  });

  it('weighs each place by its points', () => {
    const paper = [aSlot(1, { points: 3 }), aSlot(2, { points: 0.5 }), aSlot(3)];
    expect(scorePaper(paper, results([1, 3], [0, 0.5], [0.5, 1]), 5).score).toEqual({
      given: 3.5,
      maximum: 4.5,
      outOfTen: 7.8,
      passed: true,
    });
  });

  it('adds thirds and tenths up to whole points', () => {
    const paper = Array.from({ length: 10 }, (_, index) => aSlot(index + 1));
    const thirds = scorePaper(paper.slice(0, 3), results([1 / 3, 1], [1 / 3, 1], [1 / 3, 1]), 5);
    expect(thirds.score).toMatchObject({ given: 1, maximum: 3 });
    const tenths = scorePaper(paper, results(...paper.map((): [number, number] => [1, 0.1])), 5);
    expect(tenths.score).toMatchObject({ given: 1, maximum: 1, outOfTen: 10 });
  });

  it('makes no score while a place has no result', () => {
    expect(() => scorePaper([aSlot(1), aSlot(2)], results([1, 1]), 5)).toThrow('slot 2 has no result');
  });
});

describe('scoreOf', () => {
  it.each([
    [23, 40, 5.8],
    [29, 40, 7.3],
    [1, 3, 3.3],
    [2, 3, 6.7],
    [0, 30, 0],
    [30, 30, 10],
    [0, 0, 0],
  ])('rounds %d of %d to %d, halves upwards', (given, maximum, outOfTen) => {
    expect(scoreOf(given, maximum, 5).outOfTen).toBe(outOfTen);
  });

  it('passes by the rounded value', () => {
    expect(scoreOf(99, 200, 5)).toMatchObject({ outOfTen: 5, passed: true });
    expect(scoreOf(98, 200, 5)).toMatchObject({ outOfTen: 4.9, passed: false });
  });

  it('never leaves the scale and never falls when more is right', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(499), (maximum, given) => {
        fc.pre(given < maximum);
        const [less, more] = [scoreOf(given, maximum, 5), scoreOf(given + 1, maximum, 5)];
        expect(less.outOfTen).toBeGreaterThanOrEqual(0);
        expect(more.outOfTen).toBeLessThanOrEqual(10);
        expect(more.outOfTen).toBeGreaterThanOrEqual(less.outOfTen);
      }),
    );
  });
});

describe('reportedScore', () => {
  it.each([
    [20, 30, 6.7, 0.67],
    [33, 50, 6.6, 0.66],
    [99, 200, 5, 0.5],
    [7, 100, 0.7, 0.07],
    [0, 0, 0, 0],
  ])('of %d of %d is %d of ten, and %d', (given, maximum, mark, scaled) => {
    expect(reportedScore(scoreOf(given, maximum, 5))).toEqual({ given: mark, maximum: 10, scaled });
  });

  it('is told in decimals as short as they are read, and passes as it is told', () => {
    for (let given = 0; given <= 200; given += 1) {
      for (const passMark of [4.9, 5, 6.7]) {
        const score = scoreOf(given, 200, passMark);
        const { scaled } = reportedScore(score);
        expect(String(scaled)).toBe(String(Number(scaled.toFixed(2))));
        expect(score.passed).toBe(scaled >= scaledMark(passMark));
      }
    }
  });
});

describe('countingScore', () => {
  const ended = [14, 18, 11].map((given) => ({ score: scoreOf(given, 20, 5), passMark: 5 }));

  it.each([
    ['first', 14, 7],
    ['last', 11, 5.5],
    ['highest', 18, 9],
    ['average', 14.333, 7.2],
  ] as const)('by %s', (grading, given, outOfTen) => {
    expect(countingScore(ended, grading)).toMatchObject({ given, maximum: 20, outOfTen });
  });

  it('takes the mean of the marks that are read, not of the points behind them', () => {
    const marks = (...given: number[]) => given.map((one) => ({ score: scoreOf(one, 60, 5), passMark: 5 }));
    // 29/60 and 31/60 are read as 4.8 and 5.2; 2/60 and 3/60 as 0.3 and 0.5.
    expect(countingScore(marks(29, 31), 'average')).toMatchObject({ outOfTen: 5, passed: true });
    expect(countingScore(marks(2, 3), 'average')).toMatchObject({ outOfTen: 0.4 });
    expect(countingScore(marks(29, 30), 'average')).toMatchObject({ outOfTen: 4.9, passed: false });
  });

  it('is none before an attempt has ended', () => {
    expect(countingScore([], 'highest')).toBeUndefined();
  });

  it('compares attempts at papers of different length by their share', () => {
    const papers = [scoreOf(10, 20, 5), scoreOf(9, 10, 5)].map((score) => ({ score, passMark: 5 }));
    expect(countingScore(papers, 'highest')).toMatchObject({ given: 9, maximum: 10 });
    expect(countingScore(papers, 'average')).toMatchObject({ given: 7, maximum: 10, outOfTen: 7 });
  });
});
