import { parseParameters } from './parse-target.ts';

describe('parseParameters', () => {
  it('reads blanks written as a plus, and signs that are none', () => {
    expect(Object.fromEntries(parseParameters('a+b=c+%2B+đ&content=%C4%91+1&empty'))).toEqual({
      'a b': 'c + đ',
      content: 'đ 1',
      empty: '',
    });
  });

  it('reads a text of nothing else', () => {
    const blanks = parseParameters(`content=${'+'.repeat(100_000)}`).get('content');
    expect(blanks).toBe(' '.repeat(100_000));
  });
});
