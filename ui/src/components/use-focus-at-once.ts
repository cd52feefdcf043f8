import { useLayoutEffect, useRef } from 'react';

/** Gives what has just appeared the focus, as it appears: later, it would take it from whoever goes on by keys. */
export function useFocusAtOnce<Place extends HTMLElement>() {
  const place = useRef<Place>(null);
  useLayoutEffect(() => place.current?.focus(), []);
  return place;
}
