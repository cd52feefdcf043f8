import type { ReactNode } from 'react';
import { useFocusOnArrival } from './use-focus-on-arrival.ts';

/** The page's own heading: takes the focus when the page has replaced another. */
export function PageTitle({ children }: { children: ReactNode }) {
  const heading = useFocusOnArrival();
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}
