import { readFileSync } from 'node:fs';
import path from 'node:path';
import compression from 'compression';
import { Router } from 'express';
import expressStaticGzip from 'express-static-gzip';

/** The user interface: hashed files for a year, the page itself never from the browser's cache. */
export function userInterface(uiDir: string): Router {
  const router = Router();
  const page = readFileSync(path.join(uiDir, 'index.html'));
  const worker = readFileSync(path.join(uiDir, 'service-worker.js'));
  router.use(
    '/app/assets',
    expressStaticGzip(path.join(uiDir, 'assets'), {
      enableBrotli: true,
      orderPreference: ['br', 'gz'],
      serveStatic: { immutable: true, maxAge: '1y', fallthrough: false },
    }),
  );
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
