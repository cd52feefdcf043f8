import { useSearchParams } from 'wouter';
import { SUMMARY } from '../room-address.ts';

export interface Place {
  /** Question on screen, from 1; undefined on the summary. */
  number: number | undefined;
  count: number;
  goTo: (number: number) => void;
  toSummary: () => void;
}

/**
 * Where the learner is in the paper: kept in the address, so that a reload stays there. Moving about leaves no
 * trail in the history, which an LMS's frame shares with the whole course.
 */
export function usePlace(count: number): Place {
  const [query, setQuery] = useSearchParams();
  const asked = query.get('q');
  const number = Math.min(count, Math.max(1, Math.trunc(Number(asked ?? 1)) || 1));
  const go = (q: string) => setQuery({ q }, { replace: true });
  return {
    number: asked === SUMMARY ? undefined : number,
    count,
    goTo: (next) => go(String(next)),
    toSummary: () => go(SUMMARY),
  };
}
