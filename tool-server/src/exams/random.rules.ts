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
      // Values above the last whole multiple of the bound would favour small remainders: draw again. Only the last
      // few values can be above it, so that the division that finds it is hardly ever needed.
      let value = next();
      if (value > RANGE - bound) {
        const limit = RANGE - (RANGE % bound);
        while (value >= limit) value = next();
      }
      // Said to be unsigned, both are divided as whole numbers, which is twice as fast; 2 ** 32 would become 0.
      return bound === RANGE ? value : (value >>> 0) % (bound >>> 0);
    },
  };
}

/** A seed for random numbers of their own: 32 hexadecimal digits. */
export const seedFrom = (random: Random): string => {
  const words = Array.from({ length: 4 }, () => random.below(RANGE));
  // All zero is none.
  return words
    .map((word, index) =>
      Math.max(word, index === 3 ? 1 : 0)
        .toString(16)
        .padStart(8, '0'),
    )
    .join('');
};

/** A shuffled copy; every order equally likely. @see Fisher and Yates; Knuth, TAOCP 2, 3.4.2, algorithm P */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const copy = items.slice();
  for (let last = copy.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    const kept = copy[last] as T;
    copy[last] = copy[other] as T;
    copy[other] = kept;
  }
  return copy;
}

/** Shuffles numbers where they are, into the order that `shuffled` would give them: compiled for numbers alone, it is several times faster. */
export function shuffleNumbers(numbers: Uint32Array, random: Random): void {
  for (let last = numbers.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    const kept = numbers[last] as number;
    numbers[last] = numbers[other] as number;
    numbers[other] = kept;
  }
}
