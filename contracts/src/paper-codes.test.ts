import fc from 'fast-check';
import { MOST_PAPERS, paperCodesText, readPaperCodes } from './paper-codes.ts';

const codes = (text: string): string[] => {
  const read = readPaperCodes(text);
  return read.ok ? read.codes : [read.fault];
};

describe('codes of papers', () => {
  it.each([
    ['034–036', ['034', '035', '036']],
    ['034 - 036, 101', ['034', '035', '036', '101']],
    ['9-11', ['unread']],
    ['09;10 b2', ['09', '10', 'B2']],
    ['101', ['101']],
    ['', ['unread']],
    ['101,,', ['101']],
    ['1-3-5', ['unread']],
    ['-5', ['unread']],
    ['5-', ['unread']],
    ['036–034', ['unread']],
    ['A1–A3', ['unread']],
    ['mã 1', ['unread']],
    ['034–036, 035', ['twice']],
    ['001–024', Array.from({ length: 24 }, (_, index) => String(index + 1).padStart(3, '0'))],
    ['001–025', ['many']],
    ['00000001–99999999', ['many']],
  ])('are read from “%s”', (text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  it('are written as they are read, three and more in a row as a range', () => {
    expect(paperCodesText(['034', '035', '036', '101', '102', 'A'])).toBe('034–036, 101, 102, A');
    const one = fc.oneof(
      fc.integer({ min: 0, max: 30 }).map((value) => String(value).padStart(2, '0')),
      fc.constantFrom('A', 'B1', '7', '0101'),
    );
    fc.assert(
      fc.property(fc.uniqueArray(one, { minLength: 1, maxLength: MOST_PAPERS }), (some) => {
        expect(codes(paperCodesText(some))).toEqual(some);
      }),
    );
  });
});
