import type { Arrival, ServedPage } from '@chuyen-de/contracts';
import { renderToString } from 'react-dom/server';
import { App } from '../app/app.tsx';
import { makeQueryClient, takeIn } from '../app/query-client.ts';
import { loadPage } from '../app/routes.tsx';
import { loadCatalogue } from '../i18n/catalogues.ts';
import { textIn } from '../lib/localised.ts';
import { placeOfSession } from '../lib/session-place.ts';
import { sessionStore } from '../lib/session-store.ts';

// What learners read first is rendered whole; other pages show their frame.
await Promise.all([
  loadCatalogue('vi'),
  loadCatalogue('en'),
  loadPage('/exams/any'),
  loadPage('/topics/any'),
]);

function pageOf({ grant: { session } }: Arrival): ServedPage['page'] {
  const place = placeOfSession(session);
  if (place === '/class') return 'gradebook';
  if (place === '/picker') return 'picker';
  return place === undefined ? 'none' : (session.item?.kind ?? 'none');
}

/** The page that a launch leads to, as the application will show it, rendered by the server. */
export function renderArrival(arrival: Arrival): ServedPage {
  const { session } = arrival.grant;
  const client = makeQueryClient();
  takeIn(client, arrival);
  const title = (arrival.exam ?? arrival.topic)?.title;
  // Pages read who is here from the one store that a browser has. Rendering does not wait for anything, so that
  // no other launch comes in between.
  sessionStore.hold(arrival.grant);
  try {
    return {
      title: title && textIn(session.locale, title),
      html: renderToString(<App client={client} at={placeOfSession(session) ?? '/'} />),
      page: pageOf(arrival),
    };
  } finally {
    sessionStore.drop();
  }
}
