import type { TopicProgress } from '@chuyen-de/contracts';

const LONGEST_REPORT_SECONDS = 3600;

export interface ReadingLogDeps {
  send: (read: string[], seconds: number, keepalive: boolean) => Promise<TopicProgress>;
  onProgress: (progress: TopicProgress) => void;
  onFailure: (failing: boolean) => void;
  now?: () => number;
}

export interface ReadingLog {
  read: (section: string) => Promise<void>;
  /** Whether the page can be seen now: only then time counts. */
  see: (visible: boolean) => void;
  report: (keepalive?: boolean) => Promise<void>;
}

/** Sections read and seconds seen, kept until the server has taken them. */
export function makeReadingLog({ send, onProgress, onFailure, now = Date.now }: ReadingLogDeps): ReadingLog {
  const unsent = new Set<string>();
  let seenMs = 0;
  let visibleSince: number | undefined;
  let inFlight = false;

  const settleTime = () => {
    if (visibleSince === undefined) return;
    seenMs += now() - visibleSince;
    visibleSince = now();
  };

  async function report(keepalive = false) {
    settleTime();
    const seconds = Math.min(LONGEST_REPORT_SECONDS, Math.floor(seenMs / 1000));
    const read = [...unsent];
    if (inFlight || (read.length === 0 && seconds === 0)) return;
    inFlight = true;
    try {
      const progress = await send(read, seconds, keepalive);
      for (const section of read) unsent.delete(section);
      seenMs -= seconds * 1000;
      onFailure(false);
      onProgress(progress);
    } catch {
      onFailure(true);
      return;
    } finally {
      inFlight = false;
    }
    // Read while the report was on its way: whoever has read all of a topic waits to be told so.
    if (unsent.size > 0) await report(keepalive);
  }

  return {
    read: (section) => {
      unsent.add(section);
      return report();
    },
    see: (visible) => {
      settleTime();
      visibleSince = visible ? now() : undefined;
    },
    report,
  };
}
