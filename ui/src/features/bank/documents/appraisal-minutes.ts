import type { BankAppraisals } from '@chuyen-de/contracts';
import {
  middle,
  paragraph,
  type Block,
  type PrintedDocument,
  type Row,
} from '../../../documents/document.ts';
import type { Heading } from '../../../documents/heading.ts';
import { officialTop, signatures } from '../../../documents/official.ts';

export type Decided = BankAppraisals['appraisals'][number];

type TellId =
  | 'state.first'
  | 'state.second'
  | 'party'
  | 'placed'
  | 'page'
  | 'title'
  | 'bank'
  | 'period'
  | 'people'
  | 'sum'
  | 'none'
  | 'opinion'
  | 'list'
  | 'signed'
  | 'hashes'
  | `col.${'number' | 'question' | 'level' | 'check' | 'votes' | 'result'}`
  | `check.${'agree' | 'contested' | 'settled' | 'none'}`
  | `vote.${'approve' | 'return'}`
  | `result.${Decided['state']}`
  | `sign.${'secretary' | 'chair' | 'member' | 'how'}`;

/** Words of the minutes. */
export interface MinutesWords {
  tell: (id: TellId, values?: Record<string, string | number>) => string;
  level: (level: Decided['level']) => string;
  dateTime: (at: string) => string;
}

export interface MinutesSources {
  bank: { code: string; title: string };
  heading: Heading;
  /** As people write them. */
  period: { from: string; to: string };
  serverNow: string;
  words: MinutesWords;
}

const COLUMNS = [
  { name: 'number', width: 1 },
  { name: 'question', width: 5.2 },
  { name: 'level', width: 2 },
  { name: 'check', width: 3 },
  { name: 'votes', width: 4.3 },
  { name: 'result', width: 2.2 },
] as const;

const named = (name: string | null): string => name ?? '–';

/** How members answered without the key, a line for each. */
function checksOf({ checks }: Decided, { tell }: MinutesWords): string[] {
  if (checks.length === 0) return [tell('check.none')];
  return checks.map(({ by, agrees, settled }) => {
    const how = agrees ? 'agree' : settled ? 'settled' : 'contested';
    return tell(`check.${how}`, { name: named(by) });
  });
}

const votesOf = ({ votes }: Decided, { tell, dateTime }: MinutesWords): string[] =>
  votes.map(({ by, at, verdict, note }) => {
    const said = tell(`vote.${verdict}`, { name: named(by), at: dateTime(at) });
    return note === '' ? said : `${said}: ${note}`;
  });

const lines = (texts: readonly string[]): Block[] => texts.map((text) => paragraph(text));

function rowOf(decided: Decided, number: number, words: MinutesWords): Row {
  const { question, stem, level, hash, revision } = decided;
  const result = words.tell(`result.${decided.state}`, { revision: revision ?? '' });
  return [
    middle(String(number)),
    [
      paragraph(question, { bold: true }),
      paragraph(stem),
      ...(hash === null ? [] : [paragraph(`SHA-256: ${hash.slice(0, 16)}…`, { italic: true })]),
    ],
    middle(words.level(level)),
    lines(checksOf(decided, words)),
    lines(votesOf(decided, words)),
    middle(result),
  ];
}

const membersOf = (all: readonly Decided[]): string[] => [
  ...new Set(all.flatMap(({ checks, votes }) => [...checks, ...votes].map(({ by }) => named(by)))),
];

function sumOf(all: readonly Decided[], { tell }: MinutesWords): Block {
  const count = (states: readonly Decided['state'][]) =>
    all.filter(({ state }) => states.includes(state)).length;
  const approved = count(['approved', 'issued']);
  const returned = count(['returned']);
  const others = all.length - approved - returned;
  return paragraph(tell('sum', { all: all.length, approved, returned, others }), { before: 4 });
}

/** Biên bản thẩm định câu hỏi: what a council said of each question, to be signed. */
export function appraisalMinutes(
  { bank, heading, period, serverNow, words }: MinutesSources,
  decided: readonly Decided[],
): PrintedDocument {
  const { tell } = words;
  const members = membersOf(decided);
  const title = tell('title');
  const table: Block = {
    kind: 'table',
    before: 4,
    widths: COLUMNS.map(({ width }) => width),
    head: COLUMNS.map(({ name }) => middle(tell(`col.${name}`), true)),
    rows: decided.map((each, index) => rowOf(each, index + 1, words)),
  };
  return {
    title: `${title}, ${bank.title}`,
    foot: bank.title,
    pageWords: tell('page', { page: '{page}', pages: '{pages}' }),
    blocks: [
      officialTop(heading, { serverNow, tell }),
      paragraph(title.toUpperCase(), { bold: true, align: 'center', before: 14 }),
      paragraph(tell('bank', { title: bank.title, code: bank.code }), { align: 'center' }),
      paragraph(tell('period', period), { align: 'center', italic: true }),
      paragraph(tell('people', { names: members.join(', ') || '–' }), { before: 8 }),
      sumOf(decided, words),
      paragraph(tell('list'), { bold: true, before: 6, keepNext: true }),
      ...(decided.length === 0 ? [paragraph(tell('none'))] : [table]),
      paragraph(tell('hashes'), { italic: true, before: 4 }),
      paragraph(tell('opinion'), { bold: true, before: 8, keepNext: true }),
      ...Array.from({ length: 3 }, () => paragraph('.'.repeat(140))),
      paragraph(tell('signed'), { before: 4 }),
      signatures([tell('sign.secretary'), tell('sign.member'), tell('sign.chair')], tell('sign.how')),
    ],
  };
}
