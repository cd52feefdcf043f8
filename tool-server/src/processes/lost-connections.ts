import type { ChildProcess } from 'node:child_process';

/** A connection as Node's cluster hands it over: a handle of the system, which may be closed more than once. */
interface Handle {
  close: () => void;
}

/** What Node's cluster says with a connection: of which of the ports that are listened at it is. */
interface HandingOver {
  act: 'newconn';
  key: unknown;
}

const isHandingOver = (message: unknown): message is HandingOver =>
  typeof message === 'object' && message !== null && 'act' in message && message.act === 'newconn';

const isHandle = (handle: unknown): handle is Handle =>
  typeof handle === 'object' && handle !== null && 'close' in handle;

/** To which process each connection was handed last: one that cannot take it gives it back, and another gets it. */
const handedTo = new WeakMap<Handle, ChildProcess>();

/**
 * Closes a connection that a process was being given when it died, so that whoever waits for an answer learns at once
 * that none comes and asks again. Node's cluster keeps each connection open until the process says that it has taken
 * it; from one that was killed before that nothing comes, and the connection stayed here, unread, for good. A process
 * is given one connection of a port at a time, so its last ones are all there is to look after; closing one that it
 * had taken, which is closed here, does nothing.
 * @see Node's lib/internal/cluster/round_robin_handle.js, `handoff`
 */
export function closeLostConnections(process: ChildProcess): void {
  const lastOfPort = new Map<unknown, Handle>();
  const send = process.send.bind(process) as (...args: unknown[]) => boolean;
  process.send = (...args: unknown[]): boolean => {
    const [message, handle] = args;
    if (isHandingOver(message) && isHandle(handle)) {
      lastOfPort.set(message.key, handle);
      handedTo.set(handle, process);
    }
    return send(...args);
  };
  // Not before its channel has been read to the end: what it took is said there. With a connection on its way Node
  // emits no `disconnect`.
  process.once('close', () => {
    for (const handle of lastOfPort.values()) if (handedTo.get(handle) === process) handle.close();
  });
}
