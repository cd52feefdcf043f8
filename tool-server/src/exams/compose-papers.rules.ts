import type { BlueprintRow } from '@chuyen-de/contracts';
import type { DrawnQuestion } from './draw.rules.ts';
import { shuffled, type Random } from './random.rules.ts';

/** A question that papers may have, and how hard it was for those who had it before: 0 to 1, the share that they earned. */
export interface Candidate extends DrawnQuestion {
  facility?: number | undefined;
}

/** A row of a blueprint with what was drawn for it: as many as it wants at least. */
export interface RowPool {
  row: Pick<BlueprintRow, 'count' | 'points'>;
  pool: readonly Candidate[];
}

/** What differs by less is the same. */
const NOTHING = 1e-9;
/** More of them bring hardly anything. */
const ROUNDS_EACH = 12;

/** By paper. */
type Hands = Candidate[][];

const has = (hand: readonly Candidate[], { code }: Candidate): boolean =>
  hand.some((each) => each.code === code);

/**
 * Deals the questions of a row like cards: every one is dealt once before any is dealt again, so that papers have as
 * few in common as there can be; and each round in another order, so that no two papers have the same.
 */
function dealRow({ row, pool }: RowPool, papers: number, random: Random): Hands {
  let deck = [...pool];
  return Array.from({ length: papers }, () => {
    const hand: Candidate[] = [];
    while (hand.length < row.count) {
      const next = deck.find((each) => !has(hand, each));
      if (next) {
        hand.push(next);
        deck.splice(deck.indexOf(next), 1);
      } else deck = [...deck, ...shuffled(pool, random)];
    }
    return hand;
  });
}

const meanOf = (numbers: readonly number[]): number | undefined =>
  numbers.length === 0 ? undefined : numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

/** What a question is expected to bring; of one of which nothing is known, as much as others of its row. */
function makeExpected(rows: readonly RowPool[]) {
  const known = (pool: readonly Candidate[]): number[] => pool.flatMap(({ facility }) => facility ?? []);
  const overall = meanOf(rows.flatMap(({ pool }) => known(pool))) ?? 0;
  const usual = rows.map(({ pool }) => meanOf(known(pool)) ?? overall);
  return (row: number, { facility }: Candidate): number =>
    (rows[row]?.row.points ?? 1) * (facility ?? usual[row] ?? 0);
}

/** Two questions of one row, in two papers. */
interface Swap {
  row: number;
  from: number;
  to: number;
  /** By how much the first is easier. */
  gain: number;
}

/** The exchange between an easy paper and a hard one that brings them closest together. */
function bestSwap(
  [easy, hard]: readonly [Hands, Hands],
  gap: number,
  expected: (row: number, question: Candidate) => number,
): Swap | undefined {
  let best: Swap | undefined;
  easy.forEach((mine, row) => {
    const theirs = hard[row] ?? [];
    const values = theirs.map((each) => expected(row, each));
    mine.forEach((given, from) => {
      if (has(theirs, given)) return;
      const value = expected(row, given);
      theirs.forEach((taken, to) => {
        const gain = value - (values[to] ?? 0);
        const isBetter = Math.abs(gap - 2 * gain) < Math.abs(gap - 2 * (best?.gain ?? 0)) - NOTHING;
        if (isBetter && !has(mine, taken)) best = { row, from, to, gain };
      });
    });
  });
  return best;
}

/** Pairs of papers, those first that are furthest apart: an easier one and a harder one. */
const pairsOf = (sums: readonly number[]) =>
  sums
    .flatMap((easy, one) => sums.map((hard, other) => ({ easier: one, harder: other, gap: easy - hard })))
    .filter(({ gap }) => gap > NOTHING)
    .sort((a, b) => b.gap - a.gap);

/** Exchanges questions of the same row between papers, until none is easier than the others as far as that can be. */
function balance(papers: Hands[], expected: (row: number, question: Candidate) => number): void {
  const sums = papers.map((paper) =>
    paper
      .flatMap((hand, row) => hand.map((each) => expected(row, each)))
      .reduce((sum, each) => sum + each, 0),
  );

  function exchange(): boolean {
    for (const { easier, harder, gap } of pairsOf(sums)) {
      const [easy = [], hard = []] = [papers[easier], papers[harder]];
      const swap = bestSwap([easy, hard], gap, expected);
      const [mine, theirs] = [easy[swap?.row ?? 0], hard[swap?.row ?? 0]];
      const [given, taken] = [mine?.[swap?.from ?? 0], theirs?.[swap?.to ?? 0]];
      if (!swap || !mine || !theirs || !given || !taken) continue;
      mine[swap.from] = taken;
      theirs[swap.to] = given;
      sums[easier] = (sums[easier] ?? 0) - swap.gain;
      sums[harder] = (sums[harder] ?? 0) + swap.gain;
      return true;
    }
    return false;
  }

  for (let rounds = ROUNDS_EACH * papers.length; rounds > 0 && exchange(); rounds--);
}

/**
 * Composes papers that have as few questions in common as the pools allow, and are as hard as each other as far as
 * it is known how hard questions are. The same pools and random numbers give the same papers.
 * @returns for each paper its questions, in the order of the rows
 */
export function composePapers(rows: readonly RowPool[], papers: number, random: Random): DrawnQuestion[][] {
  const byRow = rows.map((each) => dealRow(each, papers, random));
  const hands = Array.from({ length: papers }, (_, paper) => byRow.map((dealt) => dealt[paper] ?? []));
  balance(hands, makeExpected(rows));
  return hands.map((paper) => paper.flat());
}

/** How many questions each two papers have in common; of a paper with itself all that it has. */
export function overlapsOf(papers: readonly (readonly { question: string }[])[]): number[][] {
  const asked = papers.map((paper) => new Set(paper.map(({ question }) => question)));
  return asked.map((one) => asked.map((other) => [...one].filter((question) => other.has(question)).length));
}
