import type { LanguageMap, Score } from '@chuyen-de/contracts';
import { centred, paragraph, type Block, type PrintedDocument } from '../../../documents/document.ts';
import type { Heading } from '../../../documents/heading.ts';
import { officialTop } from '../../../documents/official.ts';
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
  | 'sitting'
  | 'asOf'
  | `list.${'title' | 'sum' | 'bands' | 'band' | 'noBands'}`
  | `list.col.${'number' | 'name' | 'doneAt' | 'score' | 'words' | 'result' | 'note'}`
  | `list.note.${'absent' | 'open' | 'marking' | 'gone'}`
  | `minutes.${'title' | 'people' | 'course' | 'none' | 'files' | 'others' | 'signed'}`
  | `minutes.col.${'number' | 'at' | 'what' | 'whom' | 'reason' | 'by' | 'file' | 'times'}`
  | `sign.${'maker' | 'lecturer' | 'head' | 'first' | 'second' | 'chief' | 'how'}`;

interface AboutExam {
  title: LanguageMap;
  contextTitle: string | null;
  /** Absent: the document is of everybody. */
  sitting?: string | undefined;
  serverNow: string;
}

export interface DocumentSources {
  about: AboutExam;
  heading: Heading;
  words: DocumentWords;
}

/** Whose documents these are, below its name. */
function subjectOf({ about, heading, words }: DocumentSources): Block[] {
  const { title, contextTitle, sitting, serverNow } = about;
  return [
    ...centred(heading.occasion.toUpperCase(), { bold: true }),
    ...centred(words.tell('exam', { title: words.text(title) })),
    ...(contextTitle === null ? [] : centred(words.tell('class', { title: contextTitle }))),
    ...(sitting === undefined ? [] : centred(words.tell('sitting', { name: sitting }))),
    ...centred(words.tell('asOf', { at: words.dateTime(serverNow) }), { italic: true }),
  ];
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
      officialTop(sources.heading, { serverNow: about.serverNow, tell: words.tell }),
      paragraph(title.toUpperCase(), { bold: true, align: 'center', before: 14 }),
      ...subjectOf(sources),
      ...blocks,
    ],
  };
}
