/** Random numbers that a seed fixes, so that a drawn paper can be drawn again for an audit. */
export interface Random {
  /** A whole number in [0, bound), each equally likely. */
  below(bound: number): number;
}

const SEED = /^(?!0{32})[0-9a-f]{32}$/;
const RANGE = 2 ** 32;

const rotateLeft = (value: number, bits: number): number => (value << bits) | (value >>> (32 - bits));

/**
 * xoshiro128**, kept here rather than taken from a library: the stream of a seed must never change, or old
 * papers could not be drawn again.
 * @param seed 32 hexadecimal digits, not all zero: the generator's four words
 * @see Blackman and Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47(4), 2021
 */
export function randomFrom(seed: string): Random {
  if (!SEED.test(seed)) throw new RangeError('a seed is 32 hexadecimal digits, not all zero');
  let [a, b, c, d] = [0, 8, 16, 24].map((start) => Number.parseInt(seed.slice(start, start + 8), 16)) as [
    number,
    number,
    number,
    number,
  ];

  const next = (): number => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return result;
  };

  return {
    below(bound) {
      // Values above the last whole multiple of the bound would favour small remainders: draw again.
      const limit = RANGE - (RANGE % bound);
      let value = next();
      while (value >= limit) value = next();
      return value % bound;
    },
  };
}

/** A shuffled copy; every order equally likely. @see Fisher and Yates; Knuth, TAOCP 2, 3.4.2, algorithm P */
export function shuffled(items: Uint32Array, random: Random): Uint32Array;
export function shuffled<T>(items: readonly T[], random: Random): T[];
export function shuffled(items: Uint32Array | readonly unknown[], random: Random): Uint32Array | unknown[] {
  const copy = items.slice() as unknown[] | Uint32Array;
  for (let last = copy.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    const kept = copy[last];
    (copy as unknown[])[last] = copy[other];
    (copy as unknown[])[other] = kept;
  }
  return copy;
}
