import fc from 'fast-check';
import { shortAnswer } from './index.ts';
import { matches } from './matching.ts';

const LENIENT = { case: false, marks: false, tonePlacement: false };
const USUAL = { case: false, marks: true, tonePlacement: false };
const STRICT = { case: true, marks: true, tonePlacement: true };

describe('a text against what is accepted', () => {
  it.each([
    ['Hồ Chí Minh', 'hồ  chí minh ', USUAL, true],
    ['Hồ Chí Minh', 'hồ chí minh', STRICT, false],
    ['Hồ Chí Minh', 'Ho Chi Minh', USUAL, false],
    ['Hồ Chí Minh', 'ho chi minh', LENIENT, true],
    ['Đảng', 'dang', LENIENT, true],
    ['hòa bình', 'hoà bình', USUAL, true],
    ['hòa bình', 'hoà bình', STRICT, false],
    ['hòa bình', 'hóa bình', USUAL, false],
    ['thủy lợi', 'thuỷ lợi', USUAL, true],
    ['khỏe', 'khoẻ', USUAL, true],
    ['quý', 'qúy', USUAL, true],
    ['việc', 'vịêc', USUAL, true],
    ['Nghị quyết số 15', 'nghi\u0323 quye\u0302\u0301t số 15', USUAL, true],
    ['Mác – Lênin', 'Mác - Lênin', USUAL, true],
    ['“Tuyên ngôn”', '"tuyên ngôn"', USUAL, true],
  ])('%j and %j', (pattern, text, exact, expected) => {
    expect(matches(pattern, text, exact)).toBe(expected);
  });

  it.each([
    ['*Cộng sản*', 'Đảng Cộng sản Việt Nam', true],
    ['Đảng*', 'Đảng', true],
    ['hoà*', 'hòa bình', true],
    ['a*b*c', 'a1b2c', true],
    ['a*b*c', 'acb', false],
    ['ab*ba', 'aba', false],
    ['5\\*', '5*', true],
    ['5\\*', '55', false],
    ['*a*a*', 'a', false],
  ])('%j lets stars stand for anything: %j', (pattern, text, expected) => {
    expect(matches(pattern, text, USUAL)).toBe(expected);
  });

  it('accepts what a pattern says itself, however exact, with anything for its stars', () => {
    const words = fc.array(fc.constantFrom('hoà', 'Đảng', 'a', ' ', 'ư', '–', '5'), { minLength: 1 });
    fc.assert(
      fc.property(words, words, fc.constantFrom(LENIENT, USUAL, STRICT), (before, after, exact) => {
        const [start, end] = [before.join(''), after.join('')];
        expect(matches(start + end, start + end, exact)).toBe(true);
        expect(matches(`${start} * ${end}`, `${start} gì đó ${end}`, exact)).toBe(true);
      }),
    );
  });
});

describe('what is pasted', () => {
  const tidy = (text: string) => shortAnswer.tidy({ type: 'short-answer', text }).text;

  it.each([
    ['an end of text', 'Việt\u0000 Minh', 'Việt Minh'],
    ['controls at the ends', '\u0007Việt Minh\u001B\u0085', 'Việt Minh'],
    ['ends of lines and tabs', 'Việt\r\n\tMinh\v', 'Việt Minh'],
    ['half a character', 'Việt Minh \uD83D', 'Việt Minh \uFFFD'],
    ['the other half', '\uDE00Việt Minh', '\uFFFDViệt Minh'],
    ['a whole one', 'Việt Minh \u{1F600}', 'Việt Minh \u{1F600}'],
  ])('is kept as people see it: %s', (_, text, kept) => {
    expect(tidy(text)).toBe(kept);
  });

  it('keeps everything that can be seen, in its order, and is the same when it is tidied again', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) }), (text) => {
        const kept = tidy(text);
        expect(kept).not.toMatch(/\p{Cc}|\p{Cs}/u);
        expect(tidy(kept)).toBe(kept);
        const seen = (each: string) => each.replace(/\s|\p{Cc}/gu, '').replace(/\p{Cs}/gu, '\uFFFD');
        expect(seen(kept).normalize('NFC')).toBe(seen(text).normalize('NFC'));
      }),
    );
  });

  it('is right whatever comes along that nobody sees', () => {
    for (const unseen of ['\u0000', '\u200B', '\u00AD', '\uFEFF', '\u202E', '\u2060'])
      expect(matches('Mặt trận Việt Minh', `Mặt trận Vi${unseen}ệt Minh${unseen}`, STRICT)).toBe(true);
  });
});

describe('a short answer', () => {
  const content = (...accepted: string[]) => ({ type: 'short-answer' as const, accepted });

  it('is right when it is one of those accepted, and never when it is blank', () => {
    const earned = (text: string) =>
      shortAnswer.fraction(content('Mặt trận Việt Minh', 'Việt Minh*'), { type: 'short-answer', text });
    expect(['việt minh', 'Mặt Trận Việt Minh', 'Việt Cách', ' '].map(earned)).toEqual([1, 1, 0, 0]);
  });

  it('says what of it is accepted already, or accepts anything', () => {
    const faults = shortAnswer.contentFaults(content('Việt Minh', 'việt minh', 'Việt*', 'Việt Nam', '*'));
    expect(faults.map(({ path }) => path[1])).toEqual([1, 3, 4]);
  });

  it('tells nobody of the stars of its patterns', () => {
    const stars = content('*Việt Minh*', '5\\*');
    expect(shortAnswer.keyOf(stars, [])).toEqual(['Việt Minh', '5*']);
    expect(shortAnswer.interaction(stars).correctResponsesPattern).toEqual(['Việt Minh', '5*']);
  });

  it('tells a record store that capitals matter where they do', () => {
    const { correctResponsesPattern } = shortAnswer.interaction({
      ...content('VIỆT MINH'),
      exact: { case: true },
    });
    expect(correctResponsesPattern).toEqual(['{case_matters=true}VIỆT MINH']);
  });
});
