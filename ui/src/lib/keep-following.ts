import { ProblemError } from './http.ts';

interface Following {
  /** How long to wait after a stream broke off, or could not be held. */
  restMs: () => number;
  /** Called whenever there is no stream any more. */
  onLost: () => void;
}

/**
 * Follows something by a stream, again and again, as soon as the server allows; what it answers ends that.
 * @param follow tells of it until the stream ends
 */
export function keepFollowing(
  follow: (signal: AbortSignal) => Promise<void>,
  { restMs, onLost }: Following,
): () => void {
  const ending = new AbortController();
  let again: ReturnType<typeof setTimeout> | undefined;

  async function go(): Promise<void> {
    let wait = restMs();
    try {
      await follow(ending.signal);
    } catch (error) {
      if (error instanceof ProblemError) wait = Math.max(wait, error.retryAfterMs ?? 0);
    }
    if (ending.signal.aborted) return;
    onLost();
    again = setTimeout(() => void go(), wait);
  }

  void go();
  return () => {
    ending.abort();
    clearTimeout(again);
  };
}
