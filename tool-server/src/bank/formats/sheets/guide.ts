import { Level } from '@chuyen-de/contracts';
import { onePage, type Cell } from '@chuyen-de/xapi';
import { letterAt } from '../parts.ts';
import { levelWord } from '../text/levels.ts';
import { headingOf, type Field } from './columns.ts';
import { SCORING_WORDS, typeWord } from './type-words.ts';

/** Types that a row of a table can say, in the order in which they are explained. */
const TYPES = [
  ...(['single-choice', 'multiple-choice', 'true-false', 'short-answer'] as const),
  ...(['numeric', 'matching', 'ordering', 'essay'] as const),
].map(typeWord);

const KEYS = [...Array.from('ABCDEFGH'), 'Đúng', 'Sai'];

/** How a table is filled in. */
const NOTES: readonly (readonly [string, string])[] = [
  [
    'Cách dùng',
    'Mỗi dòng của trang “Câu hỏi” là một câu. Chỉ cột “Câu hỏi” là luôn cần; cột không dùng thì để trống.',
  ],
  ['Mã câu hỏi', 'Không bắt buộc.'],
  [
    'Chuyên đề',
    'Chọn trong danh sách. Tên chưa có trong ngân hàng thì câu vào chuyên đề được chọn khi nhập.',
  ],
  ['Mức độ', 'Chọn trong danh sách.'],
  ['Loại câu hỏi', 'Chọn trong danh sách. Để trống thì dòng có phương án là câu chọn một.'],
  ['Chọn một', 'Phương án ở các cột A, B, C, D; đáp án là chữ cái, ví dụ: B'],
  [
    'Chọn nhiều',
    'Đáp án là các chữ cái, ví dụ: A, C. Cách chấm “Từng phương án” tính điểm theo từng phương án.',
  ],
  ['Đúng/sai', 'Không có phương án; đáp án: Đúng hoặc Sai'],
  [
    'Trả lời ngắn',
    'Đáp án là các cách viết được chấp nhận, cách nhau bằng dấu |, ví dụ: Việt Minh | Mặt trận Việt Minh',
  ],
  ['Điền số', 'Đáp án có thể kèm sai số, ví dụ: 22,2 ± 0,3 hoặc 50 ± 5%. Đơn vị ở cột riêng.'],
  [
    'Ghép đôi',
    'Mỗi phương án là một cặp, ví dụ: Lào = Viêng Chăn. Cách chấm “Tất cả”: đúng hết mới có điểm.',
  ],
  ['Sắp xếp', 'Phương án theo đúng thứ tự. Cách chấm “Từng cặp” tính điểm theo từng cặp liền nhau.'],
  ['Tự luận', 'Không có phương án và đáp án.'],
  ['Nhãn', 'Không bắt buộc. Nhiều nhãn thì cách nhau bằng dấu chấm phẩy, ví dụ: Hiến pháp; Ôn tập'],
  ['Công thức', 'Viết bằng LaTeX giữa hai dấu đô la, ví dụ: $\\frac{1}{2}$'],
];

const SHEET = 'Hướng dẫn';
/** Lists stand beside the notes, a column free between them. */
const FIRST_LIST = 3;

/** The sheet that explains a table of questions, and lists what its cells may say. @param topics of the bank */
export function guideOf(topics: readonly string[]) {
  const lists: { field: Field; words: readonly string[]; only: boolean }[] = [
    { field: 'type', words: TYPES, only: true },
    { field: 'level', words: Level.options.map(levelWord), only: true },
    { field: 'key', words: KEYS, only: false },
    { field: 'scoring', words: Object.values(SCORING_WORDS), only: true },
    { field: 'group', words: topics, only: false },
  ];
  const length = Math.max(NOTES.length, ...lists.map(({ words }) => words.length));
  const rows = Array.from({ length }, (_, index): Cell[] => [
    NOTES[index]?.[0],
    NOTES[index]?.[1],
    undefined,
    ...lists.map(({ words }) => words[index]),
  ]);
  const columns = [
    { title: 'Cột', width: 20, isTime: false },
    { title: 'Cách điền', width: 100, isTime: false },
    { title: '', width: 4, isTime: false },
    ...lists.map(({ field }) => ({ title: headingOf(field), width: 24, isTime: false })),
  ];
  return {
    notes: { sheet: SHEET, columns, pages: onePage(rows) },
    /** From what the cells of a column are chosen. */
    choicesOf(column: Field) {
      const at = lists.findIndex(({ field, words }) => field === column && words.length > 0);
      const list = lists[at];
      if (!list) return {};
      const letter = letterAt(FIRST_LIST + at);
      const range = `'${SHEET}'!$${letter}$2:$${letter}$${list.words.length + 1}`;
      return { choices: { range, only: list.only } };
    },
  };
}
