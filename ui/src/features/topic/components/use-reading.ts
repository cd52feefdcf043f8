import type { TopicPage } from '@chuyen-de/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useCan } from '../../../lib/use-can.ts';
import { makeReadingLog, type ReadingLog } from '../reading-log.ts';
import { tellProgress } from '../tell-progress.ts';

const REPORT_EVERY_MS = 30_000;

function reportAtTurns(log: ReadingLog): () => void {
  const onVisibility = () => {
    const visible = document.visibilityState === 'visible';
    log.see(visible);
    if (!visible) void log.report(true);
  };
  const onOnline = () => void log.report();
  const timer = setInterval(() => void log.report(), REPORT_EVERY_MS);
  document.addEventListener('visibilitychange', onVisibility);
  window.addEventListener('online', onOnline);
  onVisibility();
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', onVisibility);
    window.removeEventListener('online', onOnline);
    log.see(false);
    void log.report(true);
  };
}

export interface Reading {
  read: ReadonlySet<string>;
  completedAt: string | null;
  /** The server has not taken the newest progress. */
  failing: boolean;
  preview: boolean;
  markRead: (section: string) => void;
}

/** What the reader has read of a topic: shown at once, reported with the time the page was looked at. */
export function useReading(topic: TopicPage): Reading {
  const preview = useCan().tryOut;
  const queryClient = useQueryClient();
  const [marked, setMarked] = useState<readonly string[]>([]);
  const [failing, setFailing] = useState(false);
  const { code, revision } = topic;
  const log = useMemo(
    () =>
      makeReadingLog({
        send: (read, seconds, keepalive) =>
          tellProgress({ code, revision, of: 'reading' }, { read, seconds }, keepalive),
        onFailure: setFailing,
        onProgress: (progress) => {
          queryClient.setQueriesData<TopicPage>(
            { queryKey: ['topic', code] },
            (held) => held && { ...held, progress },
          );
          // The home of the class says how far one has come, and may have been shown before this was stored.
          void queryClient.invalidateQueries({ queryKey: ['class-home'] });
        },
      }),
    [code, revision, queryClient],
  );
  // Time is counted from what the browser says of the page's visibility.
  useEffect(() => (preview ? undefined : reportAtTurns(log)), [log, preview]);
  return {
    read: new Set([...topic.progress.read, ...marked]),
    completedAt: topic.progress.completedAt,
    failing,
    preview,
    markRead: (section) => {
      setMarked((before) => [...before, section]);
      if (!preview && !topic.progress.read.includes(section)) void log.read(section);
    },
  };
}
