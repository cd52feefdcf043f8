import type { TableColumn } from '@chuyen-de/contracts';
import { fold } from '@chuyen-de/contracts/vietnamese';

/** What a column of a table of questions holds; options are counted from 0. */
type Column = { field: Field } | { option: number };
export type Field = Exclude<TableColumn, `option-${number}`>;

/** What whoever imports a table says of its columns, by their headings. */
export type SaidColumns = Readonly<Record<string, TableColumn>>;

/** Headings as people write them, folded; the first two are those of our own table. */
const NAMES: Record<Field, readonly string[]> = {
  label: ['stt', 'no', 'so thu tu', 'number', '#'],
  code: ['ma cau hoi', 'code', 'ma', 'question code', 'id', 'ma cau'],
  group: ['chuyen de', 'topic', 'chuong', 'phan', 'chu de', 'bai', 'category', 'muc', 'noi dung kien thuc'],
  level: ['muc do', 'level', 'muc do nhan thuc', 'cap do', 'do kho', 'difficulty'],
  type: ['loai cau hoi', 'question type', 'loai', 'dang', 'dang cau hoi', 'type'],
  stem: ['cau hoi', 'question', 'noi dung cau hoi', 'noi dung', 'de bai', 'stem', 'question text', 'cau dan'],
  key: [
    'dap an',
    'key',
    'dap an dung',
    'correct answer',
    'correct',
    'answer',
    'phuong an dung',
    'cau tra loi dung',
  ],
  unit: ['don vi', 'unit'],
  scoring: ['cach cham', 'scoring'],
  explanation: [
    'loi giai thich',
    'explanation',
    'giai thich',
    'loi giai',
    'huong dan giai',
    'feedback',
    'ghi chu dap an',
  ],
  source: ['can cu', 'source', 'nguon', 'tai lieu', 'reference'],
  tags: ['nhan', 'tags', 'tag', 'the', 'tu khoa', 'keywords'],
};

const FIELDS = new Map(
  (Object.keys(NAMES) as Field[]).flatMap((field) => NAMES[field].map((name) => [name, field] as const)),
);

const OPTION =
  /^(?:(?:phuong an|dap an|lua chon|cau tra loi|option|answer|choice|pa|da)\s*)?(?:([a-h])|([1-9]|1[0-2]))$/u;

/** What a column holds by its heading; undefined: nothing that is known. */
function columnNamed(heading: string, said: SaidColumns): Column | undefined {
  const own = Object.hasOwn(said, heading.trim()) ? said[heading.trim()] : undefined;
  if (own?.startsWith('option-')) return { option: Number(own.slice('option-'.length)) - 1 };
  if (own) return { field: own as Field };
  const name = fold(heading)
    .replace(/[*:().]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  const field = FIELDS.get(name);
  if (field) return { field };
  const [, letter, digits] = OPTION.exec(name) ?? [];
  if (letter) return { option: letter.charCodeAt(0) - 97 };
  return digits && name !== digits ? { option: Number(digits) - 1 } : undefined;
}

/** The columns of a table by the line of its headings; undefined: it is no such line. */
export function columnsIn(
  headings: readonly string[],
  said: SaidColumns,
): (Column | undefined)[] | undefined {
  const columns = headings.map((heading) => columnNamed(heading, said));
  const has = (field: Field): boolean =>
    columns.some((column) => column && 'field' in column && column.field === field);
  const options = columns.filter((column) => column && 'option' in column).length;
  return has('stem') && (has('key') || options >= 2) ? columns : undefined;
}

export const MOST_COLUMNS_OF_OPTIONS = 12;

type Words = { vi: string; en: string };
const HEADINGS: Record<Field, Words> = {
  label: { vi: 'STT', en: 'No' },
  code: { vi: 'Mã câu hỏi', en: 'Code' },
  group: { vi: 'Chuyên đề', en: 'Topic' },
  level: { vi: 'Mức độ', en: 'Level' },
  type: { vi: 'Loại câu hỏi', en: 'Question type' },
  stem: { vi: 'Câu hỏi', en: 'Question' },
  key: { vi: 'Đáp án', en: 'Key' },
  unit: { vi: 'Đơn vị', en: 'Unit' },
  scoring: { vi: 'Cách chấm', en: 'Scoring' },
  explanation: { vi: 'Lời giải thích', en: 'Explanation' },
  source: { vi: 'Căn cứ', en: 'Source' },
  tags: { vi: 'Nhãn', en: 'Tags' },
};

export const headingOf = (field: Field): string => HEADINGS[field].vi;
export const optionHeading = (index: number): string => `Phương án ${'ABCDEFGHIJKL'.charAt(index)}`;

export type Columns = readonly (Column | undefined)[];
