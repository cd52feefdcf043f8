import { useEffect, useRef, useState } from 'react';

/** Until the first row has been measured. */
const GUESSED_PX = 72;
/** Rows beyond the window on each side, so that none is missing while the reader scrolls. */
const BEYOND = 10;

/** Which rows of a long list are on screen; the others are height alone. */
export interface RowWindow {
  from: number;
  to: number;
  rowPx: number;
}

/** The rows that a window shows. @param top of the list, from the window's upper edge, in pixels */
function rowsWithin(count: number, rowPx: number, top: number, windowPx: number): RowWindow {
  const first = Math.floor(-top / rowPx) - BEYOND;
  const from = Math.max(0, Math.min(first, count - 1));
  const to = Math.max(from, Math.min(count, first + Math.ceil(windowPx / rowPx) + 2 * BEYOND));
  return { from, to, rowPx };
}

/**
 * Follows which rows of a list are on screen. All rows are of one height, which is measured: thousands of them cost a
 * phone no more than a screenful.
 */
export function useRowWindow(count: number) {
  const list = useRef<HTMLUListElement>(null);
  const [rows, setRows] = useState<RowWindow>(() => rowsWithin(count, GUESSED_PX, 0, 1_000));
  // Scrolling happens outside of React.
  useEffect(() => {
    let frame = 0;
    const look = () => {
      frame = 0;
      if (!list.current) return;
      const measured = list.current.querySelector('[data-row]')?.getBoundingClientRect().height;
      const rowPx = measured === undefined || measured === 0 ? GUESSED_PX : measured;
      const next = rowsWithin(count, rowPx, list.current.getBoundingClientRect().top, window.innerHeight);
      setRows((known) =>
        known.from === next.from && known.to === next.to && known.rowPx === next.rowPx ? known : next,
      );
    };
    const lookSoon = () => {
      frame ||= requestAnimationFrame(look);
    };
    look();
    window.addEventListener('scroll', lookSoon, { passive: true });
    window.addEventListener('resize', lookSoon);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('scroll', lookSoon);
      window.removeEventListener('resize', lookSoon);
    };
  }, [count]);
  return { list, rows };
}
