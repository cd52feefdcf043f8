import type { Clause, SaveSource } from '@chuyen-de/contracts';
import { fold } from '@chuyen-de/contracts/vietnamese';

type Said = Omit<SaveSource, 'edition'>;

/** What searches look into: kind, number and title, marks and case aside. */
export const foldedOf = ({ kind, number, title }: Pick<Said, 'kind' | 'number' | 'title'>): string =>
  fold([kind, number, title].filter((part) => part !== undefined).join(' '));

/**
 * Clauses as they were said, new ones with ids of their own. One that is left out stays, as gone: what leans on it can
 * still say where.
 * @returns undefined where one is named that there is not, or twice
 */
export function clausesOf(
  known: readonly Clause[],
  numbered: number,
  said: Said['clauses'],
): { clauses: Clause[]; numbered: number } | undefined {
  const byId = new Map(known.map((clause) => [clause.id, clause]));
  const named = said.flatMap(({ id }) => id ?? []);
  if (new Set(named).size < named.length || named.some((id) => !byId.has(id))) return undefined;
  let given = numbered;
  const listed = said.map(({ id, text, ...place }): Clause => {
    if (id === undefined) given += 1;
    return { id: id ?? `K${given}`, ...place, text };
  });
  const gone = known
    .filter(({ id }) => !named.includes(id))
    .map((clause): Clause => ({ ...clause, gone: true }));
  return { clauses: [...listed, ...gone], numbered: given };
}
