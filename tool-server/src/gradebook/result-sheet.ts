import type { ClassRow, GradebookView, Locale } from '@chuyen-de/contracts';
import { SCHOOL_ZONE } from '@chuyen-de/contracts/school-zone';
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

/** Whether somebody has passed, in words that a filter of a sheet can choose by. */
const passedOf = ({ score }: ClassRow, locale: Locale): string | undefined => {
  if (score === null) return undefined;
  if (locale === 'en') return score.passed ? 'passed' : 'failed';
  return score.passed ? 'Đạt' : 'Không đạt';
};

const COLUMNS: readonly Column[] = [
  { title: { vi: 'Họ và tên', en: 'Name' }, width: 30, cellOf: ({ person }) => person.name },
  { title: { vi: 'Mã số', en: 'Number' }, width: 10, cellOf: ({ person }) => person.number },
  { title: { vi: 'Thư điện tử', en: 'E-mail' }, width: 28, cellOf: ({ person }) => person.email },
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
  { title: { vi: 'Kết quả', en: 'Result' }, width: 11, cellOf: passedOf },
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

/** What the sheet does not say of itself: of which exam and when. */
const notesOf = ({ title, contextTitle, figures, serverNow }: GradebookView, locale: Locale) => ({
  sheet: locale === 'vi' ? 'Ghi chú' : 'Notes',
  columns: ['', ''].map((name, index) => ({
    title: name,
    width: index === 0 ? 16 : 60,
    isTime: index === 1,
  })),
  pages: onePage<(Cell | undefined)[][]>([
    [locale === 'vi' ? 'Bài' : 'Exam', (locale === 'en' && title.en) || title.vi],
    [locale === 'vi' ? 'Lớp' : 'Course', contextTitle ?? undefined],
    [locale === 'vi' ? 'Lập lúc' : 'Made at', serverNow],
    [locale === 'vi' ? 'Số người' : 'People', figures.people],
    [locale === 'vi' ? 'Đã nộp' : 'Handed in', figures.done],
    [locale === 'vi' ? 'Điểm trung bình' : 'Mean', figures.mean ?? undefined],
  ]),
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
    { sheet: locale === 'vi' ? 'Bảng điểm' : 'Results', notes: notesOf(first, locale), zone: SCHOOL_ZONE },
  );
