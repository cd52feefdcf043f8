import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../kernel/clock.ts';
import { isSameSecret } from '../kernel/is-same-secret.ts';
import { deriveKey } from '../kernel/seal.ts';

/** From login to launch; the LMS may have to ask for a password in between. */
const STATE_SECONDS = 600;

const StateFields = z.object({
  /** Platform. */
  p: z.string(),
  /** Nonce; names the browser's cookie and storage entry as well. */
  n: z.string(),
  /** End, in seconds. */
  e: z.number(),
  /** Frame of the platform's storage, where it offers one. */
  s: z.string().optional(),
});

export interface LaunchState {
  platformId: string;
  nonce: string;
  expiresAt: Date;
  storageTarget?: string | undefined;
}

export type StateCheck =
  { ok: true; state: LaunchState } | { ok: false; reason: 'unknown_state' | 'state_expired' };

/**
 * The `state` of a login, signed instead of stored: a login that is never finished leaves nothing behind.
 * The *proof* is what the browser that began the login holds and no other browser can know.
 */
export function makeLaunchStates({ clock, secret }: { clock: Clock; secret: string }) {
  const key = deriveKey(secret, 'lti launch state');
  const mac = (purpose: string, text: string): string =>
    createHmac('sha256', key).update(`${purpose}:${text}`).digest('base64url');

  return {
    begin(platformId: string, storageTarget?: string): { token: string; state: LaunchState; proof: string } {
      const nonce = randomBytes(18).toString('base64url');
      const expires = Math.floor(clock.now().getTime() / 1000) + STATE_SECONDS;
      const fields: z.infer<typeof StateFields> = { p: platformId, n: nonce, e: expires };
      if (storageTarget !== undefined) fields.s = storageTarget;
      const payload = Buffer.from(JSON.stringify(fields)).toString('base64url');
      return {
        token: `${payload}.${mac('state', payload)}`,
        state: { platformId, nonce, expiresAt: new Date(expires * 1000), storageTarget },
        proof: mac('proof', nonce),
      };
    },

    check(token: string): StateCheck {
      const [payload = '', signature = ''] = token.split('.');
      if (!isSameSecret(signature, mac('state', payload))) return { ok: false, reason: 'unknown_state' };
      const fields = StateFields.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
      const expiresAt = new Date(fields.e * 1000);
      if (expiresAt <= clock.now()) return { ok: false, reason: 'state_expired' };
      return {
        ok: true,
        state: { platformId: fields.p, nonce: fields.n, expiresAt, storageTarget: fields.s },
      };
    },

    /** Whether the browser holds the proof of this state. */
    isProof: (state: LaunchState, proof: string | undefined): boolean =>
      proof !== undefined && isSameSecret(proof, mac('proof', state.nonce)),
  };
}

export type LaunchStates = ReturnType<typeof makeLaunchStates>;

/** Name of the cookie, and key in the platform's storage, that hold the proof of a state. */
export const proofName = (state: LaunchState): string => `lti_${state.nonce.slice(0, 16)}`;
