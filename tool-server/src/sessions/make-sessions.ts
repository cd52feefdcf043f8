import { createHash, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import type { SessionGrant } from '@chuyen-de/contracts';
import { SignJWT, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Connection } from 'mongoose';
import type { Clock } from '../clock.ts';
import { launchCodeModel } from './launch-code.model.ts';
import { SessionData, publicSession } from './session-data.ts';

/** Long enough for a slow phone to load the page that exchanges it. */
const CODE_SECONDS = 180;
/** A session ends this long after its last renewal: an exam of three hours may pass with a phone asleep. */
const TOKEN_SECONDS = 4 * 3600;
const AUDIENCE = 'chuyen-de-session';

interface Deps {
  connection: Connection;
  clock: Clock;
  /** Signs tokens; 32 bytes or more. */
  secret: string;
}

type SessionCheck =
  { ok: true; session: SessionData } | { ok: false; code: 'session_required' | 'session_expired' };

const hashOf = (code: string): string => createHash('sha256').update(code).digest('base64url');

/** Makes the check of a bearer token. */
function makeCheck(key: KeyObject, clock: Clock) {
  // A token is checked many times a minute during an exam; its signature needs checking once.
  const verified = new LRUCache<string, { session: SessionData; expiresAt: number }>({ max: 10_000 });

  return async (token: string | undefined): Promise<SessionCheck> => {
    if (token === undefined) return { ok: false, code: 'session_required' };
    const now = clock.now();
    const known = verified.get(token);
    if (known) {
      if (known.expiresAt > now.getTime()) return { ok: true, session: known.session };
      return { ok: false, code: 'session_expired' };
    }
    try {
      const { payload } = await jwtVerify(token, key, {
        audience: AUDIENCE,
        algorithms: ['HS256'],
        currentDate: now,
      });
      const session = SessionData.parse(payload['session']);
      verified.set(token, { session, expiresAt: (payload.exp ?? 0) * 1000 });
      return { ok: true, session };
    } catch (error) {
      const expired = error instanceof Error && 'code' in error && error.code === 'ERR_JWT_EXPIRED';
      return { ok: false, code: expired ? 'session_expired' : 'session_required' };
    }
  };
}

/**
 * Our own sessions after a launch: a single-use code travels in the address once, the browser exchanges it
 * for a bearer token, and no cookie is needed from then on (third-party cookies are blocked in many frames).
 */
export function makeSessions({ connection, clock, secret }: Deps) {
  const codes = launchCodeModel(connection);
  const key = createSecretKey(Buffer.from(secret));

  async function grant(session: SessionData): Promise<SessionGrant> {
    const now = Math.floor(clock.now().getTime() / 1000);
    const token = await new SignJWT({ session })
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience(AUDIENCE)
      .setExpirationTime(now + TOKEN_SECONDS)
      .sign(key);
    return { token, expiresIn: TOKEN_SECONDS, session: publicSession(session) };
  }

  return {
    models: [codes],

    /** Stores what a launch found under a fresh single-use code and answers the code. */
    async issueCode(session: SessionData): Promise<string> {
      const code = randomBytes(24).toString('base64url');
      const expiresAt = new Date(clock.now().getTime() + CODE_SECONDS * 1000);
      await codes.insertMany([{ _id: hashOf(code), session, expiresAt }], { lean: true });
      return code;
    },

    /** Takes a code, once; undefined when it is unknown, spent or too old. */
    async exchange(code: string): Promise<SessionGrant | undefined> {
      const taken = await codes.findOneAndDelete({ _id: hashOf(code) }).lean();
      if (!taken || taken.expiresAt <= clock.now()) return undefined;
      return grant(SessionData.parse(taken.session));
    },

    renew: grant,

    check: makeCheck(key, clock),
  };
}

export type Sessions = ReturnType<typeof makeSessions>;
