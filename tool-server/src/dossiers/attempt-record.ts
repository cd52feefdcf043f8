import type { Attempt } from '../exams/index.ts';

/** Somebody as a dossier names them. */
export interface NamedPerson {
  id: string;
  name: string | null;
  /** Stands in for a name that is not known. */
  number: string;
}

export type PersonOf = (id: string) => NamedPerson;

/** How answers were marked by people, with who did. */
const markingsIn = ({ markings = {} }: Attempt, personOf: PersonOf) =>
  Object.fromEntries(
    Object.entries(markings).map(([slot, made]) => [
      slot,
      made.map((marking) => ({ ...marking, by: personOf(marking.by) })),
    ]),
  );

/**
 * An attempt as its dossier keeps it: all that is stored of it but what the tool's own work needs, with people by their
 * names. Responses are as they are stored, by the identifiers of options in `questions.json`.
 */
export function attemptRecord(attempt: Attempt, personOf: PersonOf) {
  const { _id, personId, removed, owed: _owed, aside: _aside, settleDue: _due, ...stored } = attempt;
  return {
    id: _id,
    person: personOf(personId),
    ...stored,
    ...(attempt.markings && { markings: markingsIn(attempt, personOf) }),
    ...(removed && { removed: { ...removed, by: personOf(removed.by) } }),
    ...(attempt.onPaper && { onPaper: { ...attempt.onPaper, by: personOf(attempt.onPaper.by) } }),
    ...(attempt.takenIn && {
      takenIn: Object.entries(attempt.takenIn).map(([file, { by, ...taken }]) => ({
        ...{ file, ...taken },
        by: personOf(by),
      })),
    }),
  };
}

const COLUMNS: readonly [
  title: string,
  cellOf: (attempt: Attempt) => string | number | boolean | undefined,
][] = [
  ['attempt', ({ number }) => number],
  ['sitting', ({ sitting }) => sitting?.name],
  ['paper_code', ({ paperCode }) => paperCode],
  ['on_paper', ({ onPaper }) => onPaper !== undefined],
  ['state', ({ state }) => state],
  ['started_at', ({ startedAt }) => startedAt.toISOString()],
  ['closed_at', ({ closedAt }) => closedAt?.toISOString()],
  ['closed_by', ({ closedBy }) => closedBy],
  ['questions', ({ paper }) => paper.length],
  ['answers', ({ answers }) => Object.keys(answers).length],
  ['answers_late', ({ replayedLate }) => replayedLate],
  ['points', ({ score }) => score?.given],
  ['maximum', ({ score }) => score?.maximum],
  ['out_of_ten', ({ score }) => score?.outOfTen],
  ['passed', ({ score }) => score?.passed],
  ['corrected_at', ({ corrected }) => corrected?.at.toISOString()],
  ['out_of_ten_before', ({ corrected }) => corrected?.before?.outOfTen],
  ['removed_at', ({ removed }) => removed?.at.toISOString()],
  ['removed_reason', ({ removed }) => removed?.reason],
  ['receipt', ({ receipt }) => receipt],
];

export const RESULT_TITLES = ['name', 'number', ...COLUMNS.map(([title]) => title), 'file'];

/** The line of an attempt in the table of results. @param file where the attempt itself stands */
export const resultLine = (attempt: Attempt, { name, number }: NamedPerson, file: string) => [
  name ?? undefined,
  number,
  ...COLUMNS.map(([, cellOf]) => cellOf(attempt)),
  file,
];
