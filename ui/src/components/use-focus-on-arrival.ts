import { useEffect, useRef } from 'react';

/** Moves the focus to a heading whose part of the page has just replaced another, and shows its top. */
export function useFocusOnArrival() {
  const heading = useRef<HTMLHeadingElement>(null);
  // The focus belongs to the document; it may move only once the heading is there.
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, []);
  return heading;
}
