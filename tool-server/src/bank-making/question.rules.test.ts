import fc from 'fast-check';
import { askedTextOf, orderedNumber } from './question.rules.ts';

it('writes numbers in codes so that these stand in the order in which they were given', () => {
  expect([7, 9_999, 10_000, 100_000].map(orderedNumber)).toEqual(['0007', '9999', 'A10000', 'B100000']);
  const number = fc.integer({ min: 1, max: 10_000_000 });
  fc.assert(fc.property(number, number, (a, b) => orderedNumber(a) < orderedNumber(b) === a < b));
});

describe('the text that questions are compared by', () => {
  const stem = { vi: 'Ai chủ trì hội nghị hợp nhất?' };
  const items = ['Cương lĩnh', 'Luận cương', 'Nghị quyết'].map((vi, index) => ({
    id: `a${index}`,
    text: { vi },
  }));

  it.each([
    ['an accepted answer', { accepted: ['Nguyễn Ái Quốc'] }, { accepted: ['Trần Phú'] }],
    [
      'that of a gap',
      { gaps: [{ id: 'a', accepted: ['ba'] }] },
      { gaps: [{ id: 'a', accepted: ['bốn tổ chức'] }] },
    ],
    ['the right order', { items }, { items: items.toReversed() }],
    ['a sample or a rubric', { sample: stem, rubric: [{ title: stem }] }, {}],
    ['an explanation', { explanation: { vi: 'Vì là người chủ trì' } }, {}],
  ])('does not tell %s', (_what, one, other) => {
    const texts = [one, other].map((part) => askedTextOf({ content: { type: 'ordering', stem, ...part } }));
    expect(texts[0]).toBe(texts[1]);
    expect(texts[0]).toContain(stem.vi);
  });
});
