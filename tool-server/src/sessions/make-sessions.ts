import { createSecretKey, type KeyObject } from 'node:crypto';
import type { SessionGrant } from '@chuyen-de/contracts';
import { SignJWT, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { mongo, type Connection } from 'mongoose';
import type { Clock } from '../clock.ts';
import { makeLaunchCodes } from './launch-code.ts';
import { SessionData, publicSession } from './session-data.ts';
import { spentCodeModel } from './spent-code.model.ts';

/** A session ends this long after its last renewal: an exam of three hours may pass with a phone asleep. */
const TOKEN_SECONDS = 4 * 3600;
const AUDIENCE = 'chuyen-de-session';

interface Deps {
  connection: Connection;
  clock: Clock;
  /** Signs tokens and seals codes; 32 bytes or more. */
  secret: string;
}

type SessionCheck =
  { ok: true; session: SessionData } | { ok: false; code: 'session_required' | 'session_expired' };

const DUPLICATE_KEY = 11_000;

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
  const spent = spentCodeModel(connection);
  const codes = makeLaunchCodes(secret);
  const key = createSecretKey(Buffer.from(secret));

  /** Uses up a code; of any number who come with it at once one passes: the store's unique index decides. */
  async function spend(id: string, expiresAt: Date): Promise<boolean> {
    try {
      await spent.collection.insertOne({ _id: id as never, expiresAt });
      return true;
    } catch (error) {
      if (error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY) return false;
      throw error;
    }
  }

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
    models: [spent],

    /** The single-use code for what a launch found. */
    issueCode: (session: SessionData): string => codes.seal(session, clock.now()),

    /** Takes a code, once; undefined when it is unknown, spent or too old. */
    async exchange(code: string): Promise<SessionGrant | undefined> {
      const opened = codes.open(code, clock.now());
      if (!opened || !(await spend(opened.id, opened.expiresAt))) return undefined;
      return grant(opened.session);
    },

    renew: grant,

    check: makeCheck(key, clock),
  };
}

export type Sessions = ReturnType<typeof makeSessions>;
