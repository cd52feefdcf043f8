import type { Locale } from '@chuyen-de/contracts';
import { Router, type ErrorRequestHandler, type Response } from 'express';
import { z } from 'zod';
import { escapeHtml, ProblemError, readForm, sendPage } from '../http/index.ts';
import type { Logger } from '../kernel/logger.ts';
import type { DynamicRegistration, RegistrationPlan, RegistrationRequest } from './dynamic-registration.ts';
import { PATHS } from './engine.ts';
import { localeOf } from './launch.rules.ts';
import type { RegistrationOutcome } from './registration-outcome.ts';
import { FAULTS, nextSteps, setBackBy, WORDS } from './registration-messages.ts';

interface Deps {
  publicUrl: string;
  logger: Logger;
  registration: DynamicRegistration;
}

const text = z.string().min(1).max(8_000).optional().catch(undefined);
const RegistrationParameters = z
  .object({ invitation: z.string().max(200).catch(''), openid_configuration: text, registration_token: text })
  .transform((parameters): RegistrationRequest => ({
    invitation: parameters.invitation,
    openidConfiguration: parameters.openid_configuration,
    registrationToken: parameters.registration_token,
  }));

interface Planned {
  plan: RegistrationPlan;
  request: RegistrationRequest;
}

/** The LMS alone may frame a page with a button to press: another site could have it pressed unseen. */
const framedBy = ({ plan, request }: Planned): string[] => {
  const addresses = [request.openidConfiguration ?? plan.issuer, plan.issuer, plan.authorizationEndpoint];
  return [...new Set(addresses.map((address) => new URL(address).origin))];
};

const list = (entries: string[]): string =>
  `<ul>${entries.map((entry) => `<li>${escapeHtml(entry)}</li>`).join('')}</ul>`;

const hidden = (name: string, value: string | undefined): string =>
  value === undefined ? '' : `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`;

/** An endpoint on another host than the issuer's is named as such. */
const endpointLines = (plan: RegistrationPlan, locale: Locale): string[] =>
  [plan.authorizationEndpoint, plan.tokenEndpoint, plan.keySetUrl].map((endpoint) =>
    new URL(endpoint).host === new URL(plan.issuer).host
      ? endpoint
      : `${endpoint} (${WORDS[locale].otherHost})`,
  );

function sendConfirmation(
  res: Response,
  { plan, request }: Planned,
  { action, locale }: { action: string; locale: Locale },
): void {
  const words = WORDS[locale];
  sendPage(res, 200, {
    locale,
    title: words.confirmTitle,
    paragraphs: [words.confirmText, ...(plan.known ? [words.known] : [])],
    frameAncestors: framedBy({ plan, request }),
    bodyHtml: `<dl><dt>${words.issuer}</dt><dd>${escapeHtml(plan.issuer)}</dd>
<dt>${words.product}</dt><dd>${escapeHtml([plan.family, plan.version].join(' ').trim())}</dd></dl>
<p>${words.endpoints}:</p>${list(endpointLines(plan, locale))}<p>${words.asks}:</p>${list(words.asked)}
<form method="post" action="${escapeHtml(action)}">${hidden('invitation', request.invitation)}${hidden('openid_configuration', request.openidConfiguration)}${hidden('registration_token', request.registrationToken)}<button>${words.confirm}</button></form>`,
  });
}

/** The message by which the LMS closes the frame or window; it carries nothing, so anyone may hear it. */
const CLOSE_SCRIPT = `document.getElementById('close').addEventListener('click', () => {
  (window.opener || window.parent).postMessage({ subject: 'org.imsglobal.lti.close' }, '*');
});`;

interface Told {
  title: string;
  paragraphs: string[];
  listed: string;
}

/** What a new registration leaves to do, or what of an old one is different now. */
function toldOf(outcome: RegistrationOutcome, family: string, locale: Locale): Told {
  const words = WORDS[locale];
  if (outcome.kind === 'registered') {
    const steps = nextSteps(family, locale).map((step) => `<li>${escapeHtml(step)}</li>`);
    return { title: words.doneTitle, paragraphs: [words.doneText], listed: `<ol>${steps.join('')}</ol>` };
  }
  const { active, changes } = outcome;
  const setBack = setBackBy(family, locale);
  const lines = changes.map(
    ({ part, before, after }) =>
      `${words.parts[part]}: ${before === undefined ? after : `${before} → ${after}`}`,
  );
  return {
    title: words.updatedTitle,
    paragraphs: [
      active ? words.updatedText : words.updatedOff,
      ...(setBack === undefined ? [] : [setBack]),
      lines.length === 0 ? words.nothingChanged : words.changed,
    ],
    listed: lines.length === 0 ? '' : list(lines),
  };
}

function sendDone(
  res: Response,
  { plan, request, outcome }: Planned & { outcome: RegistrationOutcome },
  locale: Locale,
): void {
  const { title, paragraphs, listed } = toldOf(outcome, plan.family, locale);
  sendPage(res, 200, {
    locale,
    title,
    paragraphs,
    frameAncestors: framedBy({ plan, request }),
    bodyHtml: `${listed}<button id="close" type="button">${WORDS[locale].close}</button>`,
    script: CLOSE_SCRIPT,
  });
}

/** Dynamic registration: shows what would be registered, registers when that is confirmed. */
export function registrationRoutes({ publicUrl, logger, registration }: Deps): Router {
  const router = Router();

  const refuse = (
    res: Response,
    reason: keyof typeof FAULTS,
    detail: string | undefined,
    locale: Locale,
  ): void => {
    logger.warn(
      { reason, detail, requestId: res.locals['requestId'] as string | undefined },
      'registration refused',
    );
    sendPage(res, reason.startsWith('invitation_') ? 403 : 400, {
      locale,
      title: WORDS[locale].refused,
      paragraphs: [FAULTS[reason][locale], ...(detail === undefined ? [] : [`(${reason}: ${detail})`])],
    });
  };

  router.get(PATHS.register, async (req, res) => {
    const locale = localeOf(req.headers['accept-language']);
    const request = RegistrationParameters.parse(req.query);
    const planned = await registration.plan(request);
    if (!planned.ok) refuse(res, planned.reason, planned.detail, locale);
    else {
      const action = `${publicUrl}${PATHS.register}`;
      sendConfirmation(res, { plan: planned.plan, request }, { action, locale });
    }
  });

  router.post(PATHS.register, readForm, async (req, res) => {
    const locale = localeOf(req.headers['accept-language']);
    const request = RegistrationParameters.parse(req.body ?? {});
    const done = await registration.register(request);
    if (!done.ok) refuse(res, done.reason, done.detail, locale);
    else {
      logger.info({ issuer: done.plan.issuer, family: done.plan.family }, `platform ${done.outcome.kind}`);
      sendDone(res, { ...done, request }, locale);
    }
  });

  const formFault: ErrorRequestHandler = (error: unknown, req, res, next) => {
    if (!(error instanceof ProblemError)) next(error);
    else {
      res.set(error.headers);
      refuse(res, 'configuration_missing', error.problem.code, localeOf(req.headers['accept-language']));
    }
  };
  router.use(PATHS.register, formFault);

  return router;
}
