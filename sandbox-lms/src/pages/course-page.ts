import type { Course, Link, Notice, Tool } from '../state.ts';
import { type Fragment, type Html, html } from './html.ts';
import type { Page } from './layout.ts';
import { storageFrame } from './activity-page.ts';
import { type Visit, teaches } from './visit.ts';

const NOTICES_SHOWN = 5;

function gradeLine({ platform, person, t, number }: Visit, link: Link): string {
  const { lineItems, scores } = platform.store.state;
  const item = lineItems.find(({ linkId }) => linkId === link.id);
  if (!item) return t('ungraded');
  const maximum = number(item.scoreMaximum);
  if (person?.kind !== 'learner') return t('graded', { maximum });
  const own = scores.find(({ lineItemId, personId }) => lineItemId === item.id && personId === person.id);
  const score = own?.override ?? own?.score ?? null;
  return score === null ? t('noGradeYet') : t('yourGrade', { score: number(score), maximum });
}

const activity = (visit: Visit, course: Course, link: Link, isTeacher: boolean): Html => {
  const { t } = visit;
  const here = `/courses/${course.id}/activities/${link.id}`;
  return html`<li class="activity" data-link="${link.id}">
    <div class="activity-text">
      <h3><a href="${here}">${link.title}</a></h3>
      ${link.text && html`<p class="hint">${link.text}</p>`}
      <p class="grade">${gradeLine(visit, link)}</p>
    </div>
    <div class="activity-actions">
      <a class="button" href="${here}">${t('openHere')}</a>
      <a class="button secondary" href="/launch/${link.id}?target=window" target="_blank"
        >${t('openWindow')}</a
      >
      ${
        isTeacher &&
        html`<form method="post" action="${here}/remove">
          <button class="quiet" aria-label="${t('removeNamed', { title: link.title })}">
            ${t('remove')}
          </button>
        </form>`
      }
    </div>
  </li>`;
};

const picker = ({ t }: Visit, course: Course, tool: Tool, several: boolean): Html =>
  html`<a class="button" href="/courses/${course.id}/pick/${tool.id}" data-dialog="picker"
    >${several ? t('addFrom', { tool: tool.clientName }) : t('addActivity')}</a
  >`;

function pickers(visit: Visit, course: Course): Fragment {
  const { t, platform } = visit;
  const tools = platform.store.state.tools.filter(({ state }) => state === 'active');
  if (tools.length === 0) return html`<p class="hint">${t('noTool')}</p>`;
  return html`<div class="actions">${tools.map((tool) => picker(visit, course, tool, tools.length > 1))}</div>
    ${storageFrame(platform)}
    <dialog id="picker" aria-label="${t('addActivity')}">
      <div class="dialog-head">
        <h2>${t('addActivity')}</h2>
        <button type="button" class="quiet" data-close>${t('close')}</button>
      </div>
      <iframe title="${t('addActivity')}" data-dialog-frame allow="clipboard-write"></iframe>
    </dialog>`;
}

const notice = ({ t, time }: Visit, { at, kind, text }: Notice): Html =>
  html`<li><strong>${t(kind)}:</strong> ${text} <small>${time(at)}</small></li>`;

function notices(visit: Visit, course: Course): Fragment {
  const latest = visit.platform.store.state.notices
    .filter(({ courseId }) => courseId === course.id)
    .slice(-NOTICES_SHOWN)
    .reverse();
  return (
    latest.length > 0 &&
    html`<section class="panel">
      <h2>${visit.t('notices')}</h2>
      <ul>
        ${latest.map((one) => notice(visit, one))}
      </ul>
    </section>`
  );
}

/** The person's other courses, for who is in several. */
function otherCourses({ t, platform, person }: Visit, course: Course): Fragment {
  const others = platform.store.state.courses.filter(
    ({ id, members }) => id !== course.id && members.some(({ personId }) => personId === person?.id),
  );
  return (
    others.length > 0 &&
    html`<p class="others">
      ${t('otherCourses')}:
      ${others.map(({ id, fullName }) => html`<a href="/courses/${id}">${fullName}</a> `)}
    </p>`
  );
}

/** What is placed in the course, with its ways in. */
export function coursePage(visit: Visit, course: Course, added: number | undefined): Page {
  const { t, platform } = visit;
  const isTeacher = teaches(visit.person, course);
  const links = platform.store.state.links.filter(({ courseId }) => courseId === course.id);
  const body = html`<h1>${course.fullName}</h1>
    <p class="lead">${course.shortName}</p>
    ${otherCourses(visit, course)}
    ${added !== undefined && html`<p class="flash" role="status">${t('added', { count: added })}</p>`}
    ${isTeacher && pickers(visit, course)} ${isTeacher && notices(visit, course)}
    <h2>${t('activities')}</h2>
    ${
      links.length === 0
        ? html`<p class="hint">${t('noActivities')}</p>`
        : html`<ol class="activities">
            ${links.map((link) => activity(visit, course, link, isTeacher))}
          </ol>`
    }`;
  return { title: course.fullName, body, course, scripts: ['dialog', 'storage'] };
}
