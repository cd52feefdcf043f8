import type { Bank, Edition } from '../src/bank/index.ts';
import type { RevisionRef } from '../src/revisions/index.ts';

/** All questions that an edition has in force, by topic, level and code. */
export async function everyQuestion(
  bank: Pick<Bank, 'findPlaced'>,
  edition: Edition,
): Promise<RevisionRef[]> {
  const places = edition.cells.flatMap(({ topic, level, count }) =>
    Array.from({ length: count }, (_, place) => ({ topic, level, place })),
  );
  const questions = await bank.findPlaced(edition, places);
  return questions.map(({ code, revision }) => ({ code, revision }));
}
