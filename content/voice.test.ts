import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '..');

/** Where words for people are written; lectures, questions and sources quote documents word for word. */
const PLACES = ['ui/src', 'tool-server/src', 'sandbox-lms/src', 'xapi/src', 'content'];
const WORDS_OF_OTHERS = /(\.test\.tsx?|lecture\.vi\.md|questions\.yaml|sources\.yaml|README\.md)$/;

const VIETNAMESE = /[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i;

interface Line {
  at: string;
  text: string;
}

/** Every line in Vietnamese that the system may show to somebody. */
const LINES: Line[] = PLACES.flatMap((place) =>
  readdirSync(path.join(root, place), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(tsx?|yaml)$/.test(file) && !WORDS_OF_OTHERS.test(file))
    .flatMap((file) =>
      readFileSync(path.join(root, place, file), 'utf8')
        .split('\n')
        .map((text, index) => ({ at: `${place}/${file}:${index + 1}`, text }))
        // Comments speak to who maintains this.
        .filter(({ text }) => VIETNAMESE.test(text) && !/^\s*(\/\/|\/?\*|#)/.test(text)),
    ),
);

/** Lines with a word or a form, whatever its case; a word stands between letters of no kind. */
const linesWith = (word: string, except?: RegExp): string[] => {
  const pattern = new RegExp(`(?<!\\p{L})(?:${word})(?!\\p{L})`, 'iu');
  return LINES.filter(({ text }) => pattern.test(except ? text.replace(except, '') : text)).map(
    ({ at }) => at,
  );
};

describe('Vietnamese on screen', () => {
  it('is found where it is written', () => {
    expect(LINES.length).toBeGreaterThan(400);
  });

  it.each([
    ['bạn', undefined],
    ['đồng chí', undefined],
    ['đừng', undefined],
    ['hãy', undefined],
    ['cứ', /căn cứ|bất cứ/giu],
    ['người học', undefined],
    ['người quản trị', undefined],
    ['hệ thống của trường', undefined],
    ['bí danh', undefined],
    ['khớp', undefined],
    ['phê bình và tự phê bình', undefined],
  ])('never says “%s”', (word, except) => {
    expect(linesWith(word, except)).toEqual([]);
  });

  it('places tones on the first of two vowels, as “xóa”, “khóa” and “hủy” have them', () => {
    // In “quý” and “quy” the u belongs to the consonant.
    const other = /(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\p{L})/iu;
    expect(LINES.filter(({ text }) => other.test(text)).map(({ at }) => at)).toEqual([]);
  });

  it('asks once, not twice, in one breath', () => {
    const twice = LINES.filter(({ text }) => (text.match(/vui lòng/giu) ?? []).length > 1);
    expect(twice.map(({ at }) => at)).toEqual([]);
  });

  it('writes 95%, “…” and one character for what is one', () => {
    expect(linesWith('\\d %(?![ds])')).toEqual([]);
    expect(LINES.filter(({ text }) => /\p{L}\.\.\./u.test(text)).map(({ at }) => at)).toEqual([]);
    expect(LINES.filter(({ text }) => text !== text.normalize('NFC')).map(({ at }) => at)).toEqual([]);
  });
});
