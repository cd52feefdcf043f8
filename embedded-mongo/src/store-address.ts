import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Address } from './wire/server.ts';

/** The shortest limit of a UNIX socket's path among the systems we run on is 104 bytes. */
const MAX_SOCKET_PATH_BYTES = 100;

export function defaultAddress(dir: string): Address {
  if (process.platform === 'win32') return { port: 0 };
  const inside = path.join(dir, 'mongo.sock');
  if (Buffer.byteLength(inside) <= MAX_SOCKET_PATH_BYTES) return { path: inside };
  const name = createHash('sha256').update(dir).digest('hex').slice(0, 24);
  return { path: path.join(tmpdir(), `store-${name}.sock`) };
}

export const uriOf = (address: Address): string =>
  'path' in address
    ? `mongodb://${encodeURIComponent(address.path)}/`
    : `mongodb://127.0.0.1:${address.port}/`;

export function addressOf(uri: string): Address {
  const host = /^mongodb:\/\/([^/?]+)/.exec(uri)?.[1] ?? '';
  const decoded = decodeURIComponent(host);
  const port = /^(?:127\.0\.0\.1|localhost):(\d+)$/.exec(decoded)?.[1];
  if (port !== undefined) return { port: Number(port) };
  if (decoded.endsWith('.sock')) return { path: decoded };
  throw new Error(`${uri} is not the address of an embedded store`);
}
