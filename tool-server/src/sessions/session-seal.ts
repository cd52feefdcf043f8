import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { SessionData } from './session-data.ts';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

const Contents = z.object({
  session: SessionData,
  /** When it was launched, in milliseconds. */
  launched: z.number(),
  /** When it ends, in milliseconds. */
  expires: z.number(),
});

export interface SealedSession {
  /** Tells texts apart: no two are sealed with the same one. */
  id: string;
  session: SessionData;
  launchedAt: Date;
  expiresAt: Date;
}

/**
 * Seals sessions into text for the browser (AES-256-GCM): nobody can read or change it, and nothing of it has to
 * be stored. Each purpose has a key of its own, so that what is sealed for one is no good for another.
 */
export function makeSessionSeal(secret: string, purpose: string) {
  const key = Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));

  return {
    seal({ session, launchedAt, expiresAt }: Omit<SealedSession, 'id'>): string {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, key, iv);
      const contents = { session, launched: launchedAt.getTime(), expires: expiresAt.getTime() };
      const text = JSON.stringify(contents satisfies z.input<typeof Contents>);
      const sealed = [cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
      return Buffer.concat([iv, ...sealed]).toString('base64url');
    },

    /** What was sealed, too old or not; undefined for a text that was not sealed here, or by an older release. */
    open(text: string): SealedSession | undefined {
      const bytes = Buffer.from(text, 'base64url');
      if (bytes.length <= IV_BYTES + TAG_BYTES) return undefined;
      const iv = bytes.subarray(0, IV_BYTES);
      const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES });
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      let opened: string;
      try {
        const sealed = bytes.subarray(IV_BYTES, -TAG_BYTES);
        opened = decipher.update(sealed, undefined, 'utf8') + decipher.final('utf8');
      } catch {
        return undefined;
      }
      const parsed = Contents.safeParse(JSON.parse(opened));
      if (!parsed.success) return undefined;
      const { session, launched, expires } = parsed.data;
      const id = iv.toString('base64url');
      return { id, session, launchedAt: new Date(launched), expiresAt: new Date(expires) };
    },
  };
}

export type SessionSeal = ReturnType<typeof makeSessionSeal>;
