import type { AttemptResult } from '@chuyen-de/contracts';
import { backOffMs, isPassing } from './back-off.ts';

export type SubmissionState =
  | { kind: 'idle' }
  | { kind: 'submitting' }
  /** No network: it goes by itself as soon as there is one. */
  | { kind: 'waiting' }
  | { kind: 'failed'; error: unknown }
  | { kind: 'done'; result: AttemptResult };

export interface SubmissionDeps {
  /** Submits; null where the server says that it is not time yet. */
  submit: () => Promise<AttemptResult | null>;
  onState: (state: SubmissionState) => void;
}

export interface Submission {
  /** Submits, and tries again until the server answers. Calling it again tries at once. */
  start: () => void;
  /** Gives up waiting. */
  stop: () => void;
}

export function makeSubmission({ submit, onState }: SubmissionDeps): Submission {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let wanted = false;
  let failures = 0;

  function fail(error: unknown) {
    if (!wanted) return;
    if (!isPassing(error)) {
      onState({ kind: 'failed', error });
      return;
    }
    onState({ kind: 'waiting' });
    timer = setTimeout(() => void attempt(), backOffMs(failures, error));
    failures += 1;
  }

  async function attempt() {
    if (running) return;
    running = true;
    clearTimeout(timer);
    try {
      const result = await submit();
      onState(result === null ? { kind: 'idle' } : { kind: 'done', result });
    } catch (error) {
      fail(error);
    } finally {
      running = false;
    }
  }

  return {
    start() {
      wanted = true;
      onState({ kind: 'submitting' });
      void attempt();
    },
    stop() {
      wanted = false;
      failures = 0;
      clearTimeout(timer);
      onState({ kind: 'idle' });
    },
  };
}
