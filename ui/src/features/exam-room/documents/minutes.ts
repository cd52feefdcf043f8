import type { ClassFigures, LedgerDeed, SealedLogEntry } from '@chuyen-de/contracts';
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
  /** Files of devices without network that were brought. */
  logs: readonly SealedLogEntry[];
  toldOf: (log: SealedLogEntry) => { what: string; decided: string | null; times: string | null };
}

function lineOf(deed: LedgerDeed, number: number, { words, saidOf, everybody }: MinutesSources): Row {
  const { what, given } = saidOf(deed);
  return [
    middle(String(number)),
    middle(words.dateTime(deed.at)),
    [what, ...given].map((part) => paragraph(part)),
    [
      paragraph(
        deed.people === null ? (deed.sitting?.name ?? everybody) : deed.people.map(words.nameOf).join('; '),
      ),
    ],
    [paragraph(deed.reason ?? '–')],
    [paragraph(deed.by ?? '–')],
  ];
}

const LOG_COLUMNS = [
  { name: 'number', width: 1 },
  { name: 'at', width: 2.8 },
  { name: 'whom', width: 3.4 },
  { name: 'file', width: 4.1 },
  { name: 'times', width: 3.4 },
  { name: 'by', width: 2.8 },
] as const;

const logLineOf = (log: SealedLogEntry, number: number, { words, toldOf }: MinutesSources): Row => {
  const { what, decided, times } = toldOf(log);
  return [
    middle(String(number)),
    middle(words.dateTime(log.at)),
    [paragraph(words.nameOf(log.person))],
    [what, ...(decided === null ? [] : [decided])].map((part) => paragraph(part)),
    [paragraph(times ?? '–')],
    [paragraph(log.by ?? '–')],
  ];
};

/** What was brought from devices without network, and what became of it; nothing where nothing was. */
function filesOf(sources: MinutesSources): Block[] {
  const { logs, words } = sources;
  if (logs.length === 0) return [];
  return [
    paragraph(words.tell('minutes.files'), { bold: true, before: 8, keepNext: true }),
    {
      kind: 'table',
      before: 4,
      widths: LOG_COLUMNS.map(({ width }) => width),
      head: LOG_COLUMNS.map(({ name }) => middle(words.tell(`minutes.col.${name}`), true)),
      rows: logs.map((log, index) => logLineOf(log, index + 1, sources)),
    },
  ];
}

/** What of the ledger minutes tell: how sittings were arranged is no incident; of one of them what concerned it. */
export const deedsOf = (
  deeds: readonly LedgerDeed[],
  sitting: { id: string; people: ReadonlySet<string> } | undefined,
): LedgerDeed[] =>
  deeds.filter(({ kind, people, sitting: of }) => {
    if (kind === 'sitting') return false;
    if (!sitting || (people === null && of === null)) return true;
    return people === null ? of?.id === sitting.id : people.some(({ id }) => sitting.people.has(id));
  });

/** Biên bản coi thi: how an exam went, with all that was done to anybody's time and the files that were handed over, to be signed. */
export function minutes(sources: MinutesSources): PrintedDocument {
  const { words, figures, deeds, logs } = sources;
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
    ...(deeds.length > 0 ? [table] : logs.length === 0 ? [paragraph(tell('minutes.none'))] : []),
    ...filesOf(sources),
    paragraph(tell('minutes.others'), { bold: true, before: 8, keepNext: true }),
    ...Array.from({ length: LINES }, () => paragraph(DOTS)),
    paragraph(tell('minutes.signed'), { before: 4 }),
    signatures([tell('sign.first'), tell('sign.second'), tell('sign.chief')], tell('sign.how')),
  ]);
}
