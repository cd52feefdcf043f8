import type { AddressInfo } from 'node:net';
import express from 'express';
import { arrivalRoutes, makeGatherArrival, openLaunchPages } from '../src/arrival/index.ts';
import { aSession } from './exam-rooms.ts';
import { writePlainPages } from './plain-pages.ts';
import { openSessionRooms, type SessionRooms } from './session-rooms.ts';

const nothingAsked = () => Promise.reject(new Error('the session opens nothing'));

let rooms: SessionRooms;
let ui: Awaited<ReturnType<typeof writePlainPages>>;
let start: string;
let close: () => Promise<void>;
beforeAll(async () => {
  rooms = await openSessionRooms();
  ui = await writePlainPages();
  const pages = await openLaunchPages(ui.dir, ui.renderer);
  const gatherArrival = makeGatherArrival({
    exams: { startPageOf: nothingAsked },
    learning: { pageOf: nothingAsked },
  });
  const server = express()
    .use(arrivalRoutes({ sessions: rooms.sessions, gatherArrival, pages }))
    .listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  start = `http://127.0.0.1:${(server.address() as AddressInfo).port}/app/start`;
  close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
});
afterAll(async () => {
  await close();
  await ui.remove();
  await rooms.close();
});

const aLink = (): string => {
  const { item: _, ...session } = aSession();
  return `${start}?code=${rooms.sessions.issueCode(session)}`;
};

describe('the page of a launch', () => {
  it('brings its session along, once', async () => {
    const link = aLink();
    expect(await (await fetch(link)).text()).toContain('"token":');
    expect(await (await fetch(link)).text()).not.toContain('"token":');
  });

  it('names the scripts and the style sheets that it needs', async () => {
    const page = await (await fetch(aLink())).text();
    expect(page).toContain('<link rel="modulepreload" crossorigin href="/app/vi.js">');
    expect(page).toContain('<link rel="stylesheet" crossorigin href="/app/vi.css">');
  });

  it('is there still for whoever opens it after others have looked at its address', async () => {
    const link = aLink();
    for (let looks = 0; looks < 2; looks++) {
      const looked = await fetch(link, { method: 'HEAD' });
      expect([looked.status, looked.headers.get('cache-control')]).toEqual([200, 'no-store']);
      expect(looked.headers.get('content-type')).toContain('text/html');
    }
    expect(await (await fetch(link)).text()).toContain('"token":');
  });
});
