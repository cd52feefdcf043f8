import { CSV_FORMS, type BehindReason, type ClassLearners, type Locale } from '@chuyen-de/contracts';
import { SCHOOL_ZONE } from '@chuyen-de/contracts/school-zone';
import { textIn } from '@chuyen-de/question-types';
import { csvFile, onePage, xlsxFile, type Cell } from '@chuyen-de/xapi';
import { makePages, type ClassLook } from './view-learners.ts';

type Row = ClassLearners['rows'][number];
type Words = Record<Locale, string>;

interface Column {
  title: string;
  /** In characters. */
  width: number;
  isTime: boolean;
  cellOf: (row: Row) => Cell | null | undefined;
}

const NAMES = {
  name: { vi: 'Họ và tên', en: 'Name' },
  number: { vi: 'Mã số', en: 'Number' },
  email: { vi: 'Thư điện tử', en: 'E-mail' },
  completed: { vi: 'Số chuyên đề hoàn thành', en: 'Topics completed' },
  last: { vi: 'Hoạt động gần nhất', en: 'Last active' },
  behind: { vi: 'Chậm tiến độ vì', en: 'Behind because of' },
  score: { vi: '(thang 10)', en: '(of 10)' },
  share: { vi: '(% đã học)', en: '(% studied)' },
  sheet: { vi: 'Tiến độ', en: 'Progress' },
  notes: { vi: 'Ghi chú', en: 'Notes' },
  programme: { vi: 'Chương trình', en: 'Programme' },
  course: { vi: 'Lớp', en: 'Course' },
  madeAt: { vi: 'Lập lúc', en: 'Made at' },
  people: { vi: 'Số học viên', en: 'Learners' },
} satisfies Record<string, Words>;

const REASONS: Record<BehindReason['kind'], Words> = {
  'topics-overdue': { vi: 'quá hạn chuyên đề', en: 'topics overdue' },
  'exams-missed': { vi: 'bỏ lỡ bài kiểm tra', en: 'exams missed' },
  'exams-not-passed': { vi: 'bài kiểm tra chưa đạt', en: 'exams not passed' },
  'not-begun': { vi: 'chưa bắt đầu', en: 'not begun' },
  idle: { vi: 'lâu không học', en: 'inactive' },
};

/** Why somebody is behind, in words: what it is about with it, as far as it is about something. */
function reasonText(reason: BehindReason, titles: ReadonlyMap<string, string>, locale: Locale): string {
  const words = REASONS[reason.kind][locale];
  const about = 'topics' in reason ? reason.topics : 'exams' in reason ? reason.exams : [];
  return about.length === 0 ? words : `${words}: ${about.map((id) => titles.get(id) ?? id).join(', ')}`;
}

function columnsOf({ topics, exams }: ClassLook['head'], locale: Locale): Column[] {
  const titles = new Map([
    ...topics.map(({ code, title }) => [code, textIn(title, locale)] as const),
    ...exams.map(({ linkId, title }) => [linkId, textIn(title, locale)] as const),
  ]);
  const plain = (title: Words, width: number, cellOf: Column['cellOf'], isTime = false): Column => ({
    ...{ title: title[locale], width, isTime, cellOf },
  });
  return [
    plain(NAMES.name, 30, ({ person }) => person.name),
    plain(NAMES.number, 10, ({ person }) => person.number),
    plain(NAMES.email, 28, ({ person }) => person.email),
    plain(NAMES.completed, 14, (row) => Object.values(row.topics).filter((each) => each.completedAt).length),
    ...topics.map(({ code, title }) => ({
      title: `${textIn(title, locale)} ${NAMES.share[locale]}`,
      width: 18,
      isTime: false,
      cellOf: (row: Row) => {
        const standing = row.topics[code];
        return standing && standing.parts > 0 ? Math.floor((100 * standing.done) / standing.parts) : 0;
      },
    })),
    ...exams.map(({ linkId, title, linkTitle }) => ({
      title: `${linkTitle ?? textIn(title, locale)} ${NAMES.score[locale]}`,
      width: 18,
      isTime: false,
      cellOf: (row: Row) => row.exams[linkId]?.score?.outOfTen,
    })),
    plain(NAMES.last, 17, ({ lastAt }) => lastAt, true),
    plain(NAMES.behind, 60, ({ reasons }) =>
      reasons.map((reason) => reasonText(reason, titles, locale)).join('; '),
    ),
  ];
}

/** Everybody of a class as a table, of one moment: a page of people is made when the one before has been taken. */
function tableOf(look: ClassLook, locale: Locale) {
  const columns = columnsOf(look.head, locale);
  const readPage = makePages(look, 'all', '');
  async function* pages(): AsyncGenerator<(Cell | undefined)[][]> {
    for (let page = 1; ; page += 1) {
      const { rows, pages: of } = await readPage(page);
      yield rows.map((row) => columns.map(({ cellOf }) => cellOf(row) ?? undefined));
      if (page >= of) return;
    }
  }
  return { columns: columns.map(({ title, width, isTime }) => ({ title, width, isTime })), pages: pages() };
}

function notesOf({ title, contextTitle, serverNow, figures }: ClassLook['head'], locale: Locale) {
  const rows: [Words, Cell | null][] = [
    [NAMES.programme, textIn(title, locale)],
    [NAMES.course, contextTitle],
    [NAMES.madeAt, serverNow],
    [NAMES.people, figures.people],
  ];
  return {
    sheet: NAMES.notes[locale],
    columns: [
      { title: '', width: 16, isTime: false },
      { title: '', width: 60, isTime: true },
    ],
    pages: onePage<(Cell | undefined)[][]>(
      rows.map(([name, value]) => [name[locale], value ?? undefined] as (Cell | undefined)[]),
    ),
  };
}

/** The forms in which everybody's progress is handed out. */
export const CLASS_FILES = {
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    pieces: (look: ClassLook, locale: Locale): AsyncIterable<Buffer | string> =>
      xlsxFile(tableOf(look, locale), {
        sheet: NAMES.sheet[locale],
        notes: notesOf(look.head, locale),
        zone: SCHOOL_ZONE,
      }),
  },
  csv: {
    type: 'text/csv; charset=utf-8',
    pieces: (look: ClassLook, locale: Locale): AsyncIterable<Buffer | string> =>
      csvFile(tableOf(look, locale), { form: CSV_FORMS.excel, zone: SCHOOL_ZONE, resumed: false }),
  },
};
