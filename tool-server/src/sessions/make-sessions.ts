import type { SessionGrant } from '@chuyen-de/contracts';
import { LRUCache } from 'lru-cache';
import type { Connection } from 'mongoose';
import type { Clock } from '../clock.ts';
import { publicSession, type SessionData } from './session-data.ts';
import { isDuplicateKey } from '../storage/index.ts';
import { makeSessionSeal, type SealedSession, type SessionSeal } from './session-seal.ts';
import { spentCodeModel } from './spent-code.model.ts';

/** Long enough for a slow phone to load the page that exchanges it. */
const CODE_SECONDS = 180;
/** A session ends this long after its last renewal: an exam of three hours may pass with a phone asleep. */
const TOKEN_SECONDS = 4 * 3600;

interface Deps {
  connection: Connection;
  clock: Clock;
  /** Seals codes and tokens; 32 bytes or more. */
  secret: string;
}

type SessionCheck =
  { ok: true; session: SessionData } | { ok: false; code: 'session_required' | 'session_expired' };

const inSeconds = (clock: Clock, seconds: number): Date => new Date(clock.now().getTime() + seconds * 1_000);

/** Makes the check of a bearer token. */
function makeCheck(tokens: SessionSeal, clock: Clock) {
  // A token is checked many times a minute during an exam, and needs opening once.
  const opened = new LRUCache<string, SealedSession>({ max: 10_000 });

  return (token: string | undefined): SessionCheck => {
    const known = token === undefined ? undefined : (opened.get(token) ?? tokens.open(token));
    if (token === undefined || !known) return { ok: false, code: 'session_required' };
    opened.set(token, known);
    if (known.expiresAt <= clock.now()) return { ok: false, code: 'session_expired' };
    return { ok: true, session: known.session };
  };
}

/** Uses up a code; of any number who come with it at once one passes: the store's unique index decides. */
const makeSpendCode =
  ({ collection }: ReturnType<typeof spentCodeModel>) =>
  async ({ id, expiresAt }: SealedSession): Promise<boolean> => {
    try {
      await collection.insertOne({ _id: id as never, expiresAt });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  };

/**
 * Our own sessions after a launch: a single-use code travels in the address once, the browser exchanges it
 * for a bearer token, and no cookie is needed from then on (third-party cookies are blocked in many frames).
 * Both hold the session, sealed: a launch whose browser never comes leaves nothing in the store.
 */
export function makeSessions({ connection, clock, secret }: Deps) {
  const spent = spentCodeModel(connection);
  const spendCode = makeSpendCode(spent);
  const codes = makeSessionSeal(secret, 'launch codes');
  const tokens = makeSessionSeal(secret, 'session tokens');

  const renew = (session: SessionData): SessionGrant => ({
    token: tokens.seal(session, inSeconds(clock, TOKEN_SECONDS)),
    expiresIn: TOKEN_SECONDS,
    session: publicSession(session),
  });

  return {
    models: [spent],

    /** The single-use code for what a launch found. */
    issueCode: (session: SessionData): string => codes.seal(session, inSeconds(clock, CODE_SECONDS)),

    /** Takes a code, once; undefined when it is unknown, spent or too old. */
    async exchange(code: string): Promise<SessionGrant | undefined> {
      const opened = codes.open(code);
      if (!opened || opened.expiresAt <= clock.now() || !(await spendCode(opened))) return undefined;
      return renew(opened.session);
    },

    renew,

    check: makeCheck(tokens, clock),
  };
}

export type Sessions = ReturnType<typeof makeSessions>;
