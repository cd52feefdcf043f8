import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Logger } from '../kernel/logger.ts';

/** Gives each request an id (answered as `X-Request-Id`) and logs its end: method, route, status, from where,
 * duration. */
export const requestLog =
  (logger: Logger): RequestHandler =>
  (req, res, next) => {
    const requestId = randomUUID();
    const startedAt = performance.now();
    res.locals['requestId'] = requestId;
    res.setHeader('X-Request-Id', requestId);
    res.on('finish', () => {
      const { statusCode: status } = res;
      // The path without its query: a query may carry a single-use code.
      const entry = {
        requestId,
        method: req.method,
        path: req.originalUrl.split('?')[0],
        status,
        // Behind reverse proxies only as far as TRUST_PROXY lets them say it.
        address: req.ip,
        ms: Math.round(performance.now() - startedAt),
      };
      if (status >= 500) logger.error(entry, 'request failed');
      else logger.debug(entry, 'request');
    });
    next();
  };
