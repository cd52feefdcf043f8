import type { ExamPapers, PrintedKey, PrintedPaper, PrintHeading } from '@chuyen-de/contracts';
import {
  centred,
  paragraph,
  run,
  type Block,
  type PrintedDocument,
  type Row,
} from '../../documents/document.ts';
import { keyText, letter, printedQuestion, type PrintWords } from './printed-question.ts';

/** Words of what is printed around the questions. */
export interface PaperWords extends PrintWords {
  tell: (id: PaperWordId, values?: Record<string, string | number>) => string;
}

type PaperWordId =
  | 'time'
  | 'code'
  | 'name'
  | 'number'
  | 'birth'
  | 'unit'
  | 'question'
  | 'points'
  | 'end'
  | 'invigilators'
  | 'sheet'
  | 'sheetHow'
  | 'sheetOpen'
  | 'sheetEssay'
  | 'sign.first'
  | 'sign.second'
  | 'key'
  | 'keyColumn'
  | 'rubric'
  | 'rubricOf'
  | 'rubricRow'
  | 'sample'
  | 'page';

type Exam = ExamPapers['exam'];
type Question = PrintedPaper['questions'][number];

const dots = (count: number): string => '.'.repeat(count);

/** The two columns on top: whose paper it is, and of which exam. */
function headingOf(exam: Exam, heading: PrintHeading, title: string, words: PaperWords): Block[] {
  const { authority, school, occasion, subject, date } = heading;
  const left = [...centred(authority.toUpperCase()), ...centred(school.toUpperCase(), { bold: true })];
  const right = [
    ...centred(occasion.toUpperCase(), { bold: true }),
    ...centred(title, { bold: true }),
    ...centred(subject),
    ...centred(date),
    ...centred(words.tell('time', { minutes: exam.minutes }), { italic: true }),
  ];
  const underLeft: Block[] = left.length === 0 ? [] : [{ kind: 'rule', length: 3 }];
  return [{ kind: 'columns', widths: [5, 6], columns: [[...left, ...underLeft], right] }];
}

const codeBox = (code: string, words: PaperWords): Block => ({
  kind: 'columns',
  widths: [4, 1],
  before: 4,
  columns: [
    [paragraph(`${words.tell('name')} ${dots(62)}`), paragraph(`${words.tell('number')} ${dots(58)}`)],
    [
      {
        kind: 'table',
        widths: [1],
        rows: [[[paragraph(words.tell('code', { code }), { bold: true, align: 'center', before: 2 })]]],
      },
    ],
  ],
});

/** What a question is worth is said where they differ. */
const pointsOf = ({ points = 1 }: { points?: number | undefined }): number => points;
const differ = (questions: readonly Question[]): boolean => new Set(questions.map(pointsOf)).size > 1;

function questionBlocks(question: Question, number: number, showPoints: boolean, words: PaperWords): Block[] {
  const { note, blocks } = printedQuestion(question, words);
  const points = words.tell('points', { points: words.number(pointsOf(question)) });
  return [
    paragraph(
      [
        run(`${words.tell('question', { number })} `, { bold: true }),
        ...(showPoints ? [run(`${points} `, { italic: true })] : []),
        run(words.text(question.stem)),
        ...(note === '' ? [] : [run(` (${note})`, { italic: true })]),
      ],
      { before: 4, keepNext: blocks.length > 0 },
    ),
    ...blocks,
  ];
}

export interface Sources {
  exam: Exam;
  heading: PrintHeading;
  words: PaperWords;
}

const documentOf = (
  { exam, words }: Sources,
  foot: string,
  title: string,
  blocks: Block[],
): PrintedDocument => ({
  title: [words.text(exam.title), title].filter((part) => part !== '').join(', '),
  foot,
  // The numbers come with each page.
  pageWords: words.tell('page', { page: '{page}', pages: '{pages}' }),
  blocks,
});

/** The paper that a candidate is given: no key in it. */
export function paperDocument(sources: Sources, { code, questions }: PrintedPaper): PrintedDocument {
  const { exam, heading, words } = sources;
  const showPoints = differ(questions);
  const foot = words.tell('code', { code });
  return documentOf(sources, foot, foot, [
    ...headingOf(exam, heading, words.text(exam.title).toUpperCase(), words),
    codeBox(code, words),
    ...questions.flatMap((question, index) => questionBlocks(question, index + 1, showPoints, words)),
    paragraph(words.tell('end'), { bold: true, align: 'center', before: 10 }),
    paragraph(words.tell('invigilators'), { italic: true, align: 'center' }),
  ]);
}

/** In a column of an answer sheet. */
const ROWS_EACH = 20;

const cell = (text: string, bold = false): Block[] => [paragraph(text, { align: 'center', bold })];

function letterTables(marked: readonly { number: number; letters: number }[], words: PaperWords): Block[] {
  if (marked.length === 0) return [];
  const most = Math.max(...marked.map(({ letters }) => letters));
  const columns = Math.min(most > 5 ? 2 : 3, Math.ceil(marked.length / 5));
  const each = Math.min(ROWS_EACH, Math.ceil(marked.length / columns));
  const head: Row = [cell(words.tell('keyColumn'), true), ...letters(most).map((name) => cell(name, true))];
  const tables = Array.from({ length: Math.ceil(marked.length / each) }, (_, index): Block => {
    const rows = marked
      .slice(index * each, (index + 1) * each)
      .map(({ number, letters: count }): Row => [
        cell(String(number), true),
        ...letters(most).map((name, place) => cell(place < count ? name : '')),
      ]);
    return { kind: 'table', widths: [1.2, ...letters(most).map(() => 1)], head, rows };
  });
  const lines = Array.from({ length: Math.ceil(tables.length / columns) }, (_, line) =>
    tables.slice(line * columns, (line + 1) * columns),
  );
  return lines.map((line): Block => {
    // A gap between two tables; a last line has as many places as those above it.
    const places = Array.from({ length: columns }, (_, place) => line[place]);
    return {
      kind: 'columns',
      before: 6,
      widths: places.flatMap((_, place) => (place === 0 ? [10] : [1, 10])),
      columns: places.flatMap((table, place) => [...(place === 0 ? [] : [[]]), table ? [table] : []]),
    };
  });
}

const letters = (count: number): string[] => Array.from({ length: count }, (_, index) => letter(index));

/** What is written out on the answer sheet, line by line. */
function openLines(questions: readonly Question[], words: PaperWords): Block[] {
  const open = questions.flatMap((question, index) =>
    printedQuestion(question, words).letters === 0 ? [{ question, number: index + 1 }] : [],
  );
  if (open.length === 0) return [];
  return [
    paragraph(words.tell('sheetOpen'), { bold: true, before: 8, keepNext: true }),
    ...open.map(({ question, number }) =>
      question.type === 'essay'
        ? paragraph(words.tell('sheetEssay', { number }), { before: 4 })
        : paragraph(`${words.tell('question', { number })} ${dots(120)}`, { before: 6 }),
    ),
  ];
}

/** The sheet on which a candidate marks what is chosen on the paper of a code. */
export function sheetDocument(sources: Sources, { code, questions }: PrintedPaper): PrintedDocument {
  const { exam, heading, words } = sources;
  const marked = questions.flatMap((question, index) => {
    const count = printedQuestion(question, words).letters;
    return count === 0 ? [] : [{ number: index + 1, letters: count }];
  });
  const foot = words.tell('code', { code });
  const signs = (['first', 'second'] as const).map((who) => [
    paragraph(words.tell(`sign.${who}`), { align: 'center', bold: true }),
    paragraph('\n\n'),
  ]);
  return documentOf(sources, foot, `${words.tell('sheet')}, ${foot}`, [
    ...headingOf(exam, heading, words.tell('sheet'), words),
    ...centred(words.text(exam.title), { bold: true }),
    codeBox(code, words),
    paragraph(`${words.tell('birth')} ${dots(40)} ${words.tell('unit')} ${dots(58)}`),
    { kind: 'columns', widths: [1, 1], columns: signs },
    ...(marked.length === 0 ? [] : [paragraph(words.tell('sheetHow'), { italic: true })]),
    ...letterTables(marked, words),
    ...openLines(questions, words),
  ]);
}

/** Codes in one table of keys, as many as a page is wide. */
const CODES_EACH = 6;

function keyTable(keys: readonly PrintedKey[], words: PaperWords): Block {
  const longest = Math.max(...keys.map(({ questions }) => questions.length));
  const rows = Array.from({ length: longest }, (_, index): Row => [
    cell(String(index + 1), true),
    ...keys.map(({ questions }) => {
      const question = questions[index];
      return cell(question ? keyText(question, words) : '');
    }),
  ]);
  const head = [words.tell('keyColumn'), ...keys.map(({ code }) => words.tell('code', { code }))];
  return {
    kind: 'table',
    before: 8,
    widths: [1, ...keys.map(() => 2)],
    head: head.map((title) => cell(title, true)),
    rows,
  };
}

type Essay = Extract<PrintedKey['questions'][number], { type: 'essay' }>;

/** What essays are marked by: once for all the papers that ask them. */
function rubrics(keys: readonly PrintedKey[], words: PaperWords): Block[] {
  const essays = new Map<string, { essay: Essay; places: string[] }>();
  for (const { code, questions } of keys)
    questions.forEach((question, index) => {
      if (question.type !== 'essay') return;
      const found = essays.get(question.question) ?? { essay: question, places: [] };
      found.places.push(words.tell('rubricOf', { code, number: index + 1 }));
      essays.set(question.question, found);
    });
  if (essays.size === 0) return [];
  return [
    paragraph(words.tell('rubric'), { bold: true, before: 10, keepNext: true }),
    ...[...essays.values()].flatMap(({ essay: { key }, places }): Block[] => [
      paragraph(places.join('; '), { bold: true, before: 6, keepNext: true }),
      ...(key?.rubric ?? []).map(({ title, points, description }) =>
        paragraph(
          words.tell('rubricRow', { title: words.text(title), points: words.number(points) }) +
            (description ? `\n${words.text(description)}` : ''),
          { indent: 0.6 },
        ),
      ),
      ...(key?.sample
        ? [paragraph(`${words.tell('sample')}\n${words.text(key.sample)}`, { indent: 0.6 })]
        : []),
    ]),
  ];
}

/** The keys of papers, for those who mark: a file of its own, so that it does not go along with the papers. */
export function keyDocument(sources: Sources, keys: readonly PrintedKey[]): PrintedDocument {
  const { exam, heading, words } = sources;
  const tables = Array.from({ length: Math.ceil(keys.length / CODES_EACH) }, (_, index) =>
    keyTable(keys.slice(index * CODES_EACH, (index + 1) * CODES_EACH), words),
  );
  return documentOf(sources, words.tell('key'), words.tell('key'), [
    ...headingOf(exam, heading, words.tell('key'), words),
    ...centred(words.text(exam.title), { bold: true }),
    ...tables,
    ...rubrics(keys, words),
  ]);
}
