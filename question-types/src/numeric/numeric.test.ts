import fc from 'fast-check';
import { readNumber } from './device.ts';
import { numeric } from './index.ts';

const valueOf = (text: string) => readNumber(text)?.value;
const content = (over: object) => numeric.content.parse({ type: 'numeric', answer: 1930, ...over });
const earned = (over: object, text: string) => numeric.fraction(content(over), { type: 'numeric', text });

describe('a number as people write it', () => {
  it.each([
    ['1930', 1930],
    [' 1930 ', 1930],
    ['1.930', 1930],
    ['1 930', 1930],
    ['1 000 000', 1_000_000],
    ["1'930", 1930],
    ['1\u00A0930', 1930],
    ['161.519', 161_519],
    ['1.000.000', 1_000_000],
    ['1,000,000', 1_000_000],
    ['95,5', 95.5],
    ['95.5', 95.5],
    ['0.125', 0.125],
    ['0,125', 0.125],
    ['1,930', 1.93],
    ['1.234,5', 1234.5],
    ['1,234.5', 1234.5],
    [',5', 0.5],
    ['5,', 5],
    ['-3', -3],
    ['−3,5', -3.5],
    ['+7', 7],
    ['0', 0],
  ])('%j is %d', (text, value) => {
    expect(valueOf(text)).toBe(value);
  });

  it.each([[''], [' '], ['năm'], ['1.2.3'], ['1,23,4'], ['12.34,5'], ['1..2'], ['-'], ['.'], ['--1']])(
    '%j is none',
    (text) => {
      expect(valueOf(text)).toBeUndefined();
    },
  );

  it('is read as it was meant, with the marks of either language', () => {
    const numbers = fc.integer({ min: -1e9, max: 1e9 }).map((thousandths) => thousandths / 100);
    fc.assert(
      fc.property(
        numbers,
        fc.constantFrom('vi-VN', 'fr-FR', 'en-US'),
        fc.boolean(),
        (value, locale, grouped) => {
          // A single point or comma before three digits is for the one rule that there is: the test above.
          const written = value.toLocaleString(locale, { useGrouping: grouped, minimumFractionDigits: 2 });
          expect(valueOf(written)).toBe(value);
        },
      ),
    );
  });

  it('never throws, whatever is typed', () => {
    const marks = fc.array(fc.constantFrom('1', '0', '.', ',', ' ', '-', 'n', '%', "'"), { maxLength: 12 });
    fc.assert(
      fc.property(marks, (typed) => {
        const value = valueOf(typed.join(''));
        expect(value === undefined || Number.isFinite(value)).toBe(true);
      }),
    );
  });
});

describe('a numeric question', () => {
  it.each([
    [{}, '1930', 1],
    [{}, '1.930', 1],
    [{}, '1929', 0],
    [{}, '', 0],
    [{}, 'nghìn chín trăm ba mươi', 0],
    [{ tolerance: 1 }, '1929', 1],
    [{ tolerance: 1 }, '1931', 1],
    [{ tolerance: 1 }, '1931,1', 0],
    [{ answer: 0.3, tolerance: 0.1 }, '0,2', 1],
    [{ answer: 0.3, tolerance: 0.1 }, '0.4', 1],
    [{ answer: 200, tolerance: { percent: 5 } }, '210', 1],
    [{ answer: 200, tolerance: { percent: 5 } }, '210,5', 0],
    [{ answer: -200, tolerance: { percent: 5 } }, '-190', 1],
    [{ unit: { vi: 'năm', en: 'years' } }, '1930 năm', 1],
    [{ unit: { vi: 'năm', en: 'years' } }, '1930 Years', 1],
    [{ unit: { vi: 'triệu người' } }, '1930 triệu  người', 1],
    [{ unit: { vi: 'triệu người' } }, '1930triệu người', 1],
    [{ unit: { vi: '%' } }, '1930%', 1],
    [{ unit: { vi: 'năm' } }, '1930 tháng', 0],
    [{}, '1930 năm', 0],
  ])('%j: %j earns %d', (over, text, fraction) => {
    expect(earned(over, text)).toBe(fraction);
  });

  it('takes exactly what lies within the tolerance', () => {
    const quantity = fc.integer({ min: -1_000_000, max: 1_000_000 });
    fc.assert(
      fc.property(quantity, fc.nat(1000), quantity, (answer, tolerance, typed) => {
        const expected = Math.abs(typed - answer) <= tolerance ? 1 : 0;
        expect(earned({ answer, tolerance }, `${typed}`)).toBe(expected);
      }),
    );
  });

  it('refuses a share of nothing', () => {
    const faults = numeric.contentFaults(content({ answer: 0, tolerance: { percent: 5 } }));
    expect(faults).toMatchObject([{ path: ['tolerance'] }]);
  });

  it('is counted as what is accepted, or anything else', () => {
    const question = content({ answer: 0.5, tolerance: 0.25 });
    expect(numeric.counted(question)[0]?.text).toEqual({ vi: '0,25–0,75', en: '0.25–0.75' });
    const counts = (text: string) => numeric.countsFor(question, { type: 'numeric', text });
    expect([counts('0,5'), counts('5'), counts('năm')]).toEqual([['accepted'], ['other'], ['other']]);
  });

  it('is told to record stores as a range, and answers as numbers', () => {
    expect(numeric.interaction(content({ tolerance: 1 }))).toEqual({
      interactionType: 'numeric',
      correctResponsesPattern: ['1929[:]1931'],
    });
    const told = (text: string) => numeric.statementResponse({ type: 'numeric', text }, content({}));
    expect([told('1.930,50 năm'), told('không rõ')]).toEqual(['1930.5', 'không rõ']);
  });
});
