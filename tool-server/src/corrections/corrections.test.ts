import type { Certainty, CorrectionKind, Scope } from '@chuyen-de/contracts';
import type { QuestionContent, QuestionResponse } from '@chuyen-de/question-types';
import fc from 'fast-check';
import type { PaperSlot } from '../exams/index.ts';
import { correctResults, fractionByType, markByRule } from '../exams/results.rules.ts';
import type { Ruling } from '../exams/ruling.rules.ts';
import { scorePaper } from '../exams/scoring.rules.ts';
import { hasKey, rulingOf, type CorrectionTerms } from './corrections.rules.ts';
import { reaching } from './reach.ts';

const AT = new Date('2026-03-02T08:00:00Z');
const LATER = new Date('2026-03-09T08:00:00Z');
const EVERYWHERE: Scope = { kind: 'installation' };

const options = ['a', 'b', 'c', 'd'].map((id) => ({ id, text: { vi: id } }));
const QUESTION = { type: 'single-choice', options, key: ['b'] } satisfies QuestionContent;
const chosen = (id: string): QuestionResponse => ({ type: 'single-choice', selected: [id] });

let made = 0;
beforeEach(() => {
  made = 0;
});
const correction = (kind: CorrectionKind, over: Partial<CorrectionTerms> = {}): CorrectionTerms => {
  made += 1;
  return {
    _id: `c${made}`,
    number: made,
    scope: EVERYWHERE,
    kind,
    at: LATER,
    reason: `Lý do ${made}`,
    ...over,
  };
};

const paper = [
  { slot: 1, question: 'Q1', revision: 1, topic: 'CD01', type: 'single-choice', optionOrder: [] },
] as unknown as PaperSlot[];

/** What each of some answers earns by corrections: points of one, and of how many. */
function earned(corrections: CorrectionTerms[], question: QuestionContent, responses: QuestionResponse[]) {
  const ruling = rulingOf(corrections);
  return responses.map((response) => {
    const answers = { 1: { response } };
    const marking = { questions: new Map([[1, question]]), fractionOf: fractionByType, at: AT };
    const rulings = new Map<number, Ruling>(ruling ? [[1, ruling]] : []);
    const result = markByRule(paper, answers, { ...marking, rulings })[1]!;
    return `${result.points}/${result.maximum}`;
  });
}
const ofChoices = (...corrections: CorrectionTerms[]) =>
  earned(corrections, QUESTION, [
    chosen('a'),
    chosen('b'),
    chosen('c'),
    { ...chosen('a'), selected: [] } as never,
  ]);

describe('a question by its corrections', () => {
  it('counts as its author wrote it while there is none', () => {
    expect(ofChoices()).toEqual(['0/1', '1/1', '0/1', '0/1']);
    expect(rulingOf([])).toBeUndefined();
  });

  it('accepts a further response beside its key', () => {
    expect(ofChoices(correction('accept-also', { response: chosen('c') }))).toEqual([
      '0/1',
      '1/1',
      '1/1',
      '0/1',
    ]);
  });

  it('has another key, and nothing that was accepted beside the former one', () => {
    const also = correction('accept-also', { response: chosen('c') });
    expect(ofChoices(also, correction('change-key', { response: chosen('a') }))).toEqual([
      '1/1',
      '0/1',
      '0/1',
      '0/1',
    ]);
  });

  it('counts for nobody: neither points nor maximum', () => {
    expect(ofChoices(correction('drop'))).toEqual(['0/0', '0/0', '0/0', '0/0']);
  });

  it('gives its points to everybody who had it, whatever they answered', () => {
    expect(ofChoices(correction('full-credit'))).toEqual(['1/1', '1/1', '1/1', '1/1']);
  });

  it('counts by the latest, over what stood before it', () => {
    const key = correction('change-key', { response: chosen('a') });
    const drop = correction('drop');
    expect(ofChoices(key, drop)).toEqual(['0/0', '0/0', '0/0', '0/0']);
    const also = correction('accept-also', { response: chosen('c') });
    expect(ofChoices(key, drop, also)).toEqual(['1/1', '0/1', '1/1', '0/1']);
  });

  it.each(['accept-also', 'change-key', 'drop', 'full-credit'] as const)(
    'counts as before once %s is taken back, and says that it was',
    (kind) => {
      const one = correction(kind, { response: chosen('c') });
      const undo = correction('undo', { of: one._id });
      expect(ofChoices(one, undo)).toEqual(ofChoices());
      expect(rulingOf([one, undo])?.last).toMatchObject({ kind: 'undo', id: undo._id });
    },
  );

  it('is corrected where a correction reaches, in the order in which corrections were made', () => {
    const course: Scope = { kind: 'course', platformId: 'p1', contextId: 'k1' };
    const all = [
      correction('drop', { scope: course }),
      correction('full-credit', { scope: { kind: 'platform', platformId: 'p2' } }),
      correction('accept-also', { number: 0 }),
    ];
    const ids = (where: { platformId: string; contextId?: string }) =>
      reaching(all, where).map(({ _id }) => _id);
    expect(ids({ platformId: 'p1', contextId: 'k1' })).toEqual(['c3', 'c1']);
    expect(ids({ platformId: 'p1', contextId: 'k2' })).toEqual(['c3']);
    expect(ids({ platformId: 'p1' })).toEqual(['c3']);
    expect(ids({ platformId: 'p2', contextId: 'k1' })).toEqual(['c3', 'c2']);
  });

  it('takes the same answer for the same, as its type does: capitals, tone placement, a decimal comma', () => {
    const written = { type: 'short-answer', accepted: ['Việt Minh'] } satisfies QuestionContent;
    const text = (words: string): QuestionResponse => ({ type: 'short-answer', text: words });
    const accepted = correction('accept-also', { response: text('Mặt trận hoà bình *') });
    const said = ['việt minh', 'MẶT TRẬN HÒA BÌNH *', 'Mặt trận hoà bình 5'].map(text);
    expect(earned([accepted], written, said)).toEqual(['1/1', '1/1', '0/1']);
    const counted = { type: 'numeric', answer: 1930 } satisfies QuestionContent;
    const number = (digits: string): QuestionResponse => ({ type: 'numeric', text: digits });
    const year = correction('change-key', { response: number('1.945') });
    expect(earned([year], counted, ['1945', '1.945', '1930'].map(number))).toEqual(['1/1', '1/1', '0/1']);
  });

  it('leaves an answer in parts its share, but for the one that is accepted whole', () => {
    const several = {
      type: 'multiple-choice',
      options,
      key: ['a', 'b'],
      scoring: 'per-option',
    } satisfies QuestionContent;
    const choice = (...selected: string[]): QuestionResponse => ({ type: 'multiple-choice', selected });
    const also = correction('accept-also', { response: choice('a') });
    expect(earned([also], several, [choice('a', 'b'), choice('a'), choice('b'), choice('b', 'c')])).toEqual([
      '1/1',
      '1/1',
      '0.5/1',
      '0/1',
    ]);
  });

  it('knows whether a rule marks it', () => {
    expect(hasKey(QUESTION)).toBe(true);
  });
});

/** Any history of corrections of some questions: which question, and what about it. */
const step = fc.record({
  slot: fc.integer({ min: 1, max: 3 }),
  kind: fc.constantFrom<CorrectionKind>('accept-also', 'change-key', 'drop', 'full-credit', 'undo'),
  right: fc.constantFrom('a', 'b', 'c', 'd'),
  back: fc.nat(5),
  /** Whether attempts are marked anew before the next one. */
  marks: fc.boolean(),
});

describe('marking anew', () => {
  it.each([
    ['', {}],
    [', where certainty counts', { certainty: true }],
    [', where answers were tried several times', { penalty: 30 }],
  ] as const)(
    'comes to what marking first comes to, whatever corrections came in between%s',
    (_, terms: { certainty?: true; penalty?: number }) => {
      const places = [1, 2, 3].map((slot) => ({
        ...paper[0]!,
        ...{ slot, question: `Q${slot}`, points: slot },
        ...terms,
      }));
      const questions = new Map(places.map(({ slot }) => [slot, QUESTION]));
      const answersOf = fc.array(fc.constantFrom('', 'a', 'b', 'c', 'd'), { minLength: 3, maxLength: 3 });
      let changed = 0;
      fc.assert(
        fc.property(answersOf, fc.array(step, { minLength: 1, maxLength: 12 }), (given, history) => {
          const answers = Object.fromEntries(
            given.map((id, index) => [
              index + 1,
              {
                response: id === '' ? { ...chosen('a'), selected: [] } : chosen(id),
                ...(terms.certainty && { certainty: (index + 1) as Certainty }),
                ...(terms.penalty && { tried: ['d', 'c'].slice(0, index).map(chosen) }),
              },
            ]),
          ) as Parameters<typeof markByRule>[1];
          const all = new Map<number, CorrectionTerms[]>();
          const rulings = (): Map<number, Ruling> =>
            new Map([...all].map(([slot, corrections]) => [slot, rulingOf(corrections)!]));
          const marking = { questions, fractionOf: fractionByType };
          let results = markByRule(places, answers, { ...marking, rulings: new Map(), at: AT });
          const first = structuredClone(results);
          const mark = (): void => {
            results = correctResults(places, answers, { ...marking, rulings: rulings(), at: LATER, results });
          };
          for (const { slot, kind, right, back, marks } of history) {
            const before = all.get(slot) ?? [];
            const of = before.filter((each) => each.kind !== 'undo').at(-1 - back)?._id;
            if (kind === 'undo' && (of === undefined || before.some((each) => each.of === of))) continue;
            const one = correction(kind, kind === 'undo' ? { of: of! } : { response: chosen(right) });
            all.set(slot, [...before, one]);
            if (marks) mark();
          }
          mark();
          const anew = markByRule(places, answers, { ...marking, rulings: rulings(), at: LATER });
          expect(scorePaper(places, results, 5)).toEqual(scorePaper(places, anew, 5));
          // Once more changes nothing, and nothing of what was marked at first is lost.
          const settled = results;
          mark();
          expect(results).toBe(settled);
          for (const { slot } of places) {
            const { corrected, ...result } = results[slot]!;
            expect(corrected?.from ?? result).toEqual(first[slot]);
          }
          changed += Object.values(results).some((result) => result.corrected) ? 1 : 0;
        }),
        { numRuns: 500 },
      );
      expect(changed).toBeGreaterThan(50);
    },
  );
});
