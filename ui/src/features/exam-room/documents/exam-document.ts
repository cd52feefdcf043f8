import type { LanguageMap, Score } from '@chuyen-de/contracts';
import { centred, paragraph, type Block, type PrintedDocument } from '../../../documents/document.ts';
import { schoolDay } from '../../../lib/school-time.ts';
import type { Heading } from './heading.ts';
import type { DigitWord } from './score-words.ts';

/** Words of what is printed of an exam after it. */
export interface DocumentWords {
  text: (map: LanguageMap) => string;
  mark: (outOfTen: number) => string;
  percent: (share: number) => string;
  dateTime: (at: string) => string;
  nameOf: (person: { name: string | null; number: string }) => string;
  band: (score: Score) => string;
  tell: (id: TellId | DigitWord, values?: Record<string, string | number>) => string;
}

type TellId =
  | 'state.first'
  | 'state.second'
  | 'party'
  | 'placed'
  | 'page'
  | 'exam'
  | 'class'
  | 'asOf'
  | `list.${'title' | 'sum' | 'bands' | 'band' | 'noBands'}`
  | `list.col.${'number' | 'name' | 'doneAt' | 'score' | 'words' | 'result' | 'note'}`
  | `list.note.${'absent' | 'open' | 'marking' | 'gone'}`
  | `minutes.${'title' | 'people' | 'course' | 'none' | 'others' | 'signed'}`
  | `minutes.col.${'number' | 'at' | 'what' | 'whom' | 'reason' | 'by'}`
  | `sign.${'maker' | 'lecturer' | 'head' | 'first' | 'second' | 'chief' | 'how'}`;

interface AboutExam {
  title: LanguageMap;
  contextTitle: string | null;
  serverNow: string;
}

export interface DocumentSources {
  about: AboutExam;
  heading: Heading;
  words: DocumentWords;
}

/** Places on the right that are filled in by hand when it is signed. */
const DAY = '....';

/** The two columns on top, as Nghị định 30/2020/NĐ-CP or, for offices of the Party, Hướng dẫn 36-HD/VPTW has them. */
function topOf({ heading: { top, authority, school, place }, words, about }: DocumentSources): Block {
  const own = [...centred(authority.toUpperCase()), ...centred(school.toUpperCase(), { bold: true })];
  const left: Block[] = [...own, ...(own.length === 0 ? [] : [{ kind: 'rule' as const, length: 2.5 }])];
  const year = schoolDay(Date.parse(about.serverNow)).slice(0, 4);
  const dated = centred(words.tell('placed', { place: place || '..........', day: DAY, month: DAY, year }), {
    italic: true,
  });
  const right: Record<Heading['top'], Block[]> = {
    state: [
      ...centred(words.tell('state.first'), { bold: true }),
      ...centred(words.tell('state.second'), { bold: true }),
      { kind: 'rule', length: 4.5 },
      ...dated,
    ],
    party: [...centred(words.tell('party'), { bold: true }), { kind: 'rule', length: 4.5 }, ...dated],
    none: dated,
  };
  return { kind: 'columns', widths: [5, 6.5], columns: [left, right[top]] };
}

/** Whose documents these are, below its name. */
function subjectOf({ about, heading, words }: DocumentSources): Block[] {
  const { title, contextTitle, serverNow } = about;
  return [
    ...centred(heading.occasion.toUpperCase(), { bold: true }),
    ...centred(words.tell('exam', { title: words.text(title) })),
    ...(contextTitle === null ? [] : centred(words.tell('class', { title: contextTitle }))),
    ...centred(words.tell('asOf', { at: words.dateTime(serverNow) }), { italic: true }),
  ];
}

/** A cell of a table, in the middle of it. */
export const middle = (text: string, bold = false): Block[] => [paragraph(text, { align: 'center', bold })];

/** Who signs, side by side, with room for it. */
export function signatures(who: readonly string[], words: DocumentWords): Block {
  return {
    kind: 'columns',
    before: 14,
    widths: who.map(() => 1),
    columns: who.map((name) => [
      ...centred(name.toUpperCase(), { bold: true }),
      ...centred(words.tell('sign.how'), { italic: true }),
      paragraph('\n\n\n'),
    ]),
  };
}

/** A document of an exam: its heading, its name, what it is about, and then what it says. */
export function examDocument(sources: DocumentSources, title: string, blocks: Block[]): PrintedDocument {
  const { about, words } = sources;
  return {
    title: `${title}, ${words.text(about.title)}`,
    foot: words.text(about.title),
    // The numbers come with each page.
    pageWords: words.tell('page', { page: '{page}', pages: '{pages}' }),
    blocks: [
      topOf(sources),
      paragraph(title.toUpperCase(), { bold: true, align: 'center', before: 14 }),
      ...subjectOf(sources),
      ...blocks,
    ],
  };
}
