import { useSyncExternalStore } from 'react';

/** Whether the screen is as a media query says: for what style sheets cannot decide. */
function makeUseMedia(media: string) {
  const subscribe = (listener: () => void) => {
    const query = window.matchMedia(media);
    query.addEventListener('change', listener);
    return () => query.removeEventListener('change', listener);
  };
  const matches = () => window.matchMedia(media).matches;
  /** Phones are the measure where nobody can look. */
  const onServer = () => true;
  return (): boolean => useSyncExternalStore(subscribe, matches, onServer);
}

/** Whether the screen is a phone's. */
export const useIsNarrow = makeUseMedia('(width < 40rem)');

/** Whether there is little room: on a phone, and in the frame of an LMS on a computer. */
export const useIsSmall = makeUseMedia('(width < 40rem) or (height < 45rem)');
