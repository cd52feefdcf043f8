import { readFileSync } from 'node:fs';
import path from 'node:path';
import compression from 'compression';
import { Router } from 'express';
import expressStaticGzip from 'express-static-gzip';

/**
 * The files of the user interface, which browsers keep for a year. Served before the headers that secure pages are
 * set: those say nothing about a script or a style, and on a slow network would weigh as much as a small file.
 */
export function interfaceFiles(uiDir: string): Router {
  const router = Router();
  router.use(
    '/app/assets',
    expressStaticGzip(path.join(uiDir, 'assets'), {
      enableBrotli: true,
      orderPreference: ['br', 'gz'],
      serveStatic: {
        immutable: true,
        maxAge: '1y',
        fallthrough: false,
        // Files whose names change with what they hold are never asked for again.
        lastModified: false,
        setHeaders: (res) => res.setHeader('X-Content-Type-Options', 'nosniff'),
      },
    }),
  );
  return router;
}

/** The page of the user interface, never from the browser's cache, and its service worker. */
export function userInterface(uiDir: string): Router {
  const router = Router();
  const page = readFileSync(path.join(uiDir, 'index.html'));
  const worker = readFileSync(path.join(uiDir, 'service-worker.js'));
  router.get('/app/service-worker.js', compression(), (_req, res) => {
    res.setHeader('Cache-Control', 'no-cache');
    res.type('js').send(worker);
  });
  router.get(/^\/app(\/.*)?$/, (_req, res) => {
    res.setHeader('Cache-Control', 'no-store');
    res.type('html').end(page);
  });
  return router;
}
