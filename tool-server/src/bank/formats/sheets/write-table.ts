import { buffer } from 'node:stream/consumers';
import type { QuestionContent } from '@chuyen-de/question-types';
import { BYTE_ORDER_MARK, makeCsvLine, onePage, xlsxFile, type Cell } from '@chuyen-de/xapi';
import { SCHOOL_ZONE } from '@chuyen-de/contracts';
import type { Content, FormatQuestion, Remarks, WriteOptions, WrittenFile } from '../format.ts';
import { commonLosses, essayLosses } from '../losses.ts';
import { keyLetters } from '../parts.ts';
import { levelWord } from '../text/levels.ts';
import { numberText } from '../text/numbers.ts';
import { toWrite, type ToWrite } from '../write.ts';
import { headingOf, MOST_COLUMNS_OF_OPTIONS, optionHeading, type Field } from './columns.ts';
import { guideOf } from './guide.ts';
import { SCORING_WORDS, typeWord } from './type-words.ts';

/** What a row says of the content of its question. */
interface RowContent {
  key?: string;
  unit?: string;
  scoring?: string;
  options?: string[];
}

type Write<Type extends QuestionContent['type']> = (
  content: Content<Type>,
  remarks: Remarks,
) => RowContent | undefined;

const textsOf = (items: readonly { text: { vi: string } }[]): string[] => items.map(({ text }) => text.vi);

const numeric = (content: Content<'numeric'>): RowContent => ({
  key: numberText(content),
  ...(content.unit && { unit: content.unit.vi }),
});

/** Each pair in a column of its own; undefined: a table has no place for what belongs to nothing. */
function matching({ left, right, key, scoring }: Content<'matching'>): RowContent | undefined {
  const textOf = (id: string | undefined): string => right.find((item) => item.id === id)?.text.vi ?? '';
  const texts = [...textsOf(left), ...textsOf(right)];
  if (right.some(({ id }) => !Object.values(key).includes(id)) || texts.some((text) => /=|→|->/u.test(text)))
    return undefined;
  return {
    options: left.map(({ id, text }) => `${text.vi} = ${textOf(key[id])}`),
    ...(scoring === 'all-or-nothing' && { scoring: SCORING_WORDS[scoring] }),
  };
}

const ROWS: { [Type in QuestionContent['type']]?: Write<Type> } = {
  'single-choice': (content) => ({ options: textsOf(content.options), key: keyLetters(content).join(', ') }),
  'multiple-choice': (content) => ({
    options: textsOf(content.options),
    key: keyLetters(content).join(', '),
    ...(content.scoring === 'per-option' && { scoring: SCORING_WORDS[content.scoring] }),
  }),
  'true-false': ({ key }) => ({ key: key ? 'Đúng' : 'Sai' }),
  'short-answer': ({ accepted, exact }, remarks) => {
    if (exact) remarks.add('exactness_changed', { what: Object.keys(exact).join(', ') });
    return accepted.some((text) => text.includes('|')) ? undefined : { key: accepted.join(' | ') };
  },
  numeric,
  matching,
  ordering: ({ items, scoring }) => ({
    options: textsOf(items),
    ...(scoring === 'adjacent-pairs' && { scoring: SCORING_WORDS[scoring] }),
  }),
  essay: (content, remarks) => {
    essayLosses(content, [], remarks);
    return {};
  },
};

function rowOf(
  { question, remarks }: ToWrite,
  columns: readonly Field[],
  options: number,
): Cell[] | undefined {
  const { content, stem } = question;
  const write = ROWS[content.type] as
    ((content: QuestionContent, remarks: Remarks) => RowContent | undefined) | undefined;
  const row = write?.(content, remarks);
  if (!row) {
    if (write) remarks.add('text_not_in_format', { text: stem.vi });
    else remarks.add('type_not_in_format', { type: content.type });
    return undefined;
  }
  if ((question.group?.length ?? 0) > 1) remarks.add('group_left_out');
  commonLosses(question, ['explanation', 'level', 'group', 'code', 'source', 'tags'], remarks);
  const cells: Partial<Record<Field, string | undefined>> = {
    code: question.code,
    group: question.group?.[0],
    level: question.level && levelWord(question.level),
    type: typeWord(content.type),
    stem: stem.vi,
    key: row.key,
    unit: row.unit,
    scoring: row.scoring,
    explanation: question.explanation?.vi,
    source: question.source,
    tags: question.tags?.join('; '),
  };
  const given = Array.from({ length: options }, (_, index) => row.options?.[index]);
  return columns.flatMap((field) => (field === 'stem' ? [cells.stem, ...given] : [cells[field]]));
}

const COLUMNS: readonly Field[] = [
  ...(['code', 'group', 'level', 'type', 'stem', 'key', 'unit', 'scoring'] as const),
  ...(['explanation', 'source', 'tags'] as const),
];
const WIDTHS: Partial<Record<Field, number>> = {
  stem: 60,
  explanation: 60,
  source: 30,
  tags: 24,
  group: 24,
  type: 18,
  level: 14,
};

/** A column of a workbook; its width in characters. */
interface Column {
  /** Absent: it holds options. */
  field?: Field;
  title: string;
  width: number;
  isTime: boolean;
}

const headings = (options: number): Column[] =>
  COLUMNS.flatMap((field) => [
    { field, title: headingOf(field), width: WIDTHS[field] ?? 12, isTime: false },
    ...(field === 'stem'
      ? Array.from({ length: options }, (_, index) => ({
          title: optionHeading(index),
          width: 30,
          isTime: false,
        }))
      : []),
  ]);

interface Rows {
  options: number;
  rows: Cell[][];
  remarks: Remarks[];
}

/** What stands in columns of their own: options, items, or pairs. */
function countOf({ content }: FormatQuestion): number {
  if (content.type === 'single-choice' || content.type === 'multiple-choice') return content.options.length;
  if (content.type === 'matching') return content.left.length;
  return content.type === 'ordering' ? content.items.length : 0;
}

const LEAST_COLUMNS_OF_OPTIONS = 4;

function rowsOf(questions: readonly FormatQuestion[], options: WriteOptions): Rows {
  const all = toWrite(questions, options);
  const counts = all.map(({ question }) => countOf(question));
  const most = Math.min(MOST_COLUMNS_OF_OPTIONS, Math.max(LEAST_COLUMNS_OF_OPTIONS, ...counts));
  const rows = all.flatMap((one) => {
    const row = rowOf(one, COLUMNS, most);
    return row ? [row] : [];
  });
  return { options: most, rows, remarks: all.map(({ remarks }) => remarks) };
}

/** Writes questions as a table that spreadsheets open; what one would run as a formula has an apostrophe before it. */
export function writeCsv(questions: readonly FormatQuestion[], options: WriteOptions): Promise<WrittenFile> {
  const { rows, remarks, options: count } = rowsOf(questions, options);
  const lineOf = makeCsvLine({ separator: 'comma', decimal: 'point' });
  const text = [headings(count).map(({ title }) => title), ...rows].map((cells) => lineOf(cells)).join('');
  return Promise.resolve({
    bytes: Buffer.from(`${BYTE_ORDER_MARK}${text}`),
    mediaType: 'text/csv; charset=utf-8',
    extension: 'csv',
    remarks: remarks.flatMap(({ all }) => all),
  });
}

/** Topics that some questions have, each once. */
const groupsOf = (questions: readonly FormatQuestion[]): string[] => [
  ...new Set(questions.flatMap(({ group }) => group?.[0] ?? [])),
];

/**
 * Writes questions as an Excel workbook, whose cells are chosen from lists where there are some.
 * @param topics that may be chosen; absent: those of the questions
 */
export async function writeXlsx(
  questions: readonly FormatQuestion[],
  options: WriteOptions,
  topics = groupsOf(questions),
): Promise<WrittenFile> {
  const { rows, remarks, options: count } = rowsOf(questions, options);
  const guide = guideOf(topics);
  const columns = headings(count).map(({ field, ...column }) => ({
    ...column,
    ...(field && guide.choicesOf(field)),
  }));
  const file = xlsxFile(
    { columns, pages: onePage(rows) },
    { sheet: 'Câu hỏi', notes: guide.notes, zone: SCHOOL_ZONE },
  );
  return {
    bytes: await buffer(file),
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extension: 'xlsx',
    remarks: remarks.flatMap(({ all }) => all),
  };
}

/** An Excel workbook to write questions into. @param topics that may be chosen */
export const xlsxForm = async (
  topics: readonly string[],
): Promise<Pick<WrittenFile, 'bytes' | 'mediaType'>> => writeXlsx([], { keys: true }, [...topics]);
