import { type GradebookRow, readGradebook } from '../gradebook.ts';
import { fullName } from '../launch/custom-parameters.ts';
import { findPerson } from '../platform.ts';
import type { Course, LineItem, Person, ScorePost } from '../state.ts';
import { byName } from './entrance-page.ts';
import { type Html, html } from './html.ts';
import type { Page } from './layout.ts';
import { type Visit, teaches } from './visit.ts';

const POSTS_SHOWN = 30;

const learnersOf = ({ platform }: Visit, course: Course): Person[] =>
  course.members
    .flatMap(({ personId, role }) => (role === 'learner' ? (findPerson(platform, personId) ?? []) : []))
    .sort(byName);

const rowKey = (personId: string, lineItemId: string): string => `${personId} ${lineItemId}`;

function cell({ t, number, time }: Visit, row: GradebookRow | undefined): Html {
  if (!row) return html`<td class="none"><span aria-label="${t('noScore')}">–</span></td>`;
  const details = `${time(row.timestamp)} · ${row.activityProgress} · ${row.gradingProgress}`;
  return html`<td
    title="${details}"
    data-person="${row.personId}"
    data-line-item="${row.lineItemId}"
    data-score="${row.score ?? ''}"
  >
    ${row.score === null ? html`<span aria-label="${t('noScore')}">–</span>` : number(row.score)}
    ${row.overridden && html`<small>${t('overridden')}</small>`}
  </td>`;
}

function classTable(visit: Visit, course: Course): Html {
  const { t, number, platform } = visit;
  const { lineItems, rows } = readGradebook(platform, course.id);
  if (lineItems.length === 0) return html`<p class="hint">${t('noColumns')}</p>`;
  const cells = new Map(rows.map((row) => [rowKey(row.personId, row.lineItemId), row]));
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${t('gradebook')}">
    <table class="grades">
      <thead>
        <tr>
          <th scope="col">${t('person')}</th>
          ${lineItems.map(
            (item) => html`<th scope="col">${item.label}<small>/${number(item.scoreMaximum)}</small></th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${learnersOf(visit, course).map(
          (person) =>
            html`<tr>
              <th scope="row">${fullName(person)}</th>
              ${lineItems.map((item) => cell(visit, cells.get(rowKey(person.id, item.id))))}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

const postRow = ({ t, time, platform }: Visit, post: ScorePost, items: LineItem[]): Html => {
  const person = findPerson(platform, post.personId ?? '');
  const label = items.find(({ id }) => id === post.lineItemId)?.label ?? post.lineItemId;
  return html`<tr>
    <td>${time(post.at)}</td>
    <td>${person ? fullName(person) : '–'}</td>
    <td>${label}</td>
    <td>
      <span class="badge ${post.accepted ? 'good' : 'bad'}"
        >${post.status === 0 ? t('cut') : `${post.status} ${t(post.accepted ? 'accepted' : 'refused')}`}</span
      >
      ${post.reason && html`<small>${post.reason}</small>`}
    </td>
  </tr>`;
};

function postTable(visit: Visit, course: Course): Html {
  const { t, platform } = visit;
  const { posts, lineItems } = readGradebook(platform, course.id);
  const latest = posts.slice(-POSTS_SHOWN).reverse();
  if (latest.length === 0) return html`<p class="hint">${t('noPosts')}</p>`;
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${t('posts')}">
    <table>
      <thead>
        <tr>
          <th scope="col">${t('time')}</th>
          <th scope="col">${t('person')}</th>
          <th scope="col">${t('activity')}</th>
          <th scope="col">${t('status')}</th>
        </tr>
      </thead>
      <tbody>
        ${latest.map((post) => postRow(visit, post, lineItems))}
      </tbody>
    </table>
  </div>`;
}

function ownTable(visit: Visit, course: Course): Html {
  const { t, number, time, person, platform } = visit;
  const { lineItems, rows } = readGradebook(platform, course.id);
  if (lineItems.length === 0) return html`<p class="hint">${t('noColumns')}</p>`;
  const line = (item: LineItem): Html => {
    const row = rows.find(({ lineItemId, personId }) => lineItemId === item.id && personId === person?.id);
    return html`<tr>
      <th scope="row">${item.label}</th>
      ${cell(visit, row)}
      <td>${number(item.scoreMaximum)}</td>
      <td>${row?.comment}</td>
      <td>${row && time(row.timestamp)}</td>
    </tr>`;
  };
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${t('myGrades')}">
    <table class="grades">
      <thead>
        <tr>
          <th scope="col">${t('activity')}</th>
          <th scope="col">${t('score')}</th>
          <th scope="col">${t('maximum')}</th>
          <th scope="col">${t('comment')}</th>
          <th scope="col">${t('time')}</th>
        </tr>
      </thead>
      <tbody>
        ${lineItems.map(line)}
      </tbody>
    </table>
  </div>`;
}

/** The part of the page that is fetched again and again. */
export const gradebookTables = (visit: Visit, course: Course): Html =>
  teaches(visit.person, course)
    ? html`${classTable(visit, course)}
        <h2>${visit.t('posts')}</h2>
        <p class="hint">${visit.t('postsHint')}</p>
        ${postTable(visit, course)}`
    : ownTable(visit, course);

/** Grades as they arrive: the whole class for those who teach, their own for a learner. */
export function gradebookPage(visit: Visit, course: Course): Page {
  const title = visit.t(teaches(visit.person, course) ? 'gradebook' : 'myGrades');
  const body = html`<div class="heading">
      <h1>${title}</h1>
      <span class="live">${visit.t('live')}</span>
    </div>
    <div data-live="/courses/${course.id}/gradebook/tables">${gradebookTables(visit, course)}</div>`;
  return { title, body, course, scripts: ['live'] };
}
