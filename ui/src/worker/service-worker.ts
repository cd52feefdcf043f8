import { clientsClaim } from 'workbox-core';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { CacheFirst, NetworkFirst } from 'workbox-strategies';
import { supersededFiles } from './superseded-files.ts';

declare const self: ServiceWorkerGlobalScope;

/** @see https://www.w3.org/TR/service-workers/#dom-installevent-addroutes */
interface InstallEventWithRoutes extends ExtendableEvent {
  addRoutes: (
    routes: { condition: { urlPattern: { pathname: string } }; source: 'network' }[],
  ) => Promise<void>;
}

/** Paths of the files that a learner's pages are made of, the entry first; set by the build. */
declare const LEARNER_FILES: readonly string[];

const SCOPE = '/app/';
const FILES_CACHE = 'chuyen-de.files';
const PAGE_CACHE = 'chuyen-de.page';

/** A reload with a network that is there but does not answer waits so long for it. */
const PATIENCE_SECONDS = 3;

// A file's name tells its content, so that files of several builds lie side by side.
const files = new CacheFirst({ cacheName: FILES_CACHE });

/** Every address below the scope is the same page. It changes in the cache only together with its files. */
const page = new NetworkFirst({
  cacheName: PAGE_CACHE,
  networkTimeoutSeconds: PATIENCE_SECONDS,
  plugins: [
    {
      cacheKeyWillBeUsed: () => Promise.resolve(SCOPE),
      cacheWillUpdate: () => Promise.resolve(null),
      // A proxy answers so for a server that is down.
      fetchDidSucceed: ({ response }) =>
        response.status < 500 ? Promise.resolve(response) : Promise.reject(new Error('The server is down')),
    },
  ],
});

registerRoute(({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith(`${SCOPE}assets/`), files);
registerRoute(
  new NavigationRoute(page, {
    allowlist: [/^\/app(\/|$)/],
    // A launch's page is made for one opening: given up for the cached one, it would be lost.
    denylist: [/^\/app\/start/],
  }),
);

/** Caches the files one by one, for the learner's own requests come first, and then the page that needs them. */
async function install(event: ExtendableEvent) {
  for (const path of LEARNER_FILES) {
    const [answered, cached] = files.handleAll({ event, request: new Request(path) });
    const response = await answered;
    await cached;
    if (!response.ok) throw new Error(`${path} is not there`);
  }
  const response = await fetch(SCOPE, { cache: 'no-store' });
  const isOurs = (await response.clone().text()).includes(LEARNER_FILES[0] ?? '');
  if (!response.ok || !isOurs) throw new Error('Another build was put in place meanwhile');
  await (await caches.open(PAGE_CACHE)).put(SCOPE, response);
}

async function forgetOldFiles() {
  const cache = await caches.open(FILES_CACHE);
  const cached = (await cache.keys()).map(({ url }) => new URL(url).pathname);
  await Promise.all(supersededFiles(cached, LEARNER_FILES).map((path) => cache.delete(path)));
}

/** What goes to the network in any case does not wait until the worker has started, where browsers offer that. */
const NETWORK_ALONE = ['/app/start*', '/api/*'];

self.addEventListener('install', (event) => {
  event.waitUntil(install(event));
  if ('addRoutes' in event) {
    const routes = NETWORK_ALONE.map((pathname) => ({
      condition: { urlPattern: { pathname } },
      source: 'network' as const,
    }));
    event.waitUntil((event as InstallEventWithRoutes).addRoutes(routes));
  }
  // Open pages of an earlier build find their files in the cache as before.
  void self.skipWaiting();
});
self.addEventListener('activate', (event) => event.waitUntil(forgetOldFiles()));
clientsClaim();
