import cluster from 'node:cluster';
import { closeLostConnections } from './lost-connections.ts';
import { makeConversation, type Conversation } from './conversation.ts';
import type { End, Serving, StartedProcess } from './supervise.ts';
import { NUMBER, STORE, type FromWeb, type ToWeb } from './web-process.ts';

interface Deps {
  /** Where the embedded store is that this process runs; undefined with a MongoDB of one's own. */
  storeUri: string | undefined;
  /** Says how questions of the web process are answered. */
  prepare: (conversation: Conversation) => void;
}

/** Says once how processes are started: as this one was, and one request of a visitor after the other to each. */
export function prepareCluster(): void {
  const { execArgv } = process;
  const maps = '--enable-source-maps';
  cluster.schedulingPolicy = cluster.SCHED_RR;
  cluster.setupPrimary({ execArgv: execArgv.includes(maps) ? execArgv : [...execArgv, maps] });
}

/** Starts a web process, of a number that its successors keep. */
export function startWebProcess(number: number, { storeUri, prepare }: Deps): StartedProcess {
  const worker = cluster.fork({
    [NUMBER]: String(number),
    ...(storeUri !== undefined && { [STORE]: storeUri }),
  });
  closeLostConnections(worker.process);
  const send = (message: ToWeb | object): void => {
    if (worker.isConnected()) worker.send(message);
  };
  const ended = new Promise<End>((resolve) => {
    worker.once('exit', (code: number | null, signal: string | null) => resolve({ code, signal }));
    // It could not be started at all, or it has died and something was sent to it before that was known.
    worker.on('error', () => {
      if (worker.process.pid === undefined) resolve({ code: null, signal: null });
    });
  });
  const onTold = (told: (message: FromWeb) => void): void => {
    worker.on('message', (message: FromWeb) => {
      told(message);
    });
  };
  const conversation = makeConversation({ send, onMessage: onTold });
  prepare(conversation);
  return {
    number,
    pid: worker.process.pid,
    ended,
    onServing: (listener: (serving: Serving) => void) =>
      onTold((message) => {
        if ('serving' in message) listener(message.serving);
      }),
    onJoinable: (listener) =>
      onTold((message) => {
        if ('joinable' in message) listener();
      }),
    stop: () => send({ stop: true }),
    kill: () => worker.process.kill('SIGKILL'),
    ask: (question, about) => conversation.ask(question, about),
  };
}
