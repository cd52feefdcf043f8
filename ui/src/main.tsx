import { createRoot } from 'react-dom/client';
import { App, BASE } from './app/app.tsx';
import './app/lone-texts.ts';
import { enterEarlyRoom } from './app/enter-room.ts';
import { makeQueryClient, takeIn } from './app/query-client.ts';
import { loadPage } from './app/routes.tsx';
import './components/tokens.css';
import './components/base.css';
import { loadCatalogue } from './i18n/catalogues.ts';
import { readersLocale } from './i18n/readers-locale.ts';
import { arrival } from './lib/arrival.ts';
import { keptAttempts } from './features/exam/log/kept-attempts.ts';
import { reloadOnMissingFiles } from './lib/missing-files.ts';
import { press } from './lib/press.ts';
import { servedPage } from './lib/served-page.ts';
import { registerServiceWorker } from './lib/service-worker.ts';
import { sessionStore } from './lib/session-store.ts';
import { unsentStudy } from './lib/unsent-study.ts';

reloadOnMissingFiles(() => location.reload());
const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root');

const client = makeQueryClient();
if (arrival !== undefined) {
  takeIn(client, arrival);
  void keptAttempts.forgetOthers(arrival.grant.session.person.id);
}

/** Whoever rests a finger on the page longer gets the application nevertheless. */
const LONGEST_PRESS_MS = 10_000;

/** What the server rendered stays until the same can be shown at once. What does not arrive says so itself, later. */
async function show(place: HTMLElement): Promise<void> {
  await Promise.allSettled([
    loadCatalogue(readersLocale(sessionStore.current()?.session)),
    loadPage(location.pathname.slice(BASE.length)),
  ]);
  await press.whenOver(LONGEST_PRESS_MS);
  if (!(await enterEarlyRoom(client)) && arrival !== undefined) servedPage.note();
  createRoot(place).render(<App client={client} />);
  if (unsentStudy.get() !== undefined)
    void import('./features/topic/tell-progress.ts').then((told) => told.sendWhatWaits());
  // While developing, files have no hashes to be cached by.
  if (import.meta.env.PROD) registerServiceWorker();
}

// Not awaited: pages import what this file is bundled with, and would wait for its end.
void show(root);
