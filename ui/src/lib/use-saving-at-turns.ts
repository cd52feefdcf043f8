import { useEffect } from 'react';

/** Saves when the network returns, and when the reader leaves the page. */
export function useSavingAtTurns(sheet: { settle: () => Promise<void>; close: () => void }) {
  // Both happen outside of what the page draws.
  useEffect(() => {
    const save = () => void sheet.settle();
    const saveWhenHidden = () => {
      if (document.visibilityState === 'hidden') save();
    };
    window.addEventListener('online', save);
    document.addEventListener('visibilitychange', saveWhenHidden);
    return () => {
      window.removeEventListener('online', save);
      document.removeEventListener('visibilitychange', saveWhenHidden);
      void sheet.settle().then(() => sheet.close());
    };
  }, [sheet]);
}
