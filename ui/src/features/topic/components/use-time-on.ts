import type { TopicPage } from '@chuyen-de/contracts';
import { useEffect, useRef } from 'react';
import { secondsToRead } from '../reading-time.ts';
import type { Reading } from './use-reading.ts';

const TICK_MS = 1_000;

/** Marks a section as read once it was before somebody's eyes for as long as reading it takes, in one go or in several. */
export function useTimeOn(topic: TopicPage, reading: Reading, lookedAt: () => string | undefined) {
  const latest = useRef({ topic, reading, lookedAt });
  // These change with every rendering; the time shall not start anew for that.
  useEffect(() => void (latest.current = { topic, reading, lookedAt }), [topic, reading, lookedAt]);
  // Time passes outside of React.
  useEffect(() => {
    const leftMs = new Map<string, number>();
    const timer = setInterval(() => {
      if (document.visibilityState !== 'visible') return;
      const now = latest.current;
      const id = now.lookedAt();
      const section = now.topic.sections.find((each) => each.id === id);
      if (section === undefined || now.reading.read.has(section.id)) return;
      const left = (leftMs.get(section.id) ?? secondsToRead(section) * 1000) - TICK_MS;
      leftMs.set(section.id, left);
      if (left <= 0) now.reading.markRead(section.id);
    }, TICK_MS);
    return () => clearInterval(timer);
  }, []);
}
