import type { ClassRow } from '@chuyen-de/contracts';
import { BANDS, bandOf } from '@chuyen-de/contracts/bands';
import { middle, paragraph, type PrintedDocument, type Row } from '../../../documents/document.ts';
import { signatures } from '../../../documents/official.ts';
import { examDocument, type DocumentSources, type DocumentWords } from './exam-document.ts';
import { scoreInWords } from './score-words.ts';

const COLUMNS = [
  { name: 'number', width: 1 },
  { name: 'name', width: 4.7 },
  { name: 'doneAt', width: 2.6 },
  { name: 'score', width: 1.4 },
  { name: 'words', width: 2.7 },
  { name: 'result', width: 2.6 },
  { name: 'note', width: 2.5 },
] as const;

/** What a reader of the list has to know of somebody beside the score. */
function noteOf(
  { state, awaitsMarking, inRoster, sitting }: ClassRow,
  { about, words: { tell } }: DocumentSources,
): string {
  const notes = [
    ...(sitting && about.sitting === undefined ? [sitting.name] : []),
    ...(state === 'not-started' ? [tell('list.note.absent')] : []),
    ...(state === 'open' ? [tell('list.note.open')] : []),
    ...(awaitsMarking > 0 ? [tell('list.note.marking')] : []),
    ...(inRoster === false ? [tell('list.note.gone')] : []),
  ];
  return notes.join('; ');
}

function lineOf(row: ClassRow, number: number, sources: DocumentSources): Row {
  const { words } = sources;
  const { person, doneAt, score } = row;
  return [
    middle(String(number)),
    [paragraph(words.nameOf(person))],
    middle(doneAt === null ? '' : words.dateTime(doneAt)),
    middle(score ? words.mark(score.outOfTen) : '', true),
    middle(score ? scoreInWords(score.outOfTen, words.tell) : ''),
    middle(score ? words.band(score) : ''),
    [paragraph(noteOf(row, sources))],
  ];
}

/** How many there are of each classification, of those who have a score. */
function bandsLine(rows: readonly ClassRow[], { tell, band, percent }: DocumentWords): string {
  const scores = rows.flatMap(({ score }) => score ?? []);
  if (scores.length === 0) return tell('list.noBands');
  const parts = BANDS.flatMap((each) => {
    const of = scores.filter((score) => bandOf(score) === each);
    const [first] = of;
    return first
      ? [
          tell('list.band', {
            band: band(first),
            count: of.length,
            share: percent(of.length / scores.length),
          }),
        ]
      : [];
  });
  return tell('list.bands', { bands: parts.join('; ') });
}

/** Bảng điểm: everybody of a class with their result, in figures and in words, to be signed. */
export function resultList(sources: DocumentSources, rows: readonly ClassRow[]): PrintedDocument {
  const { words } = sources;
  const { tell } = words;
  const done = rows.filter(({ score }) => score !== null).length;
  const absent = rows.filter(({ state }) => state === 'not-started').length;
  return examDocument(sources, tell('list.title'), [
    {
      kind: 'table',
      before: 8,
      widths: COLUMNS.map(({ width }) => width),
      head: COLUMNS.map(({ name }) => middle(tell(`list.col.${name}`), true)),
      rows: rows.map((row, index) => lineOf(row, index + 1, sources)),
    },
    paragraph(tell('list.sum', { people: rows.length, done, absent }), { before: 8 }),
    paragraph(bandsLine(rows, words)),
    signatures([tell('sign.maker'), tell('sign.lecturer'), tell('sign.head')], tell('sign.how')),
  ]);
}
