import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { SessionData } from './session-data.ts';

/** Long enough for a slow phone to load the page that exchanges it. */
const CODE_SECONDS = 180;

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

const Contents = z.object({
  session: SessionData,
  /** When it is too old, in milliseconds. */
  expires: z.number(),
});

export interface LaunchCode {
  /** Tells codes apart: no two are sealed with the same one. */
  id: string;
  session: SessionData;
  expiresAt: Date;
}

/**
 * A launch's session sealed into a code for the browser (AES-256-GCM): nobody can read or change it, and a
 * launch whose browser never comes leaves nothing in the store. That it is used once is for the store to decide.
 */
export function makeLaunchCodes(secret: string) {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'launch codes', 32));

  return {
    seal(session: SessionData, now: Date): string {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, key, iv);
      const text = JSON.stringify({ session, expires: now.getTime() + CODE_SECONDS * 1_000 });
      const sealed = [cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
      return Buffer.concat([iv, ...sealed]).toString('base64url');
    },

    /** What was sealed; undefined for a code that we did not make, or that is too old. */
    open(code: string, now: Date): LaunchCode | undefined {
      const bytes = Buffer.from(code, 'base64url');
      if (bytes.length <= IV_BYTES + TAG_BYTES) return undefined;
      const iv = bytes.subarray(0, IV_BYTES);
      const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES });
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      let text: string;
      try {
        const sealed = bytes.subarray(IV_BYTES, -TAG_BYTES);
        text = decipher.update(sealed, undefined, 'utf8') + decipher.final('utf8');
      } catch {
        return undefined;
      }
      const { session, expires } = Contents.parse(JSON.parse(text));
      const expiresAt = new Date(expires);
      return expiresAt > now ? { id: iv.toString('base64url'), session, expiresAt } : undefined;
    },
  };
}
