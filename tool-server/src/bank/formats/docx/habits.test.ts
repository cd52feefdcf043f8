import { bold, numbered, para, picture, run, table, wordFile } from '../../../../test/word-file.ts';
import { readQuestions, type FoundFile } from '../index.ts';

/** Three questions, of which the right options are B, A and C; as most papers have them. */
const ASKED = [
  { stem: 'Đảng Cộng sản Việt Nam ra đời năm nào?', options: ['1929', '1930', '1945', '1954'], key: 1 },
  { stem: 'C. Mác sinh ở nước nào?', options: ['Đức', 'Anh', 'Pháp', 'Nga'], key: 0 },
  { stem: 'Hiến pháp hiện hành có hiệu lực từ năm nào?', options: ['1992', '2013', '2014', '2018'], key: 2 },
];

const contentOf = ({ options, key }: (typeof ASKED)[number]) => ({
  type: 'single-choice',
  options: options.map((vi, index) => ({ id: 'abcd'.charAt(index), text: { vi } })),
  key: ['abcd'.charAt(key)],
});

const ALL = ASKED.map((question) => ({
  stem: { vi: question.stem },
  content: contentOf(question),
  remarks: [],
}));

type Option = (text: string, letter: string, isRight: boolean) => string;

/** A paper, whose options are written in some way. */
const paper = (option: Option, label = (number: number) => bold(`Câu ${number}. `)): string[] =>
  ASKED.flatMap(({ stem, options, key }, index) => [
    para(label(index + 1) + run(stem)),
    ...options.map((text, place) => option(text, 'ABCD'.charAt(place), place === key)),
  ]);

const plain: Option = (text, letter) => para(`${letter}. ${text}`);
const read = (...blocks: string[]): Promise<FoundFile> => readQuestions(wordFile(...blocks));
const END = [para(''), para(bold('----- HẾT -----'))];

const inColumns = ({ stem, options }: (typeof ASKED)[number], index: number): string[] => [
  para(`Câu ${index + 1}: ${stem}`),
  para(`A. ${options[0]!}\tB. ${options[1]!}`),
  para(`C. ${options[2]!}\tD. ${options[3]!}`),
];

const HABITS: [string, string[]][] = [
  ['the key in bold', paper((text, letter, isRight) => para(run(`${letter}. ${text}`, { bold: isRight })))],
  [
    'the letter of the key underlined, all letters bold and blue',
    paper((text, letter, isRight) =>
      para(run(`${letter}. `, { bold: true, colour: '0000FF', underline: isRight }) + run(text)),
    ),
  ],
  [
    'the key in red, all else in black',
    paper((text, letter, isRight) =>
      para(run(`${letter}. ${text}`, { colour: isRight ? 'FF0000' : '000000' })),
    ),
  ],
  [
    'the key highlighted',
    paper((text, letter, isRight) => para(run(`${letter}) ${text}`, isRight ? { highlight: 'yellow' } : {}))),
  ],
  [
    'an asterisk before the key',
    paper((text, letter, isRight) => para(`${isRight ? '*' : ''}${letter}. ${text}`)),
  ],
  ['#! before the key', paper((text, letter, isRight) => para(`${isRight ? '#!' : ''}${letter}. ${text}`))],
  [
    'a line for the answer',
    ASKED.flatMap(({ stem, options, key }, index) => [
      para(`Question ${index + 1}: ${stem}`),
      ...options.map((text, place) => para(`${'ABCD'.charAt(place)}/ ${text}`)),
      para(bold('Đáp án: ') + run('ABCD'.charAt(key))),
    ]),
  ],
  [
    'a line of keys behind HẾT, and columns by tabs',
    [...ASKED.flatMap(inColumns), ...END, para('1-B 2-A 3-C')],
  ],
  [
    'a table of keys under its numbers',
    [...paper(plain), ...END, para('ĐÁP ÁN'), table(['Câu', '1', '2', '3'], ['Đáp án', 'B', 'A', 'C'])],
  ],
  [
    'a table of keys in pairs, all options on one line, numbers alone',
    [
      ...ASKED.flatMap(({ stem, options }, index) => [
        para(`${index + 1}. ${stem}`),
        para(options.map((text, place) => `${'ABCD'.charAt(place)}. ${text}`).join('   ')),
      ]),
      table(['1.B', '2.A'], ['3.C', '']),
    ],
  ],
  [
    'numbers and letters by Word, the key in bold',
    ASKED.flatMap(({ stem, options, key }) => [
      numbered(1, 0, stem),
      ...options.map((text, place) => numbered(1, 1, run(text, { bold: place === key }))),
    ]),
  ],
  [
    'options in tables, two beside two, with merged cells',
    ASKED.flatMap(({ stem, options, key }, index) => {
      const cell = (place: number): string =>
        para(run(`${'ABCD'.charAt(place)}. ${options[place]!}`, { underline: place === key }));
      return [para(`Câu ${index + 1}. ${stem}`), table([cell(0), cell(1)], [cell(2), cell(3)], ['^', ''])];
    }),
  ],
  [
    'all in one table: letters in cells of their own',
    ASKED.flatMap(({ stem, options, key }, index) => [
      table(
        [`Câu ${index + 1}`, stem],
        ...options.map((text, place) => [
          para(run('ABCD'.charAt(place), place === key ? { colour: 'FF0000' } : {})),
          text,
        ]),
      ),
    ]),
  ],
  [
    'two columns that are read downwards, a table of keys beside its numbers',
    [
      ...ASKED.flatMap(({ stem, options }, index) => [
        para(`Câu ${index + 1}: ${stem}`),
        para(`A. ${options[0]!}\tC. ${options[2]!}`),
        para(`B. ${options[1]!}\tD. ${options[3]!}`),
      ]),
      ...END,
      table(['Câu', 'Đáp án'], ['1', 'B'], ['2', 'A'], ['3', 'C']),
    ],
  ],
];

it.each(HABITS)('reads a paper with %s', async (_habit, blocks) => {
  const { questions, remarks } = await read(para('TRƯỜNG CHÍNH TRỊ'), para('ĐỀ KIỂM TRA'), ...blocks);
  expect(questions.map(({ stem, content, remarks: said }) => ({ stem, content, remarks: said }))).toEqual(
    ALL,
  );
  expect(remarks).toEqual([]);
});

it('reads parts, levels, solutions with the question and behind HẾT', async () => {
  const { questions } = await read(
    para('PHẦN I. TRẮC NGHIỆM'),
    para('Câu 1 (NB): Hỏi một?'),
    para('A. a\tB. b'),
    para('Lời giải: Vì thế.'),
    para('Chọn A'),
    para('PHẦN II. TỰ LUẬN'),
    para('Câu 1. Trình bày a) và b).'),
    para('a) Một ý.'),
    ...END,
    para('HƯỚNG DẪN GIẢI'),
  );
  expect(questions).toMatchObject([
    {
      label: 'Câu 1',
      group: ['PHẦN I. TRẮC NGHIỆM'],
      level: 'recall',
      stem: { vi: 'Hỏi một?' },
      explanation: { vi: 'Vì thế.' },
      content: { key: ['a'] },
    },
    {
      group: ['PHẦN II. TỰ LUẬN'],
      stem: { vi: 'Trình bày a) và b).\na) Một ý.' },
      content: { type: 'essay' },
    },
  ]);
});

it('reads solutions behind the key, with the keys that they name', async () => {
  const { questions } = await read(
    ...paper(plain),
    ...END,
    para('LỜI GIẢI CHI TIẾT'),
    para(bold('Câu 1. Chọn B.')),
    para('Đảng ra đời ngày 3/2/1930.'),
    para('Câu 2: A'),
    para('Câu 3. C. Theo Nghị quyết về thi hành.'),
  );
  expect(questions.map(({ content, explanation, remarks }) => ({ content, explanation, remarks }))).toEqual(
    ['Đảng ra đời ngày 3/2/1930.', undefined, 'Theo Nghị quyết về thi hành.'].map((vi, index) => ({
      content: contentOf(ASKED[index]!),
      explanation: vi === undefined ? undefined : { vi },
      remarks: [],
    })),
  );
});

it.each([
  ['a person', ['Ông A. có lỗi', 'Bà B. và chị C. có lỗi', 'Ông D. có lỗi', 'Không ai có lỗi']],
  ['two people', ['Anh A. và chị B. cùng góp', 'Chị B. và anh C. cùng góp', 'Mình chị D. góp', 'Hai bên']],
])('takes the letter of %s for none of an option that stands below', async (_, options) => {
  const { questions } = await read(
    para('Câu 1. Nhận định nào đúng?'),
    ...options.map((text, place) => para(run(`${'ABCD'.charAt(place)}. ${text}`, { bold: place === 2 }))),
  );
  expect(questions).toMatchObject([
    { content: { options: options.map((vi) => ({ text: { vi } })), key: ['c'] }, remarks: [] },
  ]);
});

describe('doubts exactly the questions that are doubtful', () => {
  const codes = ({ questions }: FoundFile) => questions.map(({ remarks }) => remarks.map(({ code }) => code));

  it('of a key that a table does not have', async () => {
    expect(codes(await read(...paper(plain), ...END, para('1-B 3-C 4-A')))).toEqual([
      [],
      ['key_missing'],
      [],
    ]);
  });

  it('of a key that is told otherwise at two places', async () => {
    const underlined = paper((text, letter, isRight) =>
      para(run(`${letter}.`, { underline: isRight }) + run(` ${text}`)),
    );
    const found = await read(...underlined, ...END, para('1-B 2-D 3-C'));
    expect(codes(found)).toEqual([[], ['key_contradicts'], []]);
    expect(found.questions[1]!.remarks[0]).toMatchObject({
      kind: 'doubt',
      values: { taken: 'D', other: 'A' },
    });
  });

  it('of letters that are missing, and of numbers', async () => {
    const found = await read(
      ...paper((text, letter, isRight) => para(run(`${letter}. ${text}`, { bold: isRight }))),
      para('Câu 5. Hỏi?'),
      para(bold('A. a')),
      para('C. c'),
    );
    expect(codes(found)).toEqual([[], [], [], ['number_out_of_order', 'options_out_of_order']]);
  });

  it('of pictures, and of text between questions', async () => {
    const found = await read(
      para(run('Câu 1. Hình này là gì?') + picture('so-do.png')),
      para(bold('A. a')),
      para('B. b'),
      para(''),
      para('Ghi chú của người soạn'),
    );
    expect(found.questions[0]!.remarks).toMatchObject([
      { code: 'picture_left_out', kind: 'loss', values: { what: 'so-do.png' } },
    ]);
    expect(found.remarks).toMatchObject([{ code: 'text_outside', kind: 'doubt', at: { paragraph: 5 } }]);
  });
});
