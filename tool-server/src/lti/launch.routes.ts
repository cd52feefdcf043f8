import { Router, type ErrorRequestHandler, type Request, type RequestHandler, type Response } from 'express';
import type { Emit } from '../kernel/events.ts';
import { ProblemError, readForm } from '../http/index.ts';
import type { Logger } from '../kernel/logger.ts';
import type { BegunLogin } from './begin-login.ts';
import type { CheckedLaunch } from './check-launch.ts';
import type { makeCompleteLaunch } from './complete-launch.ts';
import { PATHS } from './engine.ts';
import { sendCheckPage, sendProofPage, sendRefusal } from './launch-pages.ts';
import { localeOf } from './launch.rules.ts';
import { tokenNames } from './launch-names.ts';
import type { LaunchState, LaunchStates } from './launch-state.ts';
import type { Platforms } from './platforms.ts';
import { proofCookie, readProofCookie, trialCookie } from './proof-cookie.ts';
import type { Refusal } from './refusals.ts';

interface Deps {
  publicUrl: string;
  logger: Logger;
  emit: Emit;
  states: LaunchStates;
  platforms: Platforms;
  beginLogin: (parameters: unknown) => Promise<BegunLogin | Refusal>;
  checkLaunch: (idToken: string, state: LaunchState) => Promise<CheckedLaunch | Refusal>;
  completeLaunch: ReturnType<typeof makeCompleteLaunch>;
}

type LaunchFields = Record<'id_token' | 'state' | 'proof' | 'error', string | undefined>;

const FRAMES = new Set(['iframe', 'frame', 'embed', 'object']);

/** What the platform or a page of ours posted; a field given twice counts as absent. */
function fieldsOf(req: Request): LaunchFields {
  const body = (req.body ?? {}) as Record<string, unknown>;
  const field = (name: string): string | undefined => {
    const value = body[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  return { id_token: field('id_token'), state: field('state'), proof: field('proof'), error: field('error') };
}

/**
 * Whether a form was sent by a page of ours. A proof from platform storage is only as good as the page that
 * read it: whoever began a login knows its proof and could post it from anywhere.
 */
function isOwnPage(req: Request, publicUrl: string): boolean {
  const site = req.headers['sec-fetch-site'];
  return site === undefined ? req.headers.origin === new URL(publicUrl).origin : site === 'same-origin';
}

const requestLocale = (req: Request) => localeOf(req.headers['accept-language']);

const isInFrame = (req: Request): boolean => FRAMES.has(String(req.headers['sec-fetch-dest']));

/** Logs and counts a refusal, with what the launch says of itself and where it came from, and answers its page. */
function makeRefuse({ logger, emit, publicUrl }: Pick<Deps, 'logger' | 'emit' | 'publicUrl'>) {
  return (req: Request, res: Response, refusal: Refusal): void => {
    const { reason, detail, platformId, names } = refusal;
    const requestId = res.locals['requestId'] as string | undefined;
    logger.warn({ reason, detail, platformId, ...names, address: req.ip, requestId }, 'launch refused');
    emit({ kind: 'launch-refused', reason });
    sendRefusal(res, refusal, { locale: requestLocale(req), inFrame: isInFrame(req), publicUrl });
  };
}

function loginHandler(deps: Deps, refuse: ReturnType<typeof makeRefuse>): RequestHandler {
  const { publicUrl, beginLogin } = deps;
  return async (req, res) => {
    const login = await beginLogin(req.method === 'GET' ? req.query : req.body);
    if (!login.ok) {
      refuse(req, res, login);
      return;
    }
    res.setHeader('Cache-Control', 'no-store');
    res.append('Set-Cookie', proofCookie(publicUrl, login.state, login.proof));
    if (isInFrame(req) || login.state.storageTarget !== undefined) {
      const page = {
        locale: requestLocale(req),
        publicUrl,
        authorizationEndpoint: login.redirectTo,
        state: login.state,
      };
      sendCheckPage(res, login, page, trialCookie(publicUrl));
    } else res.redirect(302, login.redirectTo);
  };
}

/** Sees whether this browser began the login; where only the LMS's storage can tell, asks it by a page. */
async function bindBrowser(
  req: Request,
  res: Response,
  { publicUrl, states, platforms }: Deps,
  { state, fields }: { state: LaunchState; fields: LaunchFields },
): Promise<'bound' | 'asking' | Refusal> {
  if (states.isProof(state, readProofCookie(req.headers.cookie, state))) return 'bound';
  const refusal: Refusal = { ok: false, reason: 'other_browser', platformId: state.platformId };
  if (state.storageTarget === undefined) return refusal;
  const body = (req.body ?? {}) as Record<string, unknown>;
  if ('proof' in body)
    return isOwnPage(req, publicUrl) && states.isProof(state, fields.proof) ? 'bound' : refusal;
  const platform = await platforms.find(state.platformId);
  if (!platform) return { ok: false, reason: 'unknown_platform', platformId: state.platformId };
  const page = {
    locale: requestLocale(req),
    publicUrl,
    authorizationEndpoint: platform.authorizationEndpoint,
    state,
  };
  sendProofPage(res, page, { state: fields.state ?? '', idToken: fields.id_token ?? '' });
  return 'asking';
}

function launchHandler(deps: Deps, refuse: ReturnType<typeof makeRefuse>): RequestHandler {
  const { publicUrl, states, logger, emit, checkLaunch, completeLaunch } = deps;
  return async (req, res) => {
    const fields = fieldsOf(req);
    if (fields.error !== undefined) {
      const detail = /^[a-z_]{1,60}$/.test(fields.error) ? fields.error : 'other';
      refuse(req, res, { ok: false, reason: 'platform_error', detail });
      return;
    }
    if (fields.id_token === undefined || fields.state === undefined) {
      refuse(req, res, { ok: false, reason: 'missing_token' });
      return;
    }
    const names = tokenNames(fields.id_token);
    const begun = states.check(fields.state);
    if (!begun.ok) {
      refuse(req, res, { ...begun, names });
      return;
    }
    const { state } = begun;
    const binding = await bindBrowser(req, res, deps, { state, fields });
    if (binding === 'asking') return;
    const checked = binding === 'bound' ? await checkLaunch(fields.id_token, state) : binding;
    const done = checked.ok ? await completeLaunch(req, res, checked, state) : checked;
    if (!done.ok) {
      refuse(req, res, { ...done, names });
      return;
    }
    logger.info({ platformId: state.platformId, message: done.launch.message }, 'launched');
    emit({ kind: 'launch-accepted', message: done.launch.message });
    res.setHeader('Cache-Control', 'no-store');
    res.redirect(303, `${publicUrl}/app/start?code=${done.code}`);
  };
}

/** A form that is too large or no form at all is answered by a page: it comes from a browser. */
const formFaultHandler =
  (refuse: ReturnType<typeof makeRefuse>): ErrorRequestHandler =>
  (error: unknown, req, res, next) => {
    if (!(error instanceof ProblemError)) next(error);
    else {
      res.set(error.headers);
      refuse(req, res, { ok: false, reason: 'malformed_form', detail: error.problem.code });
    }
  };

/** Login initiation and launch. */
export function launchRoutes(deps: Deps): Router {
  const router = Router();
  const refuse = makeRefuse(deps);
  router.get(PATHS.login, loginHandler(deps, refuse));
  router.post(PATHS.login, readForm, loginHandler(deps, refuse));
  router.post(PATHS.launch, readForm, launchHandler(deps, refuse));
  router.get(PATHS.launch, (req, res) => {
    refuse(req, res, { ok: false, reason: 'missing_token' });
  });
  router.use([PATHS.login, PATHS.launch], formFaultHandler(refuse));
  return router;
}
