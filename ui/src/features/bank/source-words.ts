import type { Clause, SourceBrief } from '@chuyen-de/contracts';
import { clauseWords } from '@chuyen-de/contracts/clause-words';

/** A document in one line: kind, number and title. */
export const sourceName = ({ kind, number, title }: Pick<SourceBrief, 'kind' | 'number' | 'title'>): string =>
  `${kind}${number === undefined ? '' : ` ${number}`}: ${title}`;

/** Clauses to choose from: those that are gone are none. */
export const clauseOptions = (clauses: readonly Clause[]): { value: string; label: string }[] =>
  clauses
    .filter(({ gone }) => gone !== true)
    .map((clause) => ({ value: clause.id, label: `${clauseWords(clause)} ${clause.text}`.slice(0, 100) }));
