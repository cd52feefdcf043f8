import type { ClassFigures, LedgerDeed } from '@chuyen-de/contracts';
import {
  middle,
  paragraph,
  type Block,
  type PrintedDocument,
  type Row,
} from '../../../documents/document.ts';
import { signatures } from '../../../documents/official.ts';
import { examDocument, type DocumentSources } from './exam-document.ts';

const COLUMNS = [
  { name: 'number', width: 1 },
  { name: 'at', width: 2.8 },
  { name: 'what', width: 3.9 },
  { name: 'whom', width: 3.4 },
  { name: 'reason', width: 3.6 },
  { name: 'by', width: 2.8 },
] as const;

/** Room for what is written down by hand. */
const LINES = 4;
const DOTS = '.'.repeat(140);

export interface MinutesSources extends DocumentSources {
  figures: Pick<ClassFigures, 'people' | 'started' | 'done'>;
  deeds: readonly LedgerDeed[];
  /** What was done, and part by part what was given to somebody. */
  saidOf: (deed: LedgerDeed) => { what: string; given: string[] };
  everybody: string;
}

function lineOf(deed: LedgerDeed, number: number, { words, saidOf, everybody }: MinutesSources): Row {
  const { what, given } = saidOf(deed);
  return [
    middle(String(number)),
    middle(words.dateTime(deed.at)),
    [what, ...given].map((part) => paragraph(part)),
    [paragraph(deed.people === null ? everybody : deed.people.map(words.nameOf).join('; '))],
    [paragraph(deed.reason ?? '–')],
    [paragraph(deed.by ?? '–')],
  ];
}

/** Biên bản coi thi: how an exam went, with all that was done to anybody's time, to be signed. */
export function minutes(sources: MinutesSources): PrintedDocument {
  const { words, figures, deeds } = sources;
  const { tell } = words;
  const table: Block = {
    kind: 'table',
    before: 4,
    widths: COLUMNS.map(({ width }) => width),
    head: COLUMNS.map(({ name }) => middle(tell(`minutes.col.${name}`), true)),
    rows: deeds.map((deed, index) => lineOf(deed, index + 1, sources)),
  };
  const { people, started, done } = figures;
  return examDocument(sources, tell('minutes.title'), [
    paragraph(tell('minutes.people', { people, started, done, absent: people - started }), { before: 8 }),
    paragraph(tell('minutes.course'), { bold: true, before: 6, keepNext: true }),
    ...(deeds.length === 0 ? [paragraph(tell('minutes.none'))] : [table]),
    paragraph(tell('minutes.others'), { bold: true, before: 8, keepNext: true }),
    ...Array.from({ length: LINES }, () => paragraph(DOTS)),
    paragraph(tell('minutes.signed'), { before: 4 }),
    signatures([tell('sign.first'), tell('sign.second'), tell('sign.chief')], tell('sign.how')),
  ]);
}
