import type { ItemRef, Role } from '@chuyen-de/contracts';
import type { Request, RequestHandler } from 'express';
import { ProblemError } from '../http/index.ts';
import type { Sessions } from './make-sessions.ts';
import type { SessionData } from './session-data.ts';

const sessionOf = new WeakMap<Request, SessionData>();

/** The token by which a request proves who sends it. @see RFC 6750, 2.1 */
export const bearerOf = (authorization: string | undefined): string | undefined =>
  /^Bearer ([\w.-]+)$/.exec(authorization ?? '')?.[1];

/** Refuses requests without a valid bearer token; see `getSession`. */
export const requireSession =
  (sessions: Pick<Sessions, 'check'>): RequestHandler =>
  async (req, _res, next) => {
    const checked = await sessions.check(bearerOf(req.headers.authorization));
    if (!checked.ok) throw new ProblemError({ code: checked.code });
    sessionOf.set(req, checked.session);
    next();
  };

/** The session of a request behind `requireSession`. */
export function getSession(req: Request): SessionData {
  const session = sessionOf.get(req);
  if (!session) throw new ProblemError({ code: 'session_required' });
  return session;
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
