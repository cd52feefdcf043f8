import type { ExamPapers, PrintedKey, PrintedPaper, PrintHeading } from '@chuyen-de/contracts';
import { typeOf, type QuestionContent } from '@chuyen-de/question-types';
import { unzipSync } from 'fflate';
import { createIntl } from 'react-intl';
import type { PrintedDocument } from '../../documents/document.ts';
import { pdfContent } from '../../documents/pdf-content.ts';
import { toWord } from '../../documents/to-word.ts';
import { papersMessages } from '../../i18n/vi/papers.ts';
import { keyDocument, paperDocument, sheetDocument, type Sources } from './paper-documents.ts';

const vi = (text: string) => ({ vi: text });
const option = (id: string, text: string) => ({ id, text: vi(text) });

/** One of each type, as their authors write them; with what is printed of the key where parts stand as they are written. */
const CONTENTS: [content: QuestionContent, key: string][] = [
  [
    {
      type: 'single-choice',
      options: [option('a', 'một'), option('b', 'hai'), option('c', 'ba')],
      key: ['b'],
    },
    'B',
  ],
  [
    {
      type: 'multiple-choice',
      options: [option('a', 'đỏ'), option('b', 'vàng'), option('c', 'xanh')],
      key: ['a', 'c'],
    },
    'A, C',
  ],
  [{ type: 'true-false', key: false }, 'B (Sai)'],
  [{ type: 'short-answer', accepted: ['hòa bình', 'hoà bình'] }, 'hòa bình hoặc hoà bình'],
  [{ type: 'numeric', answer: 12.5, tolerance: 0.5, unit: vi('hải lý') }, '12,5 (từ 12 đến 13)'],
  [
    {
      type: 'matching',
      left: [option('x', 'Hà Nội'), option('y', 'Huế')],
      right: [option('p', 'miền Trung'), option('q', 'miền Bắc')],
      key: { x: 'q', y: 'p' },
    },
    '1–b; 2–a',
  ],
  [{ type: 'ordering', items: [option('i', '1930'), option('j', '1945'), option('k', '1975')] }, 'a → b → c'],
  [
    {
      type: 'cloze',
      text: vi('Năm [[n]] là năm [[w]].'),
      gaps: [
        { id: 'n', type: 'numeric', answer: 1930 },
        { id: 'w', type: 'single-choice', options: [option('a', 'thắng'), option('b', 'lập')], key: ['b'] },
      ],
    },
    '(1) 1930; (2) B',
  ],
  [
    {
      type: 'essay',
      words: { least: 100, most: 200 },
      rubric: [{ id: 'a', title: vi('Bố cục'), points: 2 }],
    },
    'Tự luận',
  ],
];

const paper: PrintedPaper = {
  code: '034',
  questions: CONTENTS.map(([content], index) => {
    const type = typeOf(content.type);
    return {
      slot: index + 1,
      stem: vi(`Câu hỏi ${content.type}?`),
      ...type.show(content, type.parts(content)),
    };
  }),
};
const key = {
  code: '034',
  questions: CONTENTS.map(([content], index) => {
    const type = typeOf(content.type);
    const parts = type.parts(content);
    return {
      slot: index + 1,
      question: `Q${index}`,
      ...type.show(content, parts),
      key: type.keyOf(content, parts),
    };
  }),
} as PrintedKey;

const heading: PrintHeading = {
  authority: 'Đảng bộ tỉnh',
  school: 'Trường Chính trị',
  occasion: 'Kiểm tra cuối khóa',
  subject: 'Lớp K12',
  date: '',
};
const exam: ExamPapers['exam'] = { code: 'DE-1', title: vi('Kiểm tra'), minutes: 45, revision: 1 };

const messages: Record<string, string> = papersMessages;
const intl = createIntl({ locale: 'vi', messages });
const worded = (id: string, values = {}): string =>
  intl.formatMessage({ id: id as keyof typeof papersMessages }, values);
const sources: Sources = {
  exam,
  heading,
  words: {
    text: ({ vi: text }) => text,
    number: (value) => value.toLocaleString('vi', { useGrouping: false }),
    say: (id, values) => worded(`papers.print.${id}`, values),
    tell: (id, values) => worded(`papers.tell.${id}`, values),
  },
};

/** The lines of a Word file, and those at the foot of its pages. */
async function linesOf(printed: PrintedDocument): Promise<string[]> {
  const files = unzipSync(new Uint8Array(await toWord(printed)));
  const foot = Object.keys(files).find((name) => /footer\d\.xml$/.test(name));
  return ['word/document.xml', foot ?? ''].flatMap((name) =>
    new TextDecoder()
      .decode(files[name])
      .split('</w:p>')
      .map((line) => line.replaceAll(/<[^>]+>/g, '')),
  );
}

describe('a printed paper', () => {
  it('has the heading of the school, the candidate’s lines, all types of question and its end', async () => {
    const lines = await linesOf(paperDocument(sources, paper));
    for (const line of [
      'ĐẢNG BỘ TỈNH',
      'TRƯỜNG CHÍNH TRỊ',
      'KIỂM TRA CUỐI KHÓA',
      'KIỂM TRA',
      'Lớp K12',
      'Thời gian làm bài: 45 phút',
      'Mã đề 034',
      'Câu 1. Câu hỏi single-choice? (chọn một)',
      'A. một',
      'Câu 2. Câu hỏi multiple-choice? (chọn nhiều phương án)',
      'Câu 3. Câu hỏi true-false? (chọn đúng hoặc sai)',
      'Câu 4. Câu hỏi short-answer?',
      '1. Hà Nội',
      'b. miền Bắc',
      'Thứ tự: ...... → ...... → ......',
      'Năm (1) ................  là năm (2) ................ .',
      '(2) A. thắng   B. lập   ',
      'Câu 9. Câu hỏi essay? (tự luận, 100–200 chữ)',
      '------------ HẾT ------------',
    ])
      expect(lines).toContain(line);
    expect(lines.filter((line) => /^Trả lời: \.+ hải lý$/.test(line))).toHaveLength(1);
    expect(lines.at(-2)).toMatch(/^Mã đề 034 – Trang /);
    // Nothing of the key: the rubric is told to those who mark.
    expect(lines.join('\n')).not.toMatch(/Bố cục|hòa bình|12,5/);
  });

  it('says what questions are worth where that differs', async () => {
    const [first, ...others] = paper.questions;
    const weighed = { code: '034', questions: [{ ...first!, points: 2.5 }, ...others] };
    const lines = await linesOf(paperDocument(sources, weighed));
    expect(lines).toContain('Câu 1. (2,5 điểm) Câu hỏi single-choice? (chọn một)');
    expect(lines).toContain('Câu 4. (1 điểm) Câu hỏi short-answer?');
  });

  it('sets short options beside each other, and long ones one below the other', () => {
    const texts = (length: number) => ['a', 'b', 'c', 'd'].map((id) => option(id, id.repeat(length)));
    const blocksFor = (length: number) => {
      const content = { type: 'single-choice' as const, options: texts(length), key: ['a'] };
      const shown = typeOf('single-choice').show(content, ['a', 'b', 'c', 'd']);
      const questions = [{ slot: 1, stem: vi('?'), ...shown }];
      const plain = paperDocument(sources, { code: '1', questions: [] }).blocks.length;
      return paperDocument(sources, { code: '1', questions }).blocks.length - plain - 1;
    };
    expect([5, 30, 80].map(blocksFor)).toEqual([1, 2, 4]);
  });

  it('is composed text: a letter and its mark apart become one', async () => {
    const typed = { ...sources, heading: { ...heading, school: 'Trường Tuyên giáo'.normalize('NFD') } };
    expect(await linesOf(paperDocument(typed, paper))).toContain('TRƯỜNG TUYÊN GIÁO');
    expect(JSON.stringify(pdfContent(paperDocument(typed, paper)))).toContain('TRƯỜNG TUYÊN GIÁO');
  });

  it('says the same as PDF', () => {
    const said = JSON.stringify(pdfContent(paperDocument(sources, paper)));
    for (const words of ['Câu hỏi essay?', 'miền Bắc', 'HẾT', 'Số báo danh']) expect(said).toContain(words);
  });
});

describe('an answer sheet', () => {
  it('has letters for what is chosen, and lines for what is written', async () => {
    const lines = await linesOf(sheetDocument(sources, paper));
    expect(lines).toContain('PHIẾU TRẢ LỜI');
    expect(lines.filter((line) => line === 'C')).toHaveLength(3); // the heading's, and two questions'
    expect(lines.filter((line) => /^Câu [45678]\. \.{20}/.test(line))).toHaveLength(5);
    expect(lines).toContain('Câu 9. Làm trên giấy thi.');
  });
});

describe('a printed key', () => {
  it('says what is right by the letters of each paper, and how essays are marked', async () => {
    const lines = await linesOf(keyDocument(sources, [key, { ...key, code: '035' }]));
    for (const [, text] of CONTENTS) expect(lines.filter((line) => line === text)).toHaveLength(2);
    expect(lines).toContain('Mã đề 034, câu 9; Mã đề 035, câu 9');
    expect(lines).toContain('– Bố cục: 2 điểm');
  });
});
