import type { Logger } from '../kernel/logger.ts';
import { countEnd, restBeforeRestart } from './restarts.rules.ts';

/** What a web process says once it serves. */
export interface Serving {
  /** How browsers call it. */
  publicUrl: string;
  /** More to tell the person who started the tool. */
  announcement: string[];
}

/** How a process ended, as the system has it. */
export interface End {
  code: number | null;
  signal: string | null;
}

/** A web process, as whoever started it sees it. */
export interface StartedProcess {
  number: number;
  /** As the system knows it. */
  pid: number | undefined;
  onServing(listener: (serving: Serving) => void): void;
  /** Told when others may run beside it. */
  onJoinable(listener: () => void): void;
  ended: Promise<End>;
  /** Asks it to end in order. */
  stop(): void;
  kill(): void;
  ask(question: string, about?: unknown): Promise<unknown>;
}

interface Deps {
  /** How many are to run. */
  count: number;
  start: (number: number) => StartedProcess;
  logger: Logger;
  /** Told once, when the first serves. */
  onServing: (serving: Serving) => void;
  /** Told when nothing comes of it: `atOnce`, if the very first start failed, which has said why. */
  onGivenUp: (when: 'atOnce' | 'later') => void;
}

/** A rest that can be cut short. */
function makeRest() {
  let wake = (): void => undefined;
  let isOver = false;
  return {
    for: (ms: number): Promise<void> =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, isOver ? 0 : ms);
        const before = wake;
        wake = () => {
          clearTimeout(timer);
          before();
          resolve();
        };
      }),
    end: (): void => {
      isOver = true;
      wake();
    },
  };
}

/** What has come of starts so far, and those that run. */
interface Progress {
  running: Map<number, StartedProcess>;
  hasServed: boolean;
  failedStarts: number;
}

type LiveDeps = Omit<Deps, 'count' | 'onGivenUp'> & { onJoinable: () => void };

/** One life of a process; answers how it was. */
async function live(number: number, progress: Progress, deps: LiveDeps) {
  const { start, logger, onServing, onJoinable } = deps;
  const begun = performance.now();
  const process = start(number);
  progress.running.set(number, process);
  logger.info({ web: number, pid: process.pid }, 'a web process begins');
  let served = false;
  process.onServing((serving) => {
    logger.info({ web: number }, 'a web process serves');
    if (!progress.hasServed) onServing(serving);
    served = true;
    Object.assign(progress, { hasServed: true, failedStarts: 0 });
  });
  process.onJoinable(onJoinable);
  const { code, signal } = await process.ended;
  progress.running.delete(number);
  return { served, livedMs: performance.now() - begun, code, signal };
}

/** Lets processes live, one life after another in each place. */
function makePlaces({ onGivenUp, ...deps }: LiveDeps & Pick<Deps, 'onGivenUp'>) {
  const progress: Progress = { running: new Map(), hasServed: false, failedStarts: 0 };
  const rest = makeRest();
  let isStopping = false;
  const stopping = (): boolean => isStopping;

  /** Counts an end; answers how long to rest, or that no other process is to come. */
  function judge(life: Awaited<ReturnType<typeof live>>, number: number, early: number) {
    const { code, signal } = life;
    const ends = countEnd({ early, failedStarts: progress.failedStarts }, life);
    progress.failedStarts = ends.failedStarts;
    const restMs = progress.hasServed ? restBeforeRestart(ends) : undefined;
    if (progress.hasServed)
      deps.logger.error({ web: number, code, signal, restMs }, 'a web process has ended');
    return { early: ends.early, restMs };
  }

  return {
    running: progress.running,
    stopping,

    /** Keeps a process of a number running. */
    async keep(number: number): Promise<void> {
      let early = 0;
      while (!stopping()) {
        const life = await live(number, progress, deps);
        if (stopping()) return;
        const judged = judge(life, number, early);
        if (judged.restMs === undefined) {
          onGivenUp(progress.hasServed ? 'later' : 'atOnce');
          return;
        }
        ({ early } = judged);
        await rest.for(judged.restMs);
      }
    },

    /** Ends all in order; resolves when the last has ended. */
    async stop(): Promise<void> {
      isStopping = true;
      rest.end();
      for (const process of progress.running.values()) process.stop();
      await Promise.all([...progress.running.values()].map(({ ended }) => ended));
    },
  };
}

/**
 * Keeps so many web processes running: the first alone until it serves, so that what it finds wrong is said once; then
 * the others. One that ends is replaced, after a rest if it came soon; when start after start fails, the whole is
 * given up.
 */
export function superviseProcesses({ count, ...deps }: Deps) {
  let isWhole = false;
  const onJoinable = (): void => {
    if (isWhole || places.stopping()) return;
    isWhole = true;
    for (let number = 2; number <= count; number++) void places.keep(number);
  };
  const places = makePlaces({ ...deps, onJoinable });
  return {
    begin: (): void => void places.keep(1),
    running: (): StartedProcess[] => [...places.running.values()],
    stop: (): Promise<void> => places.stop(),
  };
}
