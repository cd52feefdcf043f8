import { createHash, timingSafeEqual } from 'node:crypto';
import { Router, type Request, type RequestHandler } from 'express';
import { Histogram, type Registry } from 'prom-client';

/** Around what a learner notices: a tenth of a second at once, a second as a wait. */
const BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

interface RequestMetricsOptions {
  registry: Registry;
  /** Resources of the record store, which routes by itself, each with its mount. */
  recordStorePaths: readonly string[];
}

/** Where a record store and the API are mounted: after an error Express has forgotten it. */
const mountOf = (path: string): string => /^\/(api|xapi)(?=\/|$)/.exec(path)?.[0] ?? '';

/**
 * Which route a request took: its pattern, or one of few words where it took none. Never the address itself,
 * which holds ids and of which there is no end.
 */
function makeRouteOf(recordStorePaths: ReadonlySet<string>) {
  return (req: Request, status: number): string => {
    const query = req.originalUrl.indexOf('?');
    const path = query === -1 ? req.originalUrl : req.originalUrl.slice(0, query);
    const mount = mountOf(path);
    const pattern = (req.route as { path?: unknown } | undefined)?.path;
    if (typeof pattern === 'string') return mount + pattern;
    if (recordStorePaths.has(path)) return path;
    if (mount !== '') return `${mount}/(other)`;
    if (pattern !== undefined || path.startsWith('/app/')) return '/app/(files)';
    return status === 404 ? '(none)' : '(other)';
  };
}

/** Counts requests and times them, by method, route and status, as they end. */
export function observeRequests({ registry, recordStorePaths }: RequestMetricsOptions): RequestHandler {
  const routeOf = makeRouteOf(new Set(recordStorePaths));
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Requests by method, route and status, and how long they took',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers: [registry],
  });
  return (req, res, next) => {
    const startedAt = performance.now();
    res.once('finish', () => {
      const method = METHODS.has(req.method) ? req.method : 'other';
      const labels = { method, route: routeOf(req, res.statusCode), status: res.statusCode };
      durations.observe(labels, (performance.now() - startedAt) / 1_000);
    });
    next();
  };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** `/metrics` in the text format of Prometheus, for whoever has the token; in constant time, digests compared. */
export function metricsRoutes(registry: Pick<Registry, 'metrics' | 'contentType'>, token: string): Router {
  const expected = digest(`Bearer ${token}`);
  const router = Router();
  router.get('/metrics', async (req, res) => {
    if (!timingSafeEqual(digest(req.headers.authorization ?? ''), expected)) {
      res.status(401).setHeader('WWW-Authenticate', 'Bearer realm="metrics"').end();
      return;
    }
    const text = await registry.metrics();
    res.setHeader('Cache-Control', 'no-store');
    res.setHeader('Content-Type', registry.contentType).end(text);
  });
  return router;
}
