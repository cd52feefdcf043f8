import cluster from 'node:cluster';
import { makeConversation } from './conversation.ts';
import type { Serving } from './supervise.ts';

/** Variables by which a web process is told who it is, and where the store is that the first process runs. */
export const NUMBER = 'CHUYEN_DE_WEB_PROCESS';
export const STORE = 'CHUYEN_DE_STORE';

/** What the first process and a web process tell each other, beside questions and answers. */
export type FromWeb = { serving: Serving } | { joinable: true };
export interface ToWeb {
  stop: true;
}

/** Whether this process was started by the first one of a tool that runs in several. */
const numberOf = (environment: Record<string, string | undefined>): number | undefined => {
  const number = environment[NUMBER];
  return cluster.isWorker && number !== undefined ? Number(number) : undefined;
};

/**
 * This process, as one of several that serve; undefined if it is the only one, or the first. Without the first, which
 * has the port and perhaps the store, it ends.
 */
export function findWebProcess(environment: Record<string, string | undefined>, name: string) {
  const number = numberOf(environment);
  if (number === undefined) return undefined;
  const send = (message: FromWeb | object): void => void process.send?.(message);
  const conversation = makeConversation({
    send,
    onMessage: (listener) => process.on('message', listener),
  });
  let isStopping = false;
  // Before Node's own listener, which ends it as if nothing was wrong.
  process.prependOnceListener('disconnect', () => {
    if (isStopping) return;
    process.stderr.write(`${name}: the first process is gone, and process ${number} ends with it.\n`);
    process.exit(1);
  });

  return {
    number,
    storeUri: environment[STORE],
    tellServing: (serving: Serving): void => send({ serving } satisfies FromWeb),
    tellJoinable: (): void => send({ joinable: true } satisfies FromWeb),

    /** Told once, when the first process ends the whole or the system ends this one. */
    onStop: (listener: () => void): void => {
      const stop = (): void => {
        // A terminal and systemd tell every process, and then the first tells it again.
        if (isStopping) return;
        isStopping = true;
        listener();
      };
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
      process.on('message', (message) => {
        if (typeof message === 'object' && message !== null && 'stop' in message) stop();
      });
    },

    /** Says how a question that comes from the first process is answered. */
    answer: conversation.answer,
    /** Asks the first process. */
    ask: conversation.ask,
  };
}

export type WebProcess = NonNullable<ReturnType<typeof findWebProcess>>;
