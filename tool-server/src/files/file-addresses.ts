import { createHmac } from 'node:crypto';
import type { Clock } from '../kernel/clock.ts';
import { isSameSecret } from '../kernel/is-same-secret.ts';
import { deriveKey } from '../kernel/seal.ts';
import type { FileEnding } from './file-types.rules.ts';

/**
 * An address holds for six to twelve hours, as a session does; within six it stays the same, so that browsers find what
 * they have already.
 */
const WINDOW_MS = 6 * 3_600_000;

interface Deps {
  clock: Clock;
  secret: string;
}

interface Named {
  hash: string;
  ending: FileEnding;
  /** What it is saved as; absent: it is shown. */
  saveAs?: string | undefined;
}

/** What is said in the address of a file beside its name. */
interface Signed extends Named {
  until: number;
  signature: string;
}

/**
 * Addresses of files that open them by themselves: what plays a video sends no credentials, and the tool has no cookies.
 * They are given to those who may see what the file belongs to, and say until when they hold.
 */
export function makeFileAddresses({ clock, secret }: Deps) {
  const key = deriveKey(secret, 'addresses of files');
  const sign = ({ hash, ending, saveAs }: Named, until: number): string =>
    createHmac('sha256', key)
      .update(JSON.stringify([hash, ending, saveAs ?? null, until]))
      .digest('base64url');

  return {
    addressOf: (file: Named): string => {
      const until = (Math.floor(clock.now().getTime() / WINDOW_MS) + 2) * WINDOW_MS;
      const query = new URLSearchParams({ until: String(until), key: sign(file, until) });
      if (file.saveAs !== undefined) query.set('save', file.saveAs);
      return `/files/${file.hash}.${file.ending}?${query.toString()}`;
    },

    /** Whether an address was given out, and holds still. */
    check: ({ until, signature, ...file }: Signed): 'ok' | 'expired' | 'unknown' => {
      if (!isSameSecret(signature, sign(file, until))) return 'unknown';
      return until > clock.now().getTime() ? 'ok' : 'expired';
    },
  };
}

export type FileAddresses = ReturnType<typeof makeFileAddresses>;
