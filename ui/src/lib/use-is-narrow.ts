import { useSyncExternalStore } from 'react';

const NARROW = '(width < 40rem)';

function subscribe(listener: () => void) {
  const query = window.matchMedia(NARROW);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

const isNarrow = () => window.matchMedia(NARROW).matches;

/** Phones are the measure where nobody can look. */
const onServer = () => true;

/** Whether the screen is a phone's: for what style sheets cannot decide. */
export const useIsNarrow = (): boolean => useSyncExternalStore(subscribe, isNarrow, onServer);
