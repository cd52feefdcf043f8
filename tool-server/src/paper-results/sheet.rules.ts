import type { PaperIdentity } from '@chuyen-de/contracts';
import { fold } from '@chuyen-de/contracts/vietnamese';

/** A line of a table as it stands in its file. */
interface Row {
  line: number;
  cells: readonly string[];
}

/** What a line of a table of results says. */
export interface SheetRow {
  line: number;
  identity: PaperIdentity;
  mask: string | null;
  paperCode: string;
  answers: string[] | null;
  mark: string | null;
}

type Field = keyof PaperIdentity | 'family' | 'given' | 'mask' | 'paper' | 'mark' | 'answers';

/** How columns are headed, marks aside. */
const HEADINGS: readonly (readonly [Field, RegExp])[] = [
  ['mask', /^(so|ma)? ?phach$|^mask$/u],
  ['paper', /^ma de( thi)?$|^de( so)?$|^paper( code)?$|^exam code$/u],
  ['mark', /^(tong )?diem( so| thi)?$|^(mark|score)s?$/u],
  [
    'answers',
    /^(bai lam|(cau )?tra loi|phuong an( chon)?|(dap an|ket qua) (chon|to|lam bai)|answers?|responses?)$/u,
  ],
  ['email', /^(dia chi |thu )?e-?mail$|^thu dien tu$/u],
  ['lmsId', /^(ma|id) (hoc vien|nguoi hoc|sinh vien|nguoi dung|lms)$|^(lms|user) ?id$|^id$/u],
  ['number', /^(so (hoc vien|bao danh|thu tu tren lop)|sbd|learner number)$/u],
  ['name', /^ho (va |dem va |, dem va )?ten( hoc vien| thi sinh)?$|^(full )?name$|^(hoc vien|thi sinh)$/u],
  ['family', /^ho( va)?( ten)?( lot| dem)?$|^(family|last) name$/u],
  ['given', /^ten$|^(given|first) name$/u],
];

/** `Câu 12`, `C12`, `12`. */
const QUESTION = /^(?:cau( hoi)?|c|q|question)?[ .:]*(\d{1,3})$/u;
const MOST_QUESTIONS = 400;
/** Titles stand above a table. */
const MOST_ABOVE = 20;
const LONGEST = 200;

interface Columns {
  fields: Map<Field, number>;
  /** By question, counted from 0. */
  questions: Map<number, number>;
}

function columnsOf(cells: readonly string[]): Columns {
  const fields = new Map<Field, number>();
  const questions = new Map<number, number>();
  cells.forEach((cell, column) => {
    const heading = fold(cell)
      .replace(/\s+/gu, ' ')
      .replace(/[*:.]$/u, '');
    const question = Number(QUESTION.exec(heading)?.[2] ?? 0);
    const field = HEADINGS.find(([, words]) => words.test(heading))?.[0];
    if (question >= 1 && question <= MOST_QUESTIONS && !questions.has(question - 1))
      questions.set(question - 1, column);
    else if (field && !fields.has(field)) fields.set(field, column);
  });
  return { fields, questions };
}

const IDENTITY = ['lmsId', 'email', 'name', 'number', 'given'] as const;

const tellsWho = ({ fields }: Columns): boolean => IDENTITY.some((field) => fields.has(field));

/** Whether headings tell whose results these are, and what they are. */
const tellsResults = (columns: Columns): boolean => {
  const { fields, questions } = columns;
  const results =
    fields.has('mark') || (fields.has('paper') && (fields.has('answers') || questions.size > 0));
  return results && (fields.has('mask') || tellsWho(columns));
};

/** The lines below the headings that are wanted; undefined: there are none such. */
function below(
  rows: readonly Row[],
  isHeaded: (columns: Columns) => boolean,
): { columns: Columns; rows: readonly Row[] } | undefined {
  for (const [index, { cells }] of rows.slice(0, MOST_ABOVE).entries()) {
    const columns = columnsOf(cells);
    if (isHeaded(columns)) return { columns, rows: rows.slice(index + 1) };
  }
  return undefined;
}

const cellOf = ({ cells }: Row, column: number | undefined): string =>
  column === undefined ? '' : (cells[column] ?? '').normalize('NFC').trim().slice(0, LONGEST);

function identityOf(row: Row, { fields }: Columns): PaperIdentity {
  const [lmsId, email, number] = (['lmsId', 'email', 'number'] as const).map((field) =>
    cellOf(row, fields.get(field)),
  );
  const parts = (['family', 'given'] as const).map((field) => cellOf(row, fields.get(field)));
  const name = cellOf(row, fields.get('name')) || parts.filter((part) => part !== '').join(' ');
  return {
    ...(lmsId && { lmsId }),
    ...(email && { email }),
    ...(name && { name: name.replace(/\s+/gu, ' ') }),
    ...(number && { number }),
  };
}

/** Answers that stand in one cell: `ABCD`, `A(BC)D`, `A, BC, , D`, `1A 2B 4D`. */
function splitAnswers(text: string): string[] {
  const said = text.normalize('NFKC').trim();
  const parts = /[,;|/]/u.test(said)
    ? said.split(/[,;|/]/u).map((part) => part.trim())
    : /\s/u.test(said)
      ? said.split(/\s+/u)
      : (said.match(/\([^()]{1,9}\)|\d{1,3}[.:)-]?\p{L}{1,9}|./gu) ?? []).map((part) =>
          part.replace(/[()]/gu, ''),
        );
  const numbered = parts
    .filter((part) => part !== '')
    .map((part) => /^(\d{1,3})[.:)-]? ?([^\d.:)\- ]*)$/u.exec(part));
  if (numbered.length === 0 || numbered.some((found) => !found || Number(found[1]) < 1)) return parts;
  const answers: string[] = [];
  for (const found of numbered) answers[Math.min(Number(found?.[1]), MOST_QUESTIONS) - 1] = found?.[2] ?? '';
  return Array.from(answers, (answer: string | undefined) => answer ?? '');
}

function answersOf(row: Row, { fields, questions }: Columns): string[] | null {
  if (questions.size > 0) {
    const last = Math.max(...questions.keys());
    const answers = Array.from({ length: last + 1 }, (_, index) => cellOf(row, questions.get(index)));
    return answers.some((answer) => answer !== '') ? answers : null;
  }
  const said = cellOf(row, fields.get('answers'));
  return said === '' ? null : splitAnswers(said).slice(0, MOST_QUESTIONS);
}

/** What a table of results says, line by line; undefined: its headings do not tell whose results it has, or none. */
export function readResults(rows: readonly Row[]): SheetRow[] | undefined {
  const found = below(rows, tellsResults);
  return found?.rows.map((row) => ({
    line: row.line,
    identity: identityOf(row, found.columns),
    mask: cellOf(row, found.columns.fields.get('mask')) || null,
    paperCode: cellOf(row, found.columns.fields.get('paper')).toUpperCase(),
    answers: answersOf(row, found.columns),
    mark: cellOf(row, found.columns.fields.get('mark')) || null,
  }));
}

/** Which number stands for whom; undefined: its headings do not tell. */
export function readMasks(rows: readonly Row[]): Map<string, PaperIdentity> | undefined {
  const found = below(rows, (columns) => columns.fields.has('mask') && tellsWho(columns));
  if (!found) return undefined;
  const { columns } = found;
  return new Map(
    found.rows.flatMap((row) => {
      const mask = cellOf(row, columns.fields.get('mask'));
      return mask === '' ? [] : [[mask, identityOf(row, columns)] as const];
    }),
  );
}

/** The first lines of a table, for whoever is told that its headings say nothing. */
export const headingsIn = (rows: readonly Row[]): string =>
  (rows.find(({ cells }) => cells.filter((cell) => cell !== '').length > 1)?.cells ?? []).join('\n');
