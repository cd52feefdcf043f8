import { fullName } from '../launch/custom-parameters.ts';
import { findPerson } from '../platform.ts';
import type { Course } from '../state.ts';
import { byName } from './entrance-page.ts';
import { html } from './html.ts';
import type { Page } from './layout.ts';
import type { Visit } from './visit.ts';

/** Everyone who is enrolled. */
export function rosterPage(visit: Visit, course: Course): Page {
  const { t, platform } = visit;
  const members = course.members
    .flatMap(({ personId, role }) => {
      const person = findPerson(platform, personId);
      return person ? { person, role } : [];
    })
    .sort(
      (a, b) => Number(a.role === 'learner') - Number(b.role === 'learner') || byName(a.person, b.person),
    );
  const body = html`<h1>${t('roster')}</h1>
    <p class="lead">${t('members', { count: members.length })}</p>
    <div class="scroll" role="region" tabindex="0" aria-label="${t('roster')}">
      <table class="roster">
        <thead>
          <tr>
            <th scope="col">${t('person')}</th>
            <th scope="col">${t('role')}</th>
            <th scope="col">${t('idNumber')}</th>
            <th scope="col">${t('username')}</th>
            <th scope="col">${t('email')}</th>
          </tr>
        </thead>
        <tbody>
          ${members.map(
            ({ person, role }) =>
              html`<tr>
                <th role="rowheader" scope="row">${fullName(person)}</th>
                <td>${t(role)}</td>
                <td data-label="${t('idNumber')}">${person.idNumber}</td>
                <td data-label="${t('username')}">${person.username}</td>
                <td data-label="${t('email')}">${person.email}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  return { title: t('roster'), body, course };
}
