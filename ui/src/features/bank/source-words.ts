import type { Clause, SourceBrief } from '@chuyen-de/contracts';
import { isCalendarDate } from '@chuyen-de/contracts/calendar-date';
import { clauseWords } from '@chuyen-de/contracts/clause-words';

/** A document in one line: kind, number and title. */
export const sourceName = ({ kind, number, title }: Pick<SourceBrief, 'kind' | 'number' | 'title'>): string =>
  `${kind}${number === undefined ? '' : ` ${number}`}: ${title}`;

/** A day as it is stored, of one as people write it: `19/06/2015`, `6/2015` or `2015`; undefined where it is none. */
export function dayOf(written: string): string | undefined {
  const match = /^(?:(?:(\d{1,2})[/.-])?(\d{1,2})[/.-])?(\d{4})$/.exec(written.trim());
  if (!match) return undefined;
  const [, day, month, year] = match;
  const parts = [year, month?.padStart(2, '0'), day?.padStart(2, '0')].filter((part) => part !== undefined);
  const date = parts.join('-');
  return isCalendarDate(date) ? date : undefined;
}

/** Clauses to choose from: those that are gone are none. */
export const clauseOptions = (clauses: readonly Clause[]): { value: string; label: string }[] =>
  clauses
    .filter(({ gone }) => gone !== true)
    .map((clause) => ({ value: clause.id, label: `${clauseWords(clause)} ${clause.text}`.slice(0, 100) }));
