import type { ExamBank, ExamDraft, Level } from '@chuyen-de/contracts';
import { cellKey } from './merge-drafts.ts';

export const LEVELS = [
  'recall',
  'understanding',
  'application',
  'higher-application',
] as const satisfies readonly Level[];

type Row = ExamDraft['blueprint'][number];
type Cell = Pick<Row, 'topic' | 'level'>;

export const topicsOf = ({ programmes }: ExamBank) => programmes.flatMap(({ topics }) => topics);

export const rowOf = ({ blueprint }: ExamDraft, cell: Cell): Row | undefined =>
  blueprint.find((row) => cellKey(row) === cellKey(cell));

/** Rows in the order in which the topics are taught: papers that are not shuffled ask in it. */
function inOrder(rows: readonly Row[], bank: ExamBank): Row[] {
  const topics = topicsOf(bank).map(({ code }) => code);
  const rank = ({ topic, level }: Row) => topics.indexOf(topic) * LEVELS.length + LEVELS.indexOf(level);
  return [...rows].sort((a, b) => rank(a) - rank(b));
}

const MOST_IN_CELL = 500;

/** A blueprint of which a cell asks so many questions; none where there is no number. */
export function withCount(draft: ExamDraft, bank: ExamBank, cell: Cell, count: number | null): Row[] {
  const others = draft.blueprint.filter((row) => cellKey(row) !== cellKey(cell));
  const whole = Math.min(MOST_IN_CELL, Math.trunc(count ?? 0));
  if (whole < 1) return others;
  return inOrder([...others, { ...rowOf(draft, cell), ...cell, count: whole }], bank);
}

/** Something with other points; without any where there is no number. */
export const withPoints = <T extends { points?: number | undefined }>(of: T, points: number | null): T => {
  const { points: _, ...rest } = of;
  return (points === null ? rest : { ...rest, points }) as T;
};

export interface Totals {
  questions: number;
  points: number;
  levels: { level: Level; count: number; share: number }[];
}

/** What a draft asks in all, and by level. */
export function totalsOf(
  { blueprint, fixed }: ExamDraft,
  levelOf: (question: string) => Level | undefined,
): Totals {
  const asked = [
    ...blueprint.map(({ level, count, points = 1 }) => ({ level, count, points })),
    ...fixed.map(({ question, points = 1 }) => ({ level: levelOf(question), count: 1, points })),
  ];
  const questions = asked.reduce((sum, { count }) => sum + count, 0);
  const points = asked.reduce((sum, each) => sum + each.count * each.points, 0);
  const levels = LEVELS.map((level) => {
    const count = asked.reduce((sum, each) => sum + (each.level === level ? each.count : 0), 0);
    return { level, count, share: questions === 0 ? 0 : count / questions };
  });
  return { questions, points: Math.round(points * 100) / 100, levels };
}

/** A seed for a paper to look at: 128 bits, not all 0. */
export const previewSeed = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `${[...bytes.slice(1)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}01`;
};
