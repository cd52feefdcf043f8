import type { AnswersSaved } from '@chuyen-de/contracts';
import { ProblemError } from '../../../lib/http.ts';
import { isPassing } from './back-off.ts';
import { storedAllTheSame } from './refusal.ts';
import type { Entry, EntryStore } from './entry-store.ts';
import { makePacer } from './pacer.ts';

/** How the answers fare on their way to the server. */
export type SendingState =
  | { kind: 'saved' }
  | { kind: 'sending' }
  | { kind: 'waiting' }
  /** The server will take nothing more from here, for this reason. */
  | { kind: 'stopped'; error: ProblemError };

export interface SenderDeps {
  log: EntryStore;
  attempt: string;
  save: (entries: Entry[], keepalive: boolean) => Promise<AnswersSaved>;
  /** Makes sure that the server is there, for when there is nothing to send. */
  reach: () => Promise<void>;
  onSaved: (saved: AnswersSaved) => void;
  onState: (state: SendingState) => void;
}

export interface AnswerSender {
  /** Something was logged: send it soon, together with what follows at once. */
  nudge: () => void;
  /** Send now, whatever the back-off. Resolves when nothing more can be done at present. */
  flush: () => Promise<void>;
  /** The page may be going: send all that waits in a request that outlives it. */
  farewell: () => Promise<void>;
  stop: () => void;
}

/** Whoever asks for the work while it is under way waits for that. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let inFlight: Promise<void> | undefined;
  return () => (inFlight ??= work().finally(() => (inFlight = undefined)));
}

/** Sends what waits in the log: one request in flight, the newest of each slot, with back-off. */
export function makeAnswerSender({ log, attempt, save, reach, onState, onSaved }: SenderDeps): AnswerSender {
  const pacer = makePacer(() => void flush());
  const run = oneAtATime(() => sendAll().catch(fail).finally(pacer.end));

  async function send(entries: Entry[], keepalive: boolean) {
    const saved = await save(entries, keepalive);
    pacer.succeeded();
    // What was sent is dealt with, also where an answer stored before or the end of time stands against it.
    await log.acknowledge(attempt, entries);
    onSaved(saved);
  }

  async function fail(cause: unknown) {
    if (pacer.isStopped()) return;
    if (cause instanceof ProblemError && !isPassing(cause)) {
      await log.acknowledge(attempt, storedAllTheSame(cause));
      pacer.stop();
      onState({ kind: 'stopped', error: cause });
    } else {
      pacer.failed(cause);
      onState({ kind: 'waiting' });
    }
  }

  async function sendAll() {
    for (;;) {
      pacer.takeNudge();
      const entries = await log.list(attempt);
      if (pacer.isStopped()) return;
      if (entries.length === 0) break;
      if (!pacer.isFailing()) onState({ kind: 'sending' });
      await send(entries, false);
    }
    await reach().then(pacer.succeeded);
    onState({ kind: 'saved' });
  }

  function flush(): Promise<void> {
    if (pacer.isStopped()) return Promise.resolve();
    pacer.begin();
    return run();
  }

  async function farewell() {
    const entries = await log.list(attempt);
    if (pacer.isStopped() || entries.length === 0) return;
    // The request in flight may die with the page; sending twice does no harm.
    await send(entries, true).catch(() => undefined);
    await flush();
  }

  return { nudge: pacer.nudge, flush, farewell, stop: pacer.stop };
}
