import type { OwnerKind, Scope } from '@chuyen-de/contracts';
import type { Request, RequestHandler } from 'express';
import type { z } from 'zod';
import { makeReadJson, parseRequest, readBytes, ProblemError } from '../http/index.ts';
import type { ExamPlace } from '../kernel/exam-place.ts';
import { may, ownersOfMade, type Deed } from '../policies/index.ts';
import type { SessionCheck, Sessions } from './make-sessions.ts';
import type { CurrentSession } from './session-data.ts';

/** An attempt of 500 slots with long responses stays far below. */
const BODY_BYTES = 512 * 1_024;
const readJson = makeReadJson(BODY_BYTES);

interface Shown {
  session: CurrentSession;
  /** Looks again whether it stands. */
  check: () => Promise<SessionCheck>;
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
    const token = bearerOf(req.headers.authorization);
    const check = (): Promise<SessionCheck> => sessions.check(token);
    const checked = await check();
    if (!checked.ok) throw new ProblemError({ code: checked.code });
    shownBy.set(req, { session: checked.session, check, deeds: [] });
    next();
  };

/** The session of a request behind `requireSession`. */
export const getSession = (req: Request): CurrentSession => getShown(req).session;

function getShown(req: Request): Shown {
  const shown = shownBy.get(req);
  if (!shown) throw new ProblemError({ code: 'session_required' });
  return shown;
}

/** Whether a request would be let in again, as its session is now. */
async function checkAgain({
  check,
  deeds,
}: Shown): Promise<SessionCheck | { ok: false; code: 'not_permitted' }> {
  const checked = await check();
  if (!checked.ok || deeds.every((deed) => may(checked.session, deed))) return checked;
  return { ok: false, code: 'not_permitted' };
}

/** Tells, whenever it is asked, why a request would not be let in any more; undefined as long as it would. */
export function refusalOf(req: Request): () => Promise<string | undefined> {
  const shown = getShown(req);
  return async () => {
    const checked = await checkAgain(shown);
    return checked.ok ? undefined : checked.code;
  };
}

/**
 * Reads what a request brings, once it is known that its sender may do what it asks for: nobody else's is read. It may
 * take so long that the session is over when it has come, or a role that it was let in for.
 * @throws ProblemError for a session that is over or may no more
 */
async function readAsAllowed<T>(req: Request, reading: (req: Request) => Promise<T>): Promise<T> {
  const shown = getShown(req);
  const read = await reading(req);
  const checked = await checkAgain(shown);
  if (!checked.ok) throw new ProblemError({ code: checked.code });
  shown.session = checked.session;
  return read;
}

/**
 * Reads and parses the body of a request.
 * @throws ProblemError as `readAsAllowed`, and for what the schema refuses
 */
export async function readBody<S extends z.ZodType>(req: Request, body: S): Promise<z.output<S>> {
  await readAsAllowed(req, readJson);
  return parseRequest(req, { body }).body;
}

/**
 * Reads a file that a request brings.
 * @param limit bytes
 * @throws ProblemError as `readAsAllowed`, and for one that is larger
 */
export const readFileBody = (req: Request, limit: number): Promise<Buffer> =>
  readAsAllowed(req, () => readBytes(req, limit));

/**
 * The owner of a kind for whom whoever sends a request may make exams and banks.
 * @throws ProblemError `not_permitted` where there is none
 */
export function getOwnerOfMade(req: Request, kind: OwnerKind): Scope {
  const owner = ownersOfMade(getSession(req)).find((each) => each.kind === kind);
  if (!owner) throw new ProblemError({ code: 'not_permitted' });
  return owner;
}

/** Refuses who may not do something where they came in. */
export const requireMay =
  (deed: Deed): RequestHandler =>
  (req, _res, next) => {
    const { session, deeds } = getShown(req);
    if (!may(session, deed)) throw new ProblemError({ code: 'not_permitted' });
    deeds.push(deed);
    next();
  };

type LinkSession = CurrentSession & { linkId: string };

/** The session of a request about what a link opens, refused when it came by none. */
export function getLinkSession(req: Request): LinkSession {
  const session = getSession(req);
  if (session.linkId === undefined) throw new ProblemError({ code: 'not_in_this_link' });
  return { ...session, linkId: session.linkId };
}

/** The session of a request about an exam, and where it is sat: refused when its link opens something else. */
export function getExamSession(req: Request, code: string): { session: LinkSession; place: ExamPlace } {
  const session = getLinkSession(req);
  if (session.item?.kind !== 'exam' || session.item.code !== code)
    throw new ProblemError({ code: 'not_in_this_link' });
  return { session, place: { linkId: session.linkId, examCode: code } };
}
