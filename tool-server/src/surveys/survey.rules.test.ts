import type { SurveyAnswer, SurveyQuestion } from '@chuyen-de/contracts';
import fc from 'fast-check';
import { resultsOf, stateOf, tallyOf, type Sums } from './survey.rules.ts';

const asked = { text: 'Câu', required: false };
const SCALE: SurveyQuestion = { kind: 'scale', ...asked, low: 'Kém', high: 'Tốt' };
const SINGLE: SurveyQuestion = { kind: 'single', ...asked, options: ['a', 'b', 'c'] };
const MULTIPLE: SurveyQuestion = { kind: 'multiple', ...asked, options: ['a', 'b', 'c'] };
const TEXT: SurveyQuestion = { kind: 'text', ...asked };
const ALL = [SCALE, SINGLE, MULTIPLE, TEXT];

/** The sums of some sheets, as the store keeps them. */
function sumsOf(questions: readonly SurveyQuestion[], sheets: readonly SurveyAnswer[][]): Sums {
  const sums = {
    answers: 0,
    given: {} as Record<string, number>,
    counts: new Map<string, Record<string, number>>(),
    texts: [] as { question: number; text: string }[],
  };
  for (const sheet of sheets) {
    const tally = tallyOf(questions, sheet)!;
    sums.answers += 1;
    for (const number of tally.given) sums.given[number] = (sums.given[number] ?? 0) + 1;
    for (const [number, choice] of tally.chosen) {
      const counts = sums.counts.get(`${number}`) ?? {};
      sums.counts.set(`${number}`, { ...counts, [choice]: (counts[choice] ?? 0) + 1 });
    }
    sums.texts.push(...tally.texts);
  }
  return { ...sums, counts: Object.fromEntries(sums.counts) };
}

describe('how a survey stands', () => {
  const at = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour));
  it.each([
    ['draft', null, null, 'draft'],
    ['published', null, null, 'open'],
    ['published', at(13), null, 'upcoming'],
    ['published', at(12), at(13), 'open'],
    ['published', null, at(12), 'closed'],
    ['closed', null, at(13), 'closed'],
  ] as const)('%s, from %s to %s: %s', (state, opensAt, closesAt, expected) => {
    expect(stateOf({ state, opensAt, closesAt }, at(12))).toBe(expected);
  });
});

describe('what answers come to', () => {
  it('is what was chosen and said, question by question', () => {
    expect(tallyOf(ALL, [5, 0, [2, 1], 'Tốt'])).toEqual({
      given: [0, 1, 2, 3],
      chosen: [
        [0, 5],
        [1, 0],
        [2, 2],
        [2, 1],
      ],
      texts: [{ question: 3, text: 'Tốt' }],
    });
    expect(tallyOf(ALL, [null, null, null, null])).toEqual({ given: [], chosen: [], texts: [] });
  });

  it.each<[string, SurveyQuestion, SurveyAnswer]>([
    ['a step below the scale', SCALE, 0],
    ['a step above it', SCALE, 6],
    ['words to a scale', SCALE, 'năm'],
    ['an option that there is not', SINGLE, 3],
    ['several of one', SINGLE, [0, 1]],
    ['one of several that there is not', MULTIPLE, [0, 3]],
    ['the same twice', MULTIPLE, [1, 1]],
    ['a bare number to several', MULTIPLE, 1],
    ['a number to words', TEXT, 1],
    ['nothing where an answer is needed', { ...SCALE, required: true }, null],
  ])('refuses %s', (_what, question, answer) => {
    expect(tallyOf([question], [answer])).toBeUndefined();
  });

  it('refuses answers to more or fewer questions', () => {
    expect(tallyOf([SCALE], [])).toBeUndefined();
    expect(tallyOf([SCALE], [1, 1])).toBeUndefined();
  });
});

describe('what is shown of answers', () => {
  const sheet: SurveyAnswer[] = [4, 1, [0, 2], 'Ý kiến'];
  const four = [sheet, sheet, sheet, sheet];

  it('is nothing of four, and everything of five', () => {
    expect(resultsOf(ALL, sumsOf(ALL, four))).toBeNull();
    expect(resultsOf(ALL, sumsOf(ALL, [...four, [1, 0, [2], 'Khác']]))).toEqual([
      { kind: 'scale', text: 'Câu', given: 5, low: 'Kém', high: 'Tốt', counts: [1, 0, 0, 4, 0], mean: 3.4 },
      { kind: 'options', text: 'Câu', given: 5, options: ['a', 'b', 'c'], counts: [1, 4, 0] },
      { kind: 'options', text: 'Câu', given: 5, options: ['a', 'b', 'c'], counts: [4, 0, 5] },
      { kind: 'text', text: 'Câu', given: 5, texts: ['Ý kiến', 'Ý kiến', 'Ý kiến', 'Ý kiến', 'Khác'] },
    ]);
  });

  it('is nothing of a question that fewer have answered, whatever else they said', () => {
    const answer = fc.constantFrom<SurveyAnswer>(null, 1, 2, 3, 4, 5);
    fc.assert(
      fc.property(fc.array(answer, { minLength: 5, maxLength: 12 }), (answers) => {
        const sheets = answers.map((each): SurveyAnswer[] => [each, 0]);
        const [scale] = resultsOf([SCALE, SINGLE], sumsOf([SCALE, SINGLE], sheets))!;
        const given = answers.filter((each) => each !== null).length;
        expect(scale!.kind).toBe(given < 5 ? 'withheld' : 'scale');
        if (scale!.kind === 'withheld') expect(scale).toEqual({ kind: 'withheld', text: 'Câu' });
      }),
    );
  });
});
