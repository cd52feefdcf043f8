import type { TopicPage } from '@chuyen-de/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useCan } from '../../../../lib/use-can.ts';
import { makeEvidenceLog, type EvidenceLog } from '../../evidence-log.ts';
import { tellProgress } from '../../tell-progress.ts';

const REPORT_EVERY_MS = 10_000;

function reportAtTurns(log: EvidenceLog): () => void {
  const onVisibility = () => {
    if (document.visibilityState !== 'visible') void log.report(true);
  };
  const onOnline = () => void log.report();
  const timer = setInterval(() => void log.report(), REPORT_EVERY_MS);
  document.addEventListener('visibilitychange', onVisibility);
  window.addEventListener('online', onOnline);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', onVisibility);
    window.removeEventListener('online', onOnline);
    void log.report(true);
  };
}

/** What somebody sees of a material of a topic, reported as they do; of who only tries it out nothing is. */
export function useEvidence({ code, revision }: TopicPage, id: string): EvidenceLog {
  const isPreview = useCan().tryOut;
  const queryClient = useQueryClient();
  const log = useMemo(
    () =>
      makeEvidenceLog({
        id,
        send: async (evidence, keepalive) => {
          if (isPreview) return;
          const told = { read: [], seconds: 0, materials: [evidence] };
          const progress = await tellProgress({ code, revision, of: id }, told, keepalive);
          queryClient.setQueriesData<TopicPage>(
            { queryKey: ['topic', code] },
            (held) => held && { ...held, progress },
          );
        },
      }),
    [id, code, revision, isPreview, queryClient],
  );
  // What is told follows from time and from the page's visibility, which React knows nothing of.
  useEffect(() => reportAtTurns(log), [log]);
  return log;
}

/** Notes for how long something was open before somebody's eyes. */
export function useLook(log: EvidenceLog, isOpen: boolean) {
  // Time passes outside of React.
  useEffect(() => {
    if (!isOpen) return undefined;
    let seconds = 0;
    const timer = setInterval(() => {
      if (document.visibilityState !== 'visible') return;
      log.played(seconds, seconds + 1);
      seconds += 1;
      if (seconds === 10) void log.report();
    }, 1_000);
    return () => clearInterval(timer);
  }, [log, isOpen]);
}
