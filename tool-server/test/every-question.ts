import type { Bank, Edition } from '../src/bank/index.ts';
import type { RevisionRef } from '../src/revisions/index.ts';

/** All questions that an edition has in force, by topic, level and code. */
export async function everyQuestion(bank: Pick<Bank, 'findPool'>, edition: Edition): Promise<RevisionRef[]> {
  const pools = await Promise.all(edition.cells.map((cell) => bank.findPool(edition, cell)));
  return pools.flatMap(({ size, at }) => Array.from({ length: size }, (_, place) => at(place)));
}
