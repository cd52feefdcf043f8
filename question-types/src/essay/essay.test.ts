import fc from 'fast-check';
import { authoredQuestion, readResponse, typeOf } from '../index.ts';
import { countWords, cutEssay, MOST_CHARACTERS } from './device.ts';
import { essay } from './index.ts';

const read = (text: string) => readResponse('essay', [], { type: 'essay', text });

describe('an essay', () => {
  it.each([
    ['', 0],
    [' \n\t ', 0],
    ['Tự phê bình và phê bình', 6],
    ['Một.\nHai,  ba – bốn\u00A0năm', 5],
    ['- gạch đầu dòng', 3],
    ['Nghị quyết số 26-NQ/TW', 4],
  ])('counts words by the spaces between them: %j', (text, words) => {
    expect(countWords(text)).toBe(words);
  });

  it('keeps lines and spaces as they were typed, in composed letters', () => {
    expect(read('Điê\u0301u 1\r\n\r\n  Điều 2\r')).toEqual({
      ok: true,
      response: { type: 'essay', text: 'Điếu 1\n\n  Điều 2\n'.normalize('NFC') },
    });
    expect(read('a\u0000b\uD83D')).toMatchObject({ response: { text: 'ab\uFFFD' } });
  });

  it('keeps whatever it takes, as often as it is read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const once = read(text);
        if (once.ok && once.response.type === 'essay') expect(read(once.response.text)).toEqual(once);
      }),
    );
  });

  it('is no longer than its bound, in characters and in bytes, also once it is composed', () => {
    const longest = 'ệ'.repeat(MOST_CHARACTERS);
    expect(read(longest)).toMatchObject({ ok: true });
    expect(Buffer.byteLength(longest)).toBeLessThanOrEqual(30_000);
    expect(read(`${longest}a`)).toEqual({ ok: false, fault: { code: 'wrong_response' } });
    // A letter that composed Unicode writes with two.
    expect(read('\u0958'.repeat(MOST_CHARACTERS))).toEqual({ ok: false, fault: { code: 'wrong_response' } });
    expect(read(cutEssay(`${longest}a`))).toMatchObject({ ok: true });
    expect(cutEssay(`${'a'.repeat(MOST_CHARACTERS - 1)}😀`)).toBe('a'.repeat(MOST_CHARACTERS - 1));
  });

  it('says what is wrong with its limit and its rubric', () => {
    const criterion = { id: 'a', title: { vi: 'Nội dung' }, points: 1 };
    const faulty = { type: 'essay', words: { least: 300, most: 200 }, rubric: [criterion, criterion] };
    const { error } = authoredQuestion({}).safeParse(faulty);
    expect(error?.issues.map(({ path }) => path.join('.'))).toEqual(['rubric.1.id', 'words.least']);
    for (const points of [0, -1, 0.001, 101])
      expect(
        authoredQuestion({}).safeParse({ type: 'essay', rubric: [{ ...criterion, points }] }).success,
      ).toBe(false);
  });

  it('shows a learner its limit alone, and a marker its rubric', () => {
    const content = {
      type: 'essay' as const,
      words: { most: 200 },
      rubric: [{ id: 'a', title: { vi: 'Nội dung' }, points: 4 }],
      sample: { vi: 'Bài mẫu' },
    };
    expect(essay.show(content, [])).toEqual({ type: 'essay', words: { most: 200 } });
    expect(typeOf('essay').criteria?.(content)).toEqual(content.rubric);
    expect(essay.keyOf(content, [])).toEqual({ rubric: content.rubric, sample: content.sample });
  });
});
