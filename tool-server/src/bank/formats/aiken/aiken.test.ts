import { refusalOf } from '../../../../test/format-questions.ts';
import { readAiken } from './read.ts';

const read = (...lines: string[]) => readAiken(Buffer.from(lines.join('\n')));
const codes = (found: ReturnType<typeof readAiken>) =>
  found.questions.map(({ remarks }) => remarks.map(({ code }) => code));

const FIRST = ['Đảng ra đời năm nào?', 'A. 1929', 'B) 1930', 'C. 1945', 'ANSWER: B'];

it('reads questions with their options and key, and where they begin', () => {
  const { questions } = read(
    ...FIRST,
    '',
    'Ai là Tổng Bí thư đầu tiên?',
    'A. Trần Phú',
    'B. Lê Duẩn',
    'ANSWER: A',
  );
  expect(questions).toMatchObject([
    {
      at: { line: 1 },
      stem: { vi: 'Đảng ra đời năm nào?' },
      content: {
        type: 'single-choice',
        options: [{ id: 'a', text: { vi: '1929' } }, { id: 'b', text: { vi: '1930' } }, { id: 'c' }],
        key: ['b'],
      },
      remarks: [],
    },
    { at: { line: 7 }, content: { key: ['a'] }, remarks: [] },
  ]);
});

it('reads several keys, and texts that go on over lines', () => {
  const { questions } = read('Chọn', 'các số chẵn:', 'A. Hai', 'là chẵn', 'B. Ba', 'C. Bốn', 'ANSWER: A, C');
  expect(questions).toMatchObject([
    {
      stem: { vi: 'Chọn\ncác số chẵn:' },
      content: {
        type: 'multiple-choice',
        options: [{ text: { vi: 'Hai\nlà chẵn' } }, {}, {}],
        key: ['a', 'c'],
      },
    },
  ]);
});

it('doubts the one question without a key, and the one whose key names nothing', () => {
  const found = read('Một?', 'A. a', 'B. b', '', ...FIRST, '', 'Ba?', 'A. a', 'C. c', 'ANSWER: D');
  expect(codes(found)).toEqual([['key_missing'], [], ['options_out_of_order', 'key_unknown', 'key_missing']]);
  expect(found.questions[2]!.remarks[1]).toEqual({
    code: 'key_unknown',
    kind: 'doubt',
    at: { line: 11 },
    values: { key: 'D' },
  });
});

it('composes letters that were apart from their marks, and shows the change', () => {
  const { questions, repairs, repaired } = read(...FIRST.map((line) => line.normalize('NFD')));
  expect(questions[0]!.stem.vi).toBe('Đảng ra đời năm nào?'.normalize('NFC'));
  expect(repaired).toBe(1);
  expect(repairs).toEqual([
    { code: 'decomposed', at: { line: 1 }, before: FIRST[0]!.normalize('NFD'), after: FIRST[0] },
  ]);
});

it.each(['utf16le', 'latin1'] as const)(
  'reads UTF-16, and refuses what is no text of Unicode: %s',
  (encoding) => {
    const bytes = Buffer.concat([
      encoding === 'utf16le' ? Buffer.from([0xff, 0xfe]) : Buffer.from([0xe1]),
      Buffer.from(FIRST.join('\r\n'), encoding),
    ]);
    if (encoding === 'utf16le') expect(readAiken(bytes).questions[0]!.stem.vi).toBe(FIRST[0]);
    else expect(refusalOf(() => readAiken(bytes))).toBe('unreadable_text');
  },
);
