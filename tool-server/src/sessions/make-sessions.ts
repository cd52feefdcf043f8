import type { SessionGrant } from '@chuyen-de/contracts';
import { LRUCache } from 'lru-cache';
import type { Connection } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import type { HeldRole } from '../policies/index.ts';
import { publicSession, type CurrentSession, type SessionData } from './session-data.ts';
import { makeInsertTogether } from '../storage/index.ts';
import { makeSessionSeal, type SealedSession, type SessionSeal } from './session-seal.ts';
import { spentCodeModel } from './spent-code.model.ts';

/** Long enough for a slow phone to load the page that exchanges it. */
const CODE_SECONDS = 180;
/** A session ends this long after its last renewal: an exam of three hours may pass with a phone asleep. */
const TOKEN_SECONDS = 4 * 3600;
/** And this long after its launch however often it is renewed: the longest day of exams. */
export const SESSION_MS = 12 * 3_600_000;

interface Deps {
  connection: Connection;
  clock: Clock;
  /** Seals codes and tokens; 32 bytes or more. */
  secret: string;
  /**
   * Whether what a launch said holds still: its platform is on, its person has the same roles. `atOnce` asks the
   * store anew instead of what was read a moment ago.
   */
  holds: (launched: Launched, options?: AtOnce) => Promise<boolean>;
  /** The roles of the tool that somebody holds now; `atOnce` as in `holds`. Absent: none are granted. */
  heldBy?: (personId: string, options?: AtOnce) => Promise<readonly HeldRole[]>;
}

interface AtOnce {
  atOnce: boolean;
}

const NOBODY_HOLDS: NonNullable<Deps['heldBy']> = () => Promise.resolve([]);

/** What a launch said, and when. */
export interface Launched {
  session: SessionData;
  launchedAt: Date;
}

type Refused = { ok: false; code: 'session_required' | 'session_expired' | 'session_ended' };
type Exchanged =
  | { ok: true; grant: SessionGrant; session: CurrentSession }
  | { ok: false; code: 'launch_code_spent' | 'session_ended' };
export type SessionCheck = { ok: true; session: CurrentSession } | Refused;

type Sealed = Omit<SealedSession, 'id'>;

/** Makes bearer tokens and checks them; `atOnce` as in `holds`. */
function makeTokens(tokens: SessionSeal, { clock, holds }: Deps) {
  // A token is checked many times a minute during an exam, and needs opening once; one made here, not at all.
  const opened = new LRUCache<string, Sealed>({ max: 10_000 });

  return {
    seal(sealed: Sealed): string {
      const token = tokens.seal(sealed);
      opened.set(token, sealed);
      return token;
    },

    async check(
      token: string | undefined,
      options?: AtOnce,
    ): Promise<{ ok: true; sealed: Sealed } | Refused> {
      const known = token === undefined ? undefined : (opened.get(token) ?? tokens.open(token));
      if (token === undefined || !known) return { ok: false, code: 'session_required' };
      opened.set(token, known);
      if (known.expiresAt <= clock.now()) return { ok: false, code: 'session_expired' };
      if (!(await holds(known, options))) return { ok: false, code: 'session_ended' };
      return { ok: true, sealed: known };
    },
  };
}

const inSeconds = (clock: Clock, seconds: number): Date => new Date(clock.now().getTime() + seconds * 1_000);

/** Uses up a code; of any number who come with it at once one passes: the store's unique index decides. */
const makeSpendCode = (spent: ReturnType<typeof spentCodeModel>) => {
  const insert = makeInsertTogether(spent);
  return ({ id, expiresAt }: SealedSession): Promise<boolean> => insert({ _id: id, expiresAt });
};

/**
 * Our own sessions after a launch: a single-use code travels in the address once, the browser exchanges it
 * for a bearer token, and no cookie is needed from then on (third-party cookies are blocked in many frames).
 * Both hold the session, sealed: a launch whose browser never comes leaves nothing in the store.
 */
export function makeSessions(deps: Deps) {
  const { connection, clock, secret, holds, heldBy = NOBODY_HOLDS } = deps;
  const spent = spentCodeModel(connection);
  const spendCode = makeSpendCode(spent);
  const codes = makeSessionSeal(secret, 'launch codes');
  const tokens = makeTokens(makeSessionSeal(secret, 'session tokens'), deps);

  const withRoles = async (session: SessionData, options?: AtOnce): Promise<CurrentSession> => ({
    ...session,
    held: await heldBy(session.personId, options),
  });

  function grantOf({ session, launchedAt }: Launched, { held }: Pick<CurrentSession, 'held'>): SessionGrant {
    const left = launchedAt.getTime() + SESSION_MS - clock.now().getTime();
    const seconds = Math.min(TOKEN_SECONDS, Math.floor(left / 1_000));
    return {
      token: tokens.seal({ session, launchedAt, expiresAt: inSeconds(clock, seconds) }),
      expiresIn: seconds,
      session: publicSession({ ...session, held }),
    };
  }

  return {
    models: [spent],

    /** The single-use code for what a launch found. */
    issueCode: (session: SessionData): string =>
      codes.seal({ session, launchedAt: clock.now(), expiresAt: inSeconds(clock, CODE_SECONDS) }),

    /**
     * Takes a code, once: `launch_code_spent` when it is unknown, spent, or too old. What it says may hold no more:
     * then it stays unspent, so that whoever comes with it again is told the same.
     */
    async exchange(code: string): Promise<Exchanged> {
      const spentOrUnknown = { ok: false, code: 'launch_code_spent' } as const;
      const opened = codes.open(code);
      if (!opened || opened.expiresAt <= clock.now()) return spentOrUnknown;
      const [stands, session] = await Promise.all([
        holds(opened, { atOnce: true }),
        withRoles(opened.session, { atOnce: true }),
      ]);
      if (!stands) return { ok: false, code: 'session_ended' };
      return (await spendCode(opened))
        ? { ok: true, grant: grantOf(opened, session), session }
        : spentOrUnknown;
    },

    /** A session that begins now, of somebody who holds no role of the tool yet. */
    begin: (session: SessionData): SessionGrant =>
      grantOf({ session, launchedAt: clock.now() }, { held: [] }),

    /** A token's session, for longer: asks anew whether what its launch said holds still. */
    async renew(token: string | undefined): Promise<{ ok: true; grant: SessionGrant } | Refused> {
      const checked = await tokens.check(token, { atOnce: true });
      if (!checked.ok) return checked;
      const { sealed } = checked;
      return { ok: true, grant: grantOf(sealed, await withRoles(sealed.session, { atOnce: true })) };
    },

    /** Whose token it is. */
    async check(token: string | undefined): Promise<SessionCheck> {
      const checked = await tokens.check(token);
      return checked.ok ? { ok: true, session: await withRoles(checked.sealed.session) } : checked;
    },
  };
}

export type Sessions = ReturnType<typeof makeSessions>;
