import { useEffect, useRef } from 'react';
import { servedPage } from '../lib/served-page.ts';

/** Moves the focus to a heading whose part of the page has just replaced another, and shows its top. */
export function useFocusOnArrival() {
  const heading = useRef<HTMLHeadingElement>(null);
  // The focus belongs to the document; it may move only once the heading is there.
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    // Whoever has begun to read what the server rendered goes on where they are.
    if (!servedPage.takePlace()) window.scrollTo(0, 0);
  }, []);
  return heading;
}
