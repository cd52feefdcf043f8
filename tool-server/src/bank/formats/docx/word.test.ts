import { bold, math, mathRun, para, run, wordFile } from '../../../../test/word-file.ts';
import { readQuestions, type FoundFile } from '../index.ts';

const read = (...blocks: string[]): Promise<FoundFile> => readQuestions(wordFile(...blocks));
const END = [para(''), para(bold('----- HẾT -----'))];

it('reads several keys, statements that are true or false, and answers of a word', async () => {
  const { questions } = await read(
    para('Câu 1. Chọn các số chẵn'),
    para('A. 2\tB. 3\tC. 4'),
    para('Câu 2. Xét các mệnh đề sau:'),
    para('a) Một cộng một là hai.'),
    para('b) Hai cộng hai là năm.'),
    para('Câu 3. Trái Đất quay.'),
    para('Đáp án: Đúng'),
    para('Câu 4. Đảng ra đời năm nào?'),
    para('Đáp án: 1930'),
    para('Câu 5. Ai là Tổng Bí thư đầu tiên?'),
    para('Đáp án: Trần Phú | đồng chí Trần Phú'),
    ...END,
    para('Câu 1: A, C'),
    para('Câu 2: Đ S'),
  );
  expect(questions.map(({ label, stem, content }) => [label, stem.vi, content])).toMatchObject([
    ['Câu 1', 'Chọn các số chẵn', { type: 'multiple-choice', key: ['a', 'c'] }],
    ['Câu 2a', 'Xét các mệnh đề sau:\nMột cộng một là hai.', { type: 'true-false', key: true }],
    ['Câu 2b', 'Xét các mệnh đề sau:\nHai cộng hai là năm.', { type: 'true-false', key: false }],
    ['Câu 3', 'Trái Đất quay.', { type: 'true-false', key: true }],
    ['Câu 4', 'Đảng ra đời năm nào?', { type: 'numeric', answer: 1930 }],
    [
      'Câu 5',
      'Ai là Tổng Bí thư đầu tiên?',
      { type: 'short-answer', accepted: ['Trần Phú', 'đồng chí Trần Phú'] },
    ],
  ]);
});

it('writes formulas as LaTeX, with all their brackets', async () => {
  const inner = `<m:d><m:e>${mathRun('a+')}<m:d><m:e>${mathRun('b')}</m:e></m:d></m:e></m:d>`;
  const power = `<m:sSup><m:e>${mathRun('x')}</m:e><m:sup>${mathRun('2')}</m:sup></m:sSup>`;
  const fraction = `<m:f><m:num>${mathRun('1')}</m:num><m:den>${mathRun('2')}</m:den></m:f>`;
  const { questions } = await read(
    para(run('Câu 1. Tính ') + math(inner + power) + run(' với ') + math(fraction)),
    para(bold('A. ') + run('10') + run('2', { raised: 'superscript' })),
    para('B. 3'),
  );
  expect(questions[0]).toMatchObject({
    stem: { vi: 'Tính $\\left( a+\\left( b \\right) \\right){x}^{2}$ với $\\frac{1}{2}$' },
    content: { options: [{ text: { vi: '10²' } }, { text: { vi: '3' } }], key: ['a'] },
    remarks: [],
  });
});

it('takes what was inserted while changes were followed, and leaves out what was deleted', async () => {
  const deleted = '<w:del><w:r><w:delText>không </w:delText></w:r></w:del>';
  const inserted = `<w:ins>${run('luôn ')}</w:ins>`;
  const joined = para(run('Câu 1. Đảng '), '<w:rPr><w:del/></w:rPr>');
  const { questions } = await read(
    joined,
    para(inserted + deleted + run('đúng?')),
    para(bold('A. a')),
    para('B. b'),
  );
  expect(questions[0]!.stem.vi).toBe('Đảng luôn đúng?');
});

describe('letters of before Unicode', () => {
  it.each([
    ['tcvn3', '.VnTime', '§¶ng ra ®êi n¨m nµo?', 'Đảng ra đời năm nào?'],
    ['tcvn3', '.VnTimeH', '§¶ng céng s¶n', 'ĐẢNG CỘNG SẢN'],
    ['vni', 'VNI-Times', 'Ñaûng ra ñôøi naêm naøo? Nöôùc Vieät Nam', 'Đảng ra đời năm nào? Nước Việt Nam'],
  ])('of %s are read by the font %s, and the change is shown', async (code, font, before, after) => {
    const { questions, repairs } = await read(
      para(run('Câu 1. ') + run(before, { font })),
      para(bold('A. a')),
      para('B. b'),
    );
    expect(questions[0]!.stem.vi).toBe(after);
    expect(repairs).toEqual([{ code, at: { paragraph: 1 }, before, after }]);
  });

  it('are left alone where somebody typed letters of Unicode in such a font', async () => {
    const { questions, repaired } = await read(
      para(run('Câu 1. Đảng ra đời năm nào?', { font: '.VnTime' })),
      para(bold('A. a')),
      para('B. b'),
    );
    expect(questions[0]!.stem.vi).toBe('Đảng ra đời năm nào?');
    expect(repaired).toBe(0);
  });
});

it('tells a solution below its question from those behind all of them', async () => {
  const question = (number: number): string[] => [
    para(`Câu ${number}. Hỏi ${number}?`),
    para('A. a\tB. b'),
    para('Lời giải'),
    para('Chọn B'),
    para(`Vì ${number}.`),
  ];
  const { questions, remarks } = await read(...[1, 2, 3].flatMap(question));
  expect(questions.map(({ content, explanation }) => [content, explanation?.vi])).toMatchObject(
    [1, 2, 3].map((number) => [{ key: ['b'] }, `Vì ${number}.`]),
  );
  expect(remarks).toEqual([]);
});
