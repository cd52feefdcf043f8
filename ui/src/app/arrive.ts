import { earlyAttempt } from '../features/exam/api/begin-attempt.ts';
import { arrival } from '../lib/arrival.ts';
import { press } from '../lib/press.ts';
import { sessionStore } from '../lib/session-store.ts';
import { placeOfSession } from '../lib/session-place.ts';

/**
 * Runs as soon as a launch's page is there, long before the application: says whether it stands in
 * a frame, puts the session where a reload finds it,
 * the page's own address in place of the spent code, and lets the start button of the rendered page work.
 */
if (window.self !== window.top) document.documentElement.dataset['framed'] = '';

press.follow();

if (arrival !== undefined) {
  const { grant, exam } = arrival;
  sessionStore.hold(grant);
  history.replaceState(null, '', `/app${placeOfSession(grant.session) ?? '/'}`);
  const button = document.querySelector<HTMLButtonElement>('button[data-starting]');
  if (exam !== undefined && button !== null) {
    button.addEventListener('click', () => {
      earlyAttempt.begin(exam);
      button.textContent = button.dataset['starting'] ?? '';
      button.setAttribute('aria-disabled', 'true');
    });
    // Until now a tap would have been lost, and the button said so.
    button.disabled = false;
  }
}
