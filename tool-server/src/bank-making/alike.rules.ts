import { fold } from '@chuyen-de/contracts/vietnamese';

/** Runs of so many words are compared. */
const RUN = 3;
/** So many runs of each text are looked up, the same of equal texts. */
const SKETCH = 24;
/** Of longer texts the beginning is compared. */
const MOST_CHARACTERS = 2_000;
/** Runs that more texts have tell nothing: "câu nào sau đây". */
const MOST_SHARING = 40;
/** Texts of which both have this share of runs are near-duplicates. */
export const ALIKE_SHARE = 0.6;

/** A number of 30 bits for a text, which take less room than more of them would. @see FNV-1a */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 2;
}

/** The runs of words of a text in order, marks, case and punctuation aside; of a short one itself. */
export function runsOf(text: string): Uint32Array {
  const words = fold(text.slice(0, MOST_CHARACTERS))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const last = Math.max(1, words.length - RUN + 1);
  const runs = Array.from({ length: last }, (_, at) => hashOf(words.slice(at, at + RUN).join(' ')));
  return Uint32Array.from(new Set(runs)).sort();
}

/** Of two sets the share of all their members that both have. @see Jaccard index */
export function sharedBy(one: Uint32Array, other: Uint32Array): number {
  let [both, at] = [0, 0];
  for (const each of one) {
    while (at < other.length && (other[at] ?? 0) < each) at += 1;
    if (other[at] === each) both += 1;
  }
  return both / (one.length + other.length - both);
}

/**
 * Finds texts that say nearly the same as an earlier one. The smallest hashes of a text find whom it is worth comparing
 * with, all its runs of words tell how alike they are.
 * @see Broder: On the resemblance and containment of documents (1997)
 */
export function makeAlikeFinder() {
  const known: { code: string; runs: Uint32Array }[] = [];
  const having = new Map<number, number[]>();
  return {
    /** The earlier texts that one is like, and how much; it is an earlier one from now on. */
    add: (code: string, text: string): { code: string; share: number }[] => {
      const runs = runsOf(text);
      const sketch = [...runs.subarray(0, SKETCH)];
      const candidates = new Set(
        sketch.flatMap((run) => {
          const sharing = having.get(run) ?? [];
          return sharing.length > MOST_SHARING ? [] : sharing;
        }),
      );
      for (const run of sketch)
        having.set(run, [...(having.get(run) ?? []).slice(0, MOST_SHARING), known.length]);
      known.push({ code, runs });
      return [...candidates].flatMap((index) => {
        const other = known[index];
        const share = other ? sharedBy(runs, other.runs) : 0;
        return other && share >= ALIKE_SHARE ? [{ code: other.code, share }] : [];
      });
    },
  };
}
