import { makeDraw } from './draw.ts';
import { countNoise, outcomeNoise, tellMean } from './entry.rules.ts';

const K = 5;
const DRAWS = 20_000;
const protection = { threshold: K, draw: makeDraw('key of this test') };

/**
 * How often the best that there is tells two worlds apart that are as likely as each other: half, and half the distance
 * between what is told in the one and in the other.
 */
function bestGuess(tell: (world: 0 | 1, name: string) => unknown): number {
  const seen = new Map<string, [number, number]>();
  for (const world of [0, 1] as const)
    for (let i = 0; i < DRAWS; i++) {
      const told = JSON.stringify(tell(world, `bin ${i}`));
      const counts = seen.get(told) ?? [0, 0];
      counts[world] += 1;
      seen.set(told, counts);
    }
  const apart = [...seen.values()].reduce((sum, [a, b]) => sum + Math.abs(a - b), 0) / (2 * DRAWS);
  return 0.5 + apart / 2;
}

/** Scores as they are told, to a twentieth: finer ones would be seen once each. */
const coarsely = (mean = 0): number => Math.round(mean * 20);

const sumOf = (total: number) => ({ n: K, total, largest: 1, people: K });

/** The four others of a bin are in the hands of who asks, who knows what they did and when all came. */
describe('a bin of which somebody knows all but one person', () => {
  it('lets the best guess at one of two outcomes be right in six of ten cases, asked in both ways', () => {
    const share = bestGuess((world, name) => {
      const [passed = 0, failed = 0] = outcomeNoise(name, ['passed', 'failed'], 1, protection);
      return [2 + world + passed, 3 - world + failed];
    });
    expect(share).toBeGreaterThan(0.58);
    expect(share).toBeLessThan(0.62);
  });

  it('the same of two of several options', () => {
    const share = bestGuess((world, name) => {
      const [a = 0, b = 0] = outcomeNoise(name, ['a', 'b', 'c'], 1, protection);
      return [2 + world + a, 3 - world + b];
    });
    expect(share).toBeLessThan(0.63);
  });

  it('the same of a score that is all or nothing, and hardly better than a coin of one that is four or six', () => {
    const told = (total: number, name: string) =>
      coarsely(tellMean(name, 'scaled', sumOf(total), 1, protection)?.mean);
    expect(bestGuess((world, name) => told(2 + world, name))).toBeLessThan(0.63);
    expect(bestGuess((world, name) => told(2.4 + 0.2 * world, name))).toBeLessThan(0.55);
  });

  it('no better where that person did it ten times', () => {
    const share = bestGuess((world, name) => 4 + 10 * world + countNoise(name, 10, protection));
    expect(share).toBeLessThan(0.62);
  });

  it('is told of no mean that fewer people are behind', () => {
    expect(tellMean('bin', 'scaled', { ...sumOf(2), people: K - 1 }, 1, protection)).toBeNull();
  });
});
