import { useLayoutEffect, useRef } from 'react';
import { servedPage } from '../lib/served-page.ts';

/** Moves the focus to a heading whose part of the page has just replaced another, and shows its top. */
export function useFocusOnArrival() {
  const heading = useRef<HTMLHeadingElement>(null);
  // With the heading, not after it: whoever goes on by keys at once would lose what they press first.
  useLayoutEffect(() => {
    heading.current?.focus({ preventScroll: true });
    // Whoever has begun to read what the server rendered goes on where they are.
    if (!servedPage.takePlace()) window.scrollTo(0, 0);
  }, []);
  return heading;
}
