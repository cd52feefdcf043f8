import type { ItemRef } from '@chuyen-de/contracts';
import type { Request, RequestHandler } from 'express';
import type { z } from 'zod';
import { makeReadJson, parseRequest, ProblemError } from '../http/index.ts';
import { may, type Deed } from '../policies/index.ts';
import type { Sessions } from './make-sessions.ts';
import type { CurrentSession } from './session-data.ts';

/** An attempt of 500 slots with long responses stays far below. */
const BODY_BYTES = 512 * 1_024;
const readJson = makeReadJson(BODY_BYTES);

interface Shown {
  session: CurrentSession;
  /** Looks again whether it stands. */
  check: () => Promise<CurrentSession>;
  /** What the request has been let in for. */
  deeds: Deed[];
}

const shownBy = new WeakMap<Request, Shown>();

/** The token by which a request proves who sends it. @see RFC 6750, 2.1 */
export const bearerOf = (authorization: string | undefined): string | undefined =>
  /^Bearer ([\w.-]+)$/.exec(authorization ?? '')?.[1];

/** Refuses requests without a valid bearer token; see `getSession`. */
export const requireSession =
  (sessions: Pick<Sessions, 'check'>): RequestHandler =>
  async (req, _res, next) => {
    const check = async (): Promise<CurrentSession> => {
      const checked = await sessions.check(bearerOf(req.headers.authorization));
      if (!checked.ok) throw new ProblemError({ code: checked.code });
      return checked.session;
    };
    shownBy.set(req, { session: await check(), check, deeds: [] });
    next();
  };

/** The session of a request behind `requireSession`. */
export const getSession = (req: Request): CurrentSession => getShown(req).session;

function getShown(req: Request): Shown {
  const shown = shownBy.get(req);
  if (!shown) throw new ProblemError({ code: 'session_required' });
  return shown;
}

function refuseUnlessMay(session: CurrentSession, deed: Deed): void {
  if (!may(session, deed)) throw new ProblemError({ code: 'not_permitted' });
}

/**
 * Reads and parses the body of a request, once it is known that its sender may do what it asks for: nobody else's is
 * read. It may take so long that the session is over when it has come, or a role that it was let in for.
 * @throws ProblemError for a session that is over or may no more, and for what the schema refuses
 */
export async function readBody<S extends z.ZodType>(req: Request, body: S): Promise<z.output<S>> {
  const shown = getShown(req);
  await readJson(req);
  shown.session = await shown.check();
  for (const deed of shown.deeds) refuseUnlessMay(shown.session, deed);
  return parseRequest(req, { body }).body;
}

/** Refuses who may not do something where they came in. */
export const requireMay =
  (deed: Deed): RequestHandler =>
  (req, _res, next) => {
    const { session, deeds } = getShown(req);
    refuseUnlessMay(session, deed);
    deeds.push(deed);
    next();
  };

/** The session of a request about an item, refused when its link opens another one. */
export function getItemSession(req: Request, item: ItemRef): CurrentSession {
  const session = getSession(req);
  if (session.item?.kind !== item.kind || session.item.code !== item.code)
    throw new ProblemError({ code: 'not_in_this_link' });
  return session;
}
