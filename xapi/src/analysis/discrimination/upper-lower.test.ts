import { upperLowerOf } from './upper-lower.rules.ts';

/** Answers to one question, by what the rest of their attempts came to. */
const answers = (exam: string, ...list: [rest: number, score: number][]) =>
  list.map(([rest, score]) => ({ exam, rest, score }));

describe('the upper-lower index', () => {
  it('is the difference between the best and the worst 27 %, the question itself left out', () => {
    // Of eleven, three are 27 %: of the best two are right, of the worst one is.
    const eleven = answers(
      'A',
      ...([
        [29, 1],
        [28, 1],
        [27, 0],
        [25, 1],
        [24, 0],
        [22, 1],
        [20, 0],
        [18, 1],
        [12, 1],
        [9, 0],
        [5, 0],
      ] as [number, number][]),
    );
    expect(upperLowerOf(eleven)).toBeCloseTo(2 / 3 - 1 / 3, 12);
    expect(upperLowerOf([...eleven].reverse())).toBeCloseTo(1 / 3, 12);
    expect(upperLowerOf(eleven.map((each) => ({ ...each, score: 1 - each.score })))).toBeCloseTo(-1 / 3, 12);
  });

  it('counts those on the border who are equal with equal parts', () => {
    // One of four is each group; two share the upper end: half of each counts.
    expect(upperLowerOf(answers('A', [9, 1], [9, 0], [5, 1], [1, 0]))).toBe(0.5);
    expect(upperLowerOf(answers('A', [9, 0], [9, 1], [5, 1], [1, 0]))).toBe(0.5);
  });

  it('makes groups within each exam: an easy one does not fill the upper group', () => {
    const hard = answers('hard', [4, 1], [3, 1], [2, 0], [1, 0]);
    const easy = answers('easy', [40, 0], [30, 0], [20, 0], [10, 1]);
    expect(upperLowerOf(hard)).toBe(1);
    expect(upperLowerOf([...hard, ...easy])).toBe(0);
  });

  it('says nothing of too few, or where all rests are equal', () => {
    expect(upperLowerOf([])).toBeUndefined();
    expect(upperLowerOf(answers('A', [3, 1], [2, 1], [1, 0]))).toBeUndefined();
    expect(upperLowerOf(answers('A', [3, 1], [3, 0], [3, 1], [3, 0]))).toBeUndefined();
  });
});
