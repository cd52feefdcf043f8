import { useEffect, useState } from 'react';

const RESTED_MS = 250;

/** A value once it has rested for a moment: nobody is asked for at every letter. */
export function useRested<T>(value: T): T {
  const [rested, setRested] = useState(value);
  // The moment is measured outside of any event of the page.
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), RESTED_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}
