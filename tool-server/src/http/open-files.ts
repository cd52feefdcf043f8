import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from '../kernel/logger.ts';

/**
 * What a process needs beside its visitors: 32 connections to the store and, where it runs the embedded one, their
 * other ends; 40 of Node, of LMDB and for files of the pages; the rest for calls to LMSs, and commands that join.
 */
const KEPT_FREE = 144;
/** With fewer files than this a school's exam day does not fit. */
const ENOUGH = 1_024;
const REMIND_MS = 60_000;

/** How many files and connections this process may have open at once; undefined where the system does not tell. */
export function mostOpenFiles(limits = '/proc/self/limits'): number | undefined {
  try {
    const line = /^Max open files +(\d+)/m.exec(readFileSync(limits, 'latin1'));
    return line?.[1] === undefined ? undefined : Number(line[1]);
  } catch {
    return undefined;
  }
}

/** How many visitors' connections a process can hold at once, of so many at the most. */
export const roomForConnections = (wanted: number): number =>
  Math.min(wanted, Math.max(1, (mostOpenFiles() ?? Infinity) - KEPT_FREE));

/** What to tell whoever starts a process that may open few files. */
const fewFiles = (most: number): string =>
  `This process may have ${most} files and connections open at once: more than about ${most - KEPT_FREE} people ` +
  'at a time are turned away. Raise the limit (ulimit -n 65536, or LimitNOFILE=65536 with systemd).';

interface LimitOptions {
  logger: Logger;
  warn: (line: string) => void;
  /** Whether a first process hands connections to this one and others. */
  isOneOfSeveral: boolean;
}

/**
 * Closes what is too much as soon as it is taken. Whoever refuses it instead, as `maxConnections` does, is offered it by
 * the first process again as soon as all others have refused it too, for ever.
 */
function closeBeyond(server: Server): void {
  const most = server.maxConnections;
  server.maxConnections = Infinity;
  let open = 0;
  server.prependListener('connection', (socket: Socket) => {
    open += 1;
    socket.once('close', () => (open -= 1));
    if (open <= most) return;
    server.emit('drop');
    socket.destroy();
  });
}

/**
 * Takes no more connections than there are files for: beyond, the system would refuse whatever comes next, be it a
 * write of the store. Says at the start that there are few, and when visitors are turned away.
 */
export function limitConnections(
  server: Server,
  most: number | undefined,
  { logger, warn, isOneOfSeveral }: LimitOptions,
): void {
  const before = server.maxConnections as number | undefined;
  const connections = Math.min(before ?? Infinity, Math.max(1, (most ?? Infinity) - KEPT_FREE));
  server.maxConnections = connections;
  if (isOneOfSeveral) closeBeyond(server);
  if (most === undefined) return;
  if (most < ENOUGH) warn(fewFiles(most));
  let saidAt = -REMIND_MS;
  server.on('drop', () => {
    if (performance.now() - saidAt < REMIND_MS) return;
    saidAt = performance.now();
    logger.error({ connections, openFiles: most }, 'visitors are turned away: too few open files');
  });
}
