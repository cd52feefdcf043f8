import type { LearnerAttempt } from '@chuyen-de/contracts';
import { useSearchParams } from 'react-router';

export interface Place {
  /** Question on screen, from 1; undefined on the summary. */
  number: number | undefined;
  count: number;
  goTo: (number: number) => void;
  toSummary: () => void;
}

const SUMMARY = 'end';

/** The address's query by which an attempt opens at its first blank, or at the summary where there is none. */
export function queryOfFirstBlank({ questions, answers }: LearnerAttempt): string {
  const answered = new Set(
    answers.flatMap(({ slot, response }) => (response.selected.length > 0 ? [slot] : [])),
  );
  const index = questions.findIndex(({ slot }) => !answered.has(slot));
  if (index === 0) return '';
  return `?q=${index === -1 ? SUMMARY : index + 1}`;
}

/**
 * Where the learner is in the paper: kept in the address, so that a reload stays there. Moving about leaves no
 * trail in the history, which an LMS's frame shares with the whole course.
 */
export function usePlace(count: number): Place {
  const [query, setQuery] = useSearchParams();
  const asked = query.get('q');
  const number = Math.min(count, Math.max(1, Math.trunc(Number(asked ?? 1)) || 1));
  const go = (q: string) => setQuery({ q }, { replace: true, preventScrollReset: true });
  return {
    number: asked === SUMMARY ? undefined : number,
    count,
    goTo: (next) => go(String(next)),
    toSummary: () => go(SUMMARY),
  };
}
