import { randomUUID } from 'node:crypto';
import type { Locale } from '@chuyen-de/contracts';
import type { Response } from 'express';
import { escapeHtml, sendPage } from '../http/index.ts';
import type { BegunLogin } from './begin-login.ts';
import { BROWSER_CHECK_SCRIPT } from './browser-check.script.ts';
import { PATHS } from './engine.ts';
import { REFUSAL_PAGES, WORDS } from './launch-messages.ts';
import { proofName, type LaunchState } from './launch-state.ts';
import { REFUSALS, type Refusal } from './refusals.ts';

/**
 * The LMS's return address, with the reason for its log and a message to show. Not so from a frame: the message
 * was read there already, and Moodle would show it in the frame again, with no way on to the course.
 * @see LTI 1.3, 6.2.7
 */
function wayBack(
  returnUrl: string,
  { message, reason, inFrame }: { message: string; reason: string; inFrame: boolean },
): string {
  const url = new URL(returnUrl);
  if (!inFrame) url.searchParams.set('lti_errormsg', message);
  url.searchParams.set('lti_errorlog', reason);
  return url.href;
}

/** The readable page of a refused login or launch, with the way back where the LMS named one. */
export function sendRefusal(
  res: Response,
  { reason, returnUrl, names }: Refusal,
  { locale, inFrame, publicUrl }: { locale: Locale; inFrame: boolean; publicUrl: string },
): void {
  const [status, kind] = REFUSALS[reason];
  const { title, paragraphs } = REFUSAL_PAGES[kind][locale];
  const words = WORDS[locale];
  sendPage(res, status, {
    locale,
    title,
    paragraphs: [
      ...paragraphs,
      // Whoever registered the tool sees by both which of the two is wrong.
      ...(kind === 'other_address' ? [`LMS: ${names?.target ?? '?'}`, `PUBLIC_URL: ${publicUrl}`] : []),
      `${words.code}: ${reason}`,
    ],
    ...(returnUrl !== undefined && {
      actions: [
        { label: words.back, href: wayBack(returnUrl, { message: title, reason, inFrame }), target: '_top' },
      ],
    }),
  });
}

const dataAttributes = (values: Record<string, string>): string =>
  Object.entries(values)
    .map(([name, value]) => `data-${name}="${escapeHtml(value)}"`)
    .join(' ');

interface CheckPage {
  locale: Locale;
  publicUrl: string;
  authorizationEndpoint: string;
  state: LaunchState;
}

const storageTask = ({ state, authorizationEndpoint }: CheckPage): Record<string, string> => ({
  message: randomUUID(),
  key: proofName(state),
  origin: new URL(authorizationEndpoint).origin,
  ...(state.storageTarget !== undefined && { storage: state.storageTarget }),
});

/**
 * The page between login and launch in a frame: stores the proof with the LMS where it offers that, and finds
 * out whether cookies work *before* the LMS is asked, since its login hint may work only once.
 */
export function sendCheckPage(res: Response, login: BegunLogin, page: CheckPage, cookie: string): void {
  const words = WORDS[page.locale];
  const task = {
    ...storageTask(page),
    step: 'put',
    value: login.proof,
    next: login.redirectTo,
    cookie,
    blocked: words.blocked.title,
  };
  const newWindow = `<a class="action" target="_blank" rel="noopener" href="${escapeHtml(
    `${page.publicUrl}${PATHS.login}?${login.again.toString()}`,
  )}">${escapeHtml(words.newWindow)}</a>`;
  const blocked = words.blocked.paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join('');
  sendPage(res, 200, {
    locale: page.locale,
    title: words.opening,
    paragraphs: [],
    bodyHtml: `<div id="task" ${dataAttributes(task)}></div><p id="waiting">${escapeHtml(words.oneMoment)}</p>
<div id="blocked" role="alert" hidden>${blocked}${newWindow}</div>
<noscript>${newWindow}</noscript>`,
    script: BROWSER_CHECK_SCRIPT,
  });
}

/** A launch without its cookie, from an LMS with platform storage: fetches the proof from there. */
export function sendProofPage(
  res: Response,
  page: CheckPage,
  launch: { state: string; idToken: string },
): void {
  const field = (name: string, value: string, id = ''): string =>
    `<input type="hidden" name="${name}"${id && ` id="${id}"`} value="${escapeHtml(value)}">`;
  // The form's own origin has to be visible to the server: a proof counts from our own page only.
  res.setHeader('Referrer-Policy', 'same-origin');
  sendPage(res, 200, {
    locale: page.locale,
    title: WORDS[page.locale].opening,
    paragraphs: [WORDS[page.locale].oneMoment],
    bodyHtml: `<div id="task" ${dataAttributes({ ...storageTask(page), step: 'get' })}></div>
<form id="form" method="post" action="${escapeHtml(`${page.publicUrl}${PATHS.launch}`)}">${field('state', launch.state)}${field('id_token', launch.idToken)}${field('proof', '', 'proof')}</form>`,
    script: BROWSER_CHECK_SCRIPT,
  });
}
