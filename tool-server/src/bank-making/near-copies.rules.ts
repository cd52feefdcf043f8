import { ALIKE_SHARE, runsOf, sharedBy } from './alike.rules.ts';

/** A question that others may be like. */
export interface Asking {
  code: string;
  /** As lists show it. */
  stem: string;
  /** All that it says to those who answer it. */
  text: string;
}

/** What a question is like. */
export interface NearCopy {
  code: string;
  stem: string;
  /** Of the runs of words of both, those that both have: from `ALIKE_SHARE` to 1. */
  share: number;
  /** It was in the bank before; else it stands earlier in the same file. */
  isInBank: boolean;
}

/** Where hundreds are like each other, one is compared with so many of them: it will do to find one that it is like. */
const MOST_COMPARED = 200;
/** Products of fractions are not exact: what is no further from a whole number is one. */
const ALMOST = 1e-9;

/** So many runs at least has a text in common with one that it is like. */
const leastShared = (runs: Uint32Array): number => Math.ceil(ALIKE_SHARE * runs.length - ALMOST);
/** So many of those are among the rarest of both, of short texts all: whoever has fewer is not compared. */
const MOST_RARE = 6;
const leastRare = (runs: Uint32Array): number => Math.min(MOST_RARE, leastShared(runs));

interface Known {
  code: string;
  stem: string;
  runs: Uint32Array;
  best?: NearCopy;
}

const knownOf = ({ code, stem, text }: Asking): Known => ({ code, stem, runs: runsOf(text) });

/** Runs are numbers below this. */
const RUNS = 2 ** 30;

/** How often each run is in the texts of a file, and by that the rarest of a text. */
function makeRarity(texts: readonly Known[]) {
  const frequency = new Map<number, number>();
  for (const { runs } of texts) for (const run of runs) frequency.set(run, (frequency.get(run) ?? 0) + 1);
  /** So many of the rarest that one that is alike has at least `leastRare` of them among its own. */
  return (runs: Uint32Array): number[] => {
    const ordered = Float64Array.from(runs, (run) => (frequency.get(run) ?? 0) * RUNS + run).sort();
    const rarest = ordered.subarray(0, runs.length - leastShared(runs) + leastRare(runs));
    return Array.from(rarest, (each) => each % RUNS);
  };
}

/** The texts of a file, found by the rarest of their runs. */
function makeFile(texts: readonly Known[]) {
  const rarestOf = makeRarity(texts);
  const having = new Map<number, number[]>();
  /** For each text how many of the rarest runs of the one that is looked for it has; 0 between two searches. */
  const shared = new Uint16Array(texts.length);

  /** Those that have enough of some runs, the first ones. */
  function candidatesFor(runs: Uint32Array): number[] {
    const met: number[] = [];
    for (const run of rarestOf(runs))
      for (const index of having.get(run) ?? []) {
        if (shared[index] === 0) met.push(index);
        shared[index] = (shared[index] ?? 0) + 1;
      }
    const least = leastRare(runs);
    const enough = met.filter((index) => {
      const known = texts[index]?.runs ?? runs;
      return (shared[index] ?? 0) >= Math.min(least, leastRare(known));
    });
    for (const index of met) shared[index] = 0;
    return enough.slice(0, MOST_COMPARED);
  }

  return {
    /** From now on it is found. */
    open(index: number): void {
      for (const run of rarestOf(texts[index]?.runs ?? new Uint32Array())) {
        const known = having.get(run);
        if (known) known.push(index);
        else having.set(run, [index]);
      }
    },

    /** Those that a text is like, and how much. */
    like: ({ runs }: Known): { known: Known; share: number }[] =>
      candidatesFor(runs).flatMap((index) => {
        const known = texts[index];
        const share = known ? sharedBy(runs, known.runs) : 0;
        return known && share >= ALIKE_SHARE ? [{ known, share }] : [];
      }),
  };
}

/** Takes down what a question is like where it is no less like that than what is known; of equals what is in the bank. */
function note(known: Known, copy: NearCopy): void {
  const before = known.best?.share ?? 0;
  if (copy.share > before || (copy.share === before && copy.isInBank && known.best?.isInBank === false))
    known.best = copy;
}

/**
 * Makes what finds whom the questions of a file are like, in the file and in a bank of any size, without comparing each
 * with each: two sets that have six tenths in common have some of their rarest runs in common. Held in memory is the file
 * alone; the bank passes by.
 * @see Bayardo, Ma, Srikant: Scaling up all pairs similarity search (2007); Wang, Li, Feng: Can we beat the prefix filtering? (2012)
 */
export function makeNearCopies(questions: readonly Asking[]) {
  const texts = questions.map(knownOf);
  const file = makeFile(texts);
  for (const [index, known] of texts.entries()) {
    for (const {
      known: { code, stem },
      share,
    } of file.like(known))
      note(known, { code, stem, share, isInBank: false });
    file.open(index);
  }
  return {
    /** Compares a question of the bank with those of the file. */
    compare(question: Asking): void {
      const { code, stem } = question;
      for (const { known, share } of file.like(knownOf(question)))
        note(known, { code, stem, share, isInBank: true });
    },

    /** Those of the file that are like another one, and what each is most like. */
    told: (): { code: string; copy: NearCopy }[] =>
      texts.flatMap(({ code, best }) => (best ? [{ code, copy: best }] : [])),
  };
}
