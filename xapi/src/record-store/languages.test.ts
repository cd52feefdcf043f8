import { parseAcceptLanguage } from './languages.ts';

const map = { vi: 'có', 'en-US': 'yes', de: 'ja' };
const chosen = (header: string | undefined, from: Record<string, string> = map): string[] =>
  Object.keys(parseAcceptLanguage(header).choose(from));

describe('parseAcceptLanguage', () => {
  it.each([
    ['de', 'de'],
    ['DE', 'de'],
    ['en', 'en-US'],
    ['en-GB, de;q=0.8', 'de'],
    ['en-us', 'en-US'],
    ['vi-VN', 'vi'],
    ['en;q=0.2, de;q=0.9, vi;q=0.5', 'de'],
    ['de;q=0, en', 'en-US'],
    ['fr, vi;q=0.1', 'vi'],
    ['fr', 'vi'],
    ['', 'vi'],
    [undefined, 'vi'],
    [';;q=x,,', 'vi'],
  ])('%p chooses %s', (header, language) => {
    expect(chosen(header)).toEqual([language]);
  });

  it('leaves an empty map empty', () => {
    expect(chosen('vi', {})).toEqual([]);
  });
});
