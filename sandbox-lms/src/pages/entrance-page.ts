import { fullName } from '../launch/custom-parameters.ts';
import type { Person, PersonKind } from '../state.ts';
import { type Html, html } from './html.ts';
import type { Page } from './layout.ts';
import type { TextKey } from './text/vi.ts';
import type { Visit } from './visit.ts';

const KINDS: readonly PersonKind[] = ['learner', 'lecturer', 'organiser', 'administrator'];
const HINTS = {
  learner: 'learnerHint',
  lecturer: 'lecturerHint',
  organiser: 'organiserHint',
  administrator: 'administratorHint',
} as const satisfies Record<PersonKind, TextKey>;

/** People sort by given name, then by family name, as Vietnamese lists do. */
export const byName = (a: Person, b: Person): number => {
  const { compare } = new Intl.Collator('vi');
  return compare(a.givenName, b.givenName) || compare(a.familyName, b.familyName);
};

const card = ({ t }: Visit, person: Person): Html =>
  html`<li>
    <button class="person" name="person" value="${person.id}">
      <span class="role ${person.kind}">${t(person.kind)}</span>
      <strong>${fullName(person)}</strong>
      <span class="hint">${t(HINTS[person.kind])}</span>
    </button>
  </li>`;

/** Choose a person to be. */
export function entrancePage(visit: Visit): Page {
  const { t, platform } = visit;
  const { people } = platform.store.state;
  const firsts = KINDS.flatMap((kind) => people.find((person) => person.kind === kind) ?? []);
  const others = people
    .filter((person) => person.kind === 'learner' && !firsts.includes(person))
    .sort(byName);
  const body = html`<section class="entrance">
    <h1>${t('chooseTitle')}</h1>
    <p class="lead">${t('chooseHint')}</p>
    <form method="post" action="/sign-in">
      <ul class="people">
        ${firsts.map((person) => card(visit, person))}
      </ul>
    </form>
    ${
      others.length > 0 &&
      html`<form method="post" action="/sign-in" class="row">
        <label
          >${t('otherLearners')}
          <select name="person">
            ${others.map((person) => html`<option value="${person.id}">${fullName(person)}</option>`)}
          </select></label
        >
        <button>${t('enter')}</button>
      </form>`
    }
  </section>`;
  return { title: t('chooseTitle'), body };
}
