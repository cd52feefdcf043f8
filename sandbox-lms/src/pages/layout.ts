import type { Response } from 'express';
import { fullName } from '../launch/custom-parameters.ts';
import type { Course } from '../state.ts';
import { CONTENT_SECURITY_POLICY } from './form-post-page.ts';
import { type Fragment, type Html, html } from './html.ts';
import { type Visit, teaches } from './visit.ts';

export interface Page {
  title: string;
  body: Fragment;
  course?: Course;
  /** Names of own scripts that the page needs. */
  scripts?: string[];
  /** The tool takes the whole width, and the header stays small. */
  wide?: boolean;
  status?: number;
}

const initials = (name: string): string =>
  name
    .split(' ')
    .map((word) => word[0] ?? '')
    .slice(-2)
    .join('');

const tab = (visit: Visit, href: string, label: string): Html =>
  html`<a href="${href}" ${visit.path.split('?')[0] === href && html`aria-current="page"`}>${label}</a>`;

function navigation(visit: Visit, course: Course | undefined): Fragment {
  const { person, t } = visit;
  if (!person) return false;
  const base = course && `/courses/${course.id}`;
  const own = course && !teaches(person, course);
  return html`<nav class="tabs" aria-label="${course?.fullName ?? t('brand')}">
    ${base && tab(visit, base, t('course'))}
    ${base && tab(visit, `${base}/gradebook`, own ? t('myGrades') : t('gradebook'))}
    ${base && !own && tab(visit, `${base}/roster`, t('roster'))}
    ${person.kind === 'administrator' && tab(visit, '/administration', t('administration'))}
  </nav>`;
}

const whoAmI = ({ person, t }: Visit): Fragment =>
  person &&
  html`<a class="me" href="/" title="${t('changePerson')}">
    <span class="avatar ${person.kind}" aria-hidden="true">${initials(fullName(person))}</span>
    <span class="me-name">${fullName(person)}<small>${t(person.kind)} · ${t('changePerson')}</small></span>
  </a>`;

const languageSwitch = ({ locale, path, t }: Visit): Html => {
  const other = locale === 'vi' ? 'en' : 'vi';
  return html`<form method="post" action="/language">
    <input type="hidden" name="back" value="${path}" />
    <button class="quiet" name="locale" value="${other}" lang="${other}">${t('switchLanguage')}</button>
  </form>`;
};

/** The frame of every page. */
export function sendPage(res: Response, visit: Visit, page: Page): void {
  const { t, locale, platform } = visit;
  const storage = platform.storage === 'parent' ? 'here' : platform.storage;
  const text = html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${page.title} · ${t('brand')}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/assets/pages.css" />
        ${(page.scripts ?? []).map((name) => html`<script src="/assets/${name}.js" defer></script>`)}
      </head>
      <body class="${page.wide ? 'wide' : ''}" data-storage="${storage}">
        <a class="skip" href="#main">${t('skip')}</a>
        <header class="top">
          <a class="brand" href="/"><span class="mark" aria-hidden="true">S</span>${t('brand')}</a>
          ${navigation(visit, page.course)}
          <div class="top-end">${languageSwitch(visit)} ${whoAmI(visit)}</div>
        </header>
        <main id="main" tabindex="-1">${page.body}</main>
        ${!page.wide && html`<footer>${t('tagline')}</footer>`}
      </body>
    </html>`;
  res
    .status(page.status ?? 200)
    .set('Content-Security-Policy', CONTENT_SECURITY_POLICY)
    .set('X-Content-Type-Options', 'nosniff')
    .set('Cache-Control', 'no-store')
    .type('html')
    .send(text.text);
}

/** A page that says what is the matter, with a way on. */
export function sendMessage(
  res: Response,
  visit: Visit,
  { title, text = '', status }: { title: string; text?: string; status: number },
): void {
  const body = html`<section class="panel">
    <h1>${title}</h1>
    ${text && html`<p>${text}</p>`}
    <p><a class="button" href="/" target="_top">${visit.t('backHome')}</a></p>
  </section>`;
  sendPage(res, visit, { title, body, status });
}
