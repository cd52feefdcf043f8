import { useEffect, useRef, type RefObject } from 'react';

/** So often the browser tells how much of a section is in sight. */
const STEPS = 40;
const THRESHOLDS = Array.from({ length: STEPS + 1 }, (_each, step) => step / STEPS);
/** A section that fills less of the screen is not what somebody reads, unless all of it is there. */
const LEAST_SHARE = 1 / 3;

interface Sight {
  height: number;
  /** All of the section is in sight. */
  whole: boolean;
}

/** A frame that is as high as what it holds is seen through the screen. */
const screenHeight = () => Math.min(window.innerHeight, window.screen.height);

/** Of several sections below each other, the one that somebody reads: of those that are unread, what fills most of the screen. */
export function useSight(flow: RefObject<HTMLElement | null>) {
  const sights = useRef(new Map<string, Sight>());
  // Only the browser knows what is in sight, in a frame too.
  useEffect(() => {
    if (flow.current === null || !('IntersectionObserver' in window)) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, intersectionRatio, intersectionRect } of entries)
          sights.current.set(target.id, { height: intersectionRect.height, whole: intersectionRatio > 0.99 });
      },
      { threshold: THRESHOLDS },
    );
    for (const section of flow.current.children) observer.observe(section);
    return () => observer.disconnect();
  }, [flow]);
  return (read: ReadonlySet<string>): string | undefined => {
    const unread = [...sights.current].filter(
      ([id, { height, whole }]) => !read.has(id) && (whole || height > screenHeight() * LEAST_SHARE),
    );
    return unread.sort(([, a], [, b]) => b.height - a.height)[0]?.[0];
  };
}
