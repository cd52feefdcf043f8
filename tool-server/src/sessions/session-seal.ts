import { z } from 'zod';
import { IV_BYTES, makeSeal, type Seal, type Sealed } from '../kernel/seal.ts';
import { SessionData } from './session-data.ts';

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

/** What a text holds; undefined where it was not sealed by this seal. */
function contentsOf(sealed: Sealed, seal: Seal): unknown {
  let opened: string;
  try {
    opened = seal.open(sealed);
  } catch {
    return undefined;
  }
  return JSON.parse(opened);
}

/**
 * Seals sessions into text for the browser: nobody can read or change it, and nothing of it has to be stored. Each
 * purpose has a key of its own, so that what is sealed for one is no good for another.
 */
export function makeSessionSeal(secret: string, purpose: string) {
  const seal = makeSeal(secret, purpose);

  return {
    seal({ session, launchedAt, expiresAt }: Omit<SealedSession, 'id'>): string {
      const contents = { session, launched: launchedAt.getTime(), expires: expiresAt.getTime() };
      const { iv, data } = seal.seal(JSON.stringify(contents satisfies z.input<typeof Contents>));
      return iv + data;
    },

    /** What was sealed, too old or not; undefined for a text that was not sealed here, or by an older release. */
    open(text: string): SealedSession | undefined {
      // Through its bytes: one seal can be written in several ways, and must have one id.
      const bytes = Buffer.from(text, 'base64url');
      const id = bytes.toString('base64url', 0, IV_BYTES);
      const data = bytes.toString('base64url', IV_BYTES);
      const parsed = Contents.safeParse(contentsOf({ iv: id, data }, seal));
      if (!parsed.success) return undefined;
      const { session, launched, expires } = parsed.data;
      return { id, session, launchedAt: new Date(launched), expiresAt: new Date(expires) };
    },
  };
}

export type SessionSeal = ReturnType<typeof makeSessionSeal>;
