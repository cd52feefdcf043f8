import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StartError } from '../kernel/start-error.ts';

/** Until everything is wired, callers are asked to come back. */
export const notReadyYet: RequestListener = (_req, res) => {
  res.writeHead(503, { 'Retry-After': '1' }).end();
};

/** What fails: a process alone listens, one of several has the first bind the port for it. */
const OPENING: ReadonlySet<unknown> = new Set(['listen', 'bind']);

/** Why a port could not be opened, and which setting helps. */
export function portFault(
  error: NodeJS.ErrnoException,
  setting: 'PORT' | 'SANDBOX_PORT',
  port: number,
): Error {
  if (!OPENING.has(error.syscall)) return error;
  const reasons: Record<string, string> = {
    EADDRINUSE: `port ${port} is taken by another process: set ${setting} to a free one`,
    EACCES: `port ${port} is not open to this user: set ${setting} to one above 1023`,
  };
  return new StartError(reasons[error.code ?? ''] ?? error.message);
}

/** Opens the tool's port; answers its number. */
export function listen(
  server: Server,
  { port, host }: { port: number; host: string | undefined },
): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(portFault(error, 'PORT', port));
    });
    server.listen(port, host, () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
}
