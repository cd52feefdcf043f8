import type { ItemRef, Role } from '@chuyen-de/contracts';
import type { Request, RequestHandler } from 'express';
import type { z } from 'zod';
import { makeReadJson, parseRequest, ProblemError } from '../http/index.ts';
import type { Sessions } from './make-sessions.ts';
import type { SessionData } from './session-data.ts';

/** An attempt of 500 slots with long responses stays far below. */
const BODY_BYTES = 512 * 1_024;
const readJson = makeReadJson(BODY_BYTES);

interface Shown {
  session: SessionData;
  /** Looks again whether it stands. */
  check: () => Promise<SessionData>;
}

const shownBy = new WeakMap<Request, Shown>();

/** The token by which a request proves who sends it. @see RFC 6750, 2.1 */
export const bearerOf = (authorization: string | undefined): string | undefined =>
  /^Bearer ([\w.-]+)$/.exec(authorization ?? '')?.[1];

/** Refuses requests without a valid bearer token; see `getSession`. */
export const requireSession =
  (sessions: Pick<Sessions, 'check'>): RequestHandler =>
  async (req, _res, next) => {
    const check = async (): Promise<SessionData> => {
      const checked = await sessions.check(bearerOf(req.headers.authorization));
      if (!checked.ok) throw new ProblemError({ code: checked.code });
      return checked.session;
    };
    shownBy.set(req, { session: await check(), check });
    next();
  };

/** The session of a request behind `requireSession`. */
export const getSession = (req: Request): SessionData => getShown(req).session;

function getShown(req: Request): Shown {
  const shown = shownBy.get(req);
  if (!shown) throw new ProblemError({ code: 'session_required' });
  return shown;
}

/**
 * Reads and parses the body of a request, once it is known that its sender may do what it asks for: nobody else's is
 * read. It may take so long that the session is over when it has come.
 * @throws ProblemError for a session that is over, and for what the schema refuses
 */
export async function readBody<S extends z.ZodType>(req: Request, body: S): Promise<z.output<S>> {
  const { check } = getShown(req);
  await readJson(req);
  await check();
  return parseRequest(req, { body }).body;
}

const hasRole = (session: SessionData, roles: Role[]): boolean =>
  session.roles.some((role) => roles.includes(role));

/** Refuses sessions without one of the roles. */
export const requireRole =
  (...roles: Role[]): RequestHandler =>
  (req, _res, next) => {
    if (!hasRole(getSession(req), roles)) throw new ProblemError({ code: 'not_permitted' });
    next();
  };

/** The session of a request about an item, refused when its link opens another one. */
export function getItemSession(req: Request, item: ItemRef): SessionData {
  const session = getSession(req);
  if (session.item?.kind !== item.kind || session.item.code !== item.code)
    throw new ProblemError({ code: 'not_in_this_link' });
  return session;
}
