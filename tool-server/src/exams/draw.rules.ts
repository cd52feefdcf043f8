import type { BlueprintRow, Level, QuestionType } from '@chuyen-de/contracts';
import { randomFrom, shuffled } from './random.rules.ts';

/** A question that may be drawn: one revision, and what the draw has to know of it. */
export interface Candidate {
  code: string;
  revision: number;
  topic: string;
  level: Level;
  type: QuestionType;
  /** Identifiers of its parts that may come in another order, in the author's; none where nothing is shuffled. */
  options: string[];
}

/** A place in a paper: the revision drawn, and the order in which its parts are shown. */
export interface PaperSlot {
  slot: number;
  question: string;
  revision: number;
  topic: string;
  level: Level;
  type: QuestionType;
  optionOrder: string[];
}

interface DrawSettings {
  blueprint: BlueprintRow[];
  shuffleQuestions: boolean;
  shuffleOptions: boolean;
}

type Drawing =
  | { ok: true; paper: PaperSlot[] }
  | {
      ok: false;
      error: { code: 'blueprint_short'; topic: string; level: Level; wanted: number; found: number };
    };

const byCode = (a: Candidate, b: Candidate): number => (a.code < b.code ? -1 : 1);
const cell = ({ topic, level }: { topic: string; level: Level }): string => `${topic} ${level}`;

function poolsByCell(candidates: Candidate[]): Map<string, Candidate[]> {
  const pools = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const pool = pools.get(cell(candidate));
    if (pool) pool.push(candidate);
    else pools.set(cell(candidate), [candidate]);
  }
  return pools;
}

/**
 * Draws a paper: for each row of the blueprint that many different questions, every choice equally likely.
 * The same settings, candidates (in any order) and seed give the same paper.
 */
export function drawPaper(settings: DrawSettings, candidates: readonly Candidate[], seed: string): Drawing {
  const random = randomFrom(seed);
  const pools = poolsByCell([...candidates].sort(byCode));
  const drawn: Candidate[] = [];
  for (const row of settings.blueprint) {
    const pool = pools.get(cell(row)) ?? [];
    if (pool.length < row.count) {
      const { topic, level, count } = row;
      return {
        ok: false,
        error: { code: 'blueprint_short', topic, level, wanted: count, found: pool.length },
      };
    }
    const mixed = shuffled(pool, random);
    drawn.push(...mixed.slice(0, row.count));
    pools.set(cell(row), mixed.slice(row.count));
  }
  const ordered = settings.shuffleQuestions ? shuffled(drawn, random) : drawn;
  const paper = ordered.map(({ code, revision, topic, level, type, options }, index) => ({
    slot: index + 1,
    question: code,
    revision,
    topic,
    level,
    type,
    optionOrder: settings.shuffleOptions ? shuffled(options, random) : options,
  }));
  return { ok: true, paper };
}
