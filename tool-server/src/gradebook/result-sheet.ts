import type { ClassRow, GradebookView, Locale } from '@chuyen-de/contracts';
import { SCHOOL_ZONE } from '@chuyen-de/contracts/school-zone';
import { textIn } from '@chuyen-de/question-types';
import { onePage, xlsxFile, type Cell } from '@chuyen-de/xapi';

interface Column {
  title: Record<Locale, string>;
  /** In characters. */
  width: number;
  isTime?: boolean;
  cellOf: (row: ClassRow, locale: Locale) => Cell | null | undefined;
}

const STATES: Record<ClassRow['state'], Record<Locale, string>> = {
  'not-started': { vi: 'Chưa làm', en: 'Not started' },
  open: { vi: 'Đang làm', en: 'Under way' },
  done: { vi: 'Đã nộp', en: 'Handed in' },
};

/** What a filter of a sheet can choose by. */
const PASSED: Record<Locale, string> = { vi: 'Đạt', en: 'passed' };
const FAILED: Record<Locale, string> = { vi: 'Không đạt', en: 'failed' };

const COLUMNS: readonly Column[] = [
  { title: { vi: 'Họ và tên', en: 'Name' }, width: 30, cellOf: ({ person }) => person.name },
  { title: { vi: 'Mã số', en: 'Number' }, width: 10, cellOf: ({ person }) => person.number },
  { title: { vi: 'Thư điện tử', en: 'E-mail' }, width: 28, cellOf: ({ person }) => person.email },
  { title: { vi: 'Ca thi', en: 'Sitting' }, width: 14, cellOf: ({ sitting }) => sitting?.name },
  {
    title: { vi: 'Trạng thái', en: 'State' },
    width: 12,
    cellOf: ({ state }, locale) => STATES[state][locale],
  },
  { title: { vi: 'Số lượt', en: 'Attempts' }, width: 9, cellOf: ({ attempts }) => attempts },
  { title: { vi: 'Bắt đầu', en: 'Started' }, width: 17, isTime: true, cellOf: ({ startedAt }) => startedAt },
  { title: { vi: 'Nộp bài', en: 'Handed in' }, width: 17, isTime: true, cellOf: ({ doneAt }) => doneAt },
  {
    title: { vi: 'Điểm (thang 10)', en: 'Score (of 10)' },
    width: 15,
    cellOf: ({ score }) => score?.outOfTen,
  },
  {
    title: { vi: 'Kết quả', en: 'Result' },
    width: 11,
    cellOf: ({ score }, locale) => score && (score.passed ? PASSED : FAILED)[locale],
  },
  {
    title: { vi: 'Câu chờ chấm', en: 'Awaits marking' },
    width: 14,
    cellOf: ({ awaitsMarking }) => awaitsMarking,
  },
  {
    title: { vi: 'Câu nộp sau giờ', en: 'Answers after the end' },
    width: 16,
    cellOf: ({ replayedLate }) => replayedLate,
  },
  {
    title: { vi: 'Còn trong lớp', en: 'In the course' },
    width: 14,
    cellOf: ({ inRoster }) => inRoster,
  },
];

/** Everybody once, however the class changes between two of its pages. */
async function* rowsByPage(
  first: GradebookView,
  readPage: (page: number) => Promise<GradebookView | undefined>,
  locale: Locale,
): AsyncGenerator<(Cell | undefined)[][]> {
  const told = new Set<string>();
  const cellsOf = (row: ClassRow) => COLUMNS.map(({ cellOf }) => cellOf(row, locale) ?? undefined);
  for (let page = 1, view: GradebookView | undefined = first; view; page += 1) {
    const fresh = view.rows.filter(({ person }) => !told.has(person.id));
    for (const { person } of fresh) told.add(person.id);
    yield fresh.map(cellsOf);
    view = page < view.pages ? await readPage(page + 1) : undefined;
  }
}

const SHEETS: Record<'results' | 'notes', Record<Locale, string>> = {
  results: { vi: 'Bảng điểm', en: 'Results' },
  notes: { vi: 'Ghi chú', en: 'Notes' },
};

/** What the sheet does not say of itself: of which exam and when. */
const NOTES: readonly {
  title: Record<Locale, string>;
  cellOf: (view: GradebookView, locale: Locale) => Cell | null;
}[] = [
  { title: { vi: 'Bài', en: 'Exam' }, cellOf: ({ title }, locale) => textIn(title, locale) },
  { title: { vi: 'Lớp', en: 'Course' }, cellOf: ({ contextTitle }) => contextTitle },
  { title: { vi: 'Lập lúc', en: 'Made at' }, cellOf: ({ serverNow }) => serverNow },
  { title: { vi: 'Số người', en: 'People' }, cellOf: ({ figures }) => figures.people },
  { title: { vi: 'Đã nộp', en: 'Handed in' }, cellOf: ({ figures }) => figures.done },
  { title: { vi: 'Điểm trung bình', en: 'Mean' }, cellOf: ({ figures }) => figures.mean },
];

const notesOf = (view: GradebookView, locale: Locale) => ({
  sheet: SHEETS.notes[locale],
  columns: [
    { title: '', width: 16, isTime: false },
    { title: '', width: 60, isTime: true },
  ],
  pages: onePage<(Cell | undefined)[][]>(
    NOTES.map(({ title, cellOf }) => [title[locale], cellOf(view, locale) ?? undefined]),
  ),
});

/**
 * The results of a whole class as an XLSX workbook, in pieces: a page of the class is read when the one before has
 * been taken, so that a class of fifty thousand is never held as rows.
 *
 * @param first the first page of the class
 * @param readPage reads another one, counted from 1; undefined: there is no class any more
 */
export const resultSheet = (
  first: GradebookView,
  readPage: (page: number) => Promise<GradebookView | undefined>,
  locale: Locale,
): AsyncGenerator<Buffer> =>
  xlsxFile(
    {
      columns: COLUMNS.map(({ title, width, isTime = false }) => ({ title: title[locale], width, isTime })),
      pages: rowsByPage(first, readPage, locale),
    },
    { sheet: SHEETS.results[locale], notes: notesOf(first, locale), zone: SCHOOL_ZONE },
  );
