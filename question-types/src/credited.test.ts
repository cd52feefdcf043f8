import fc from 'fast-check';
import { typeOf, type QuestionContent, type QuestionResponse } from './index.ts';

const items = (ids: string[]) => ids.map((id) => ({ id, text: { vi: `Mục ${id}` } }));
const IDS = ['a', 'b', 'c'];

const MATCHING: QuestionContent = {
  ...{ type: 'matching', left: items(IDS), right: items([...IDS, 'd']) },
  key: { a: 'a', b: 'b', c: 'a' },
};
const ORDERING: QuestionContent = {
  type: 'ordering',
  items: items([...IDS, 'd']),
  scoring: 'adjacent-pairs',
};
const CLOZE: QuestionContent = {
  type: 'cloze',
  text: { vi: '[[a]] [[b]]' },
  gaps: [
    { id: 'a', type: 'numeric', answer: 1930 },
    { id: 'b', type: 'short-answer', accepted: ['Đảng'], weight: 2 },
  ],
};

const pairs = fc
  .dictionary(fc.constantFrom(...IDS), fc.constantFrom('a', 'b', 'c', 'd'))
  .map((all): QuestionResponse => ({ type: 'matching', pairs: { ...all } }));
const orders = fc
  .shuffledSubarray([...IDS, 'd'])
  .map((order): QuestionResponse => ({ type: 'ordering', order }));
const gaps = fc
  .record({ a: fc.constantFrom('', '1930', '1931'), b: fc.constantFrom('', 'Đảng', 'khác') })
  .map((all): QuestionResponse => ({ type: 'cloze', gaps: all }));

describe('parts that earn points by themselves', () => {
  it.each([
    ['matching', MATCHING, pairs],
    ['ordering', ORDERING, orders],
    ['cloze', CLOZE, gaps],
  ] as const)('of %s come to what the response earns', (_, content, responses) => {
    const type = typeOf(content.type);
    const sum = (shares: { share: number }[]) => shares.reduce((all, { share }) => all + share, 0);
    fc.assert(
      fc.property(responses, fc.shuffledSubarray(type.parts(content), { minLength: 2 }), (response, some) => {
        const order = [...some, ...type.parts(content).filter((part) => !some.includes(part))];
        const parts = type.credited!(content, response, order)!;
        expect(sum(parts)).toBeCloseTo(1);
        expect(sum(parts.filter(({ right }) => right))).toBeCloseTo(type.fraction(content, response)!);
        expect(new Set(parts.map(({ id }) => id)).size).toBe(parts.length);
      }),
    );
  });

  it('are none where all earn points together', () => {
    const whole = 'all-or-nothing' as const;
    for (const content of [
      { ...MATCHING, scoring: whole },
      { ...ORDERING, scoring: whole },
    ] as QuestionContent[]) {
      const type = typeOf(content.type);
      expect(type.credited?.(content, type.samples(content).right, type.parts(content))).toBeUndefined();
    }
    expect(typeOf('single-choice').credited).toBeUndefined();
    expect(typeOf('multiple-choice').credited).toBeUndefined();
  });

  it('are known by places of the paper where the author’s names would tell the order', () => {
    const right: QuestionResponse = { type: 'ordering', order: [...IDS, 'd'] };
    const parts = typeOf('ordering').credited!(ORDERING, right, ['d', 'b', 'a', 'c'])!;
    expect(parts.map(({ id }) => id)).toEqual(['3-2', '2-4', '4-1']);
  });
});
