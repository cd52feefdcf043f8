import express, { type Express, type RequestHandler } from 'express';
import {
  errorHandler,
  healthRoutes,
  interfaceFiles,
  requestLog,
  securityHeaders,
  sendPage,
  userInterface,
  type StoreHealth,
} from './http/index.ts';
import type { Logger } from './kernel/logger.ts';
import type { MetricsHandlers } from './metrics/index.ts';

interface LrsAppDeps {
  logger: Logger;
  /** `/xapi`, with its own credentials. */
  recordStore: RequestHandler;
  /** How the store is. */
  storeHealth: () => Promise<StoreHealth>;
  /** The built user interface, of which analysts use a page. */
  uiDir?: string | undefined;
  trustProxy: number;
  /** Watches all requests and answers `/metrics`, where that is set up. */
  metrics?: MetricsHandlers | undefined;
}

const notAPage: RequestHandler = (_req, res) => {
  sendPage(res, 404, {
    locale: 'vi',
    title: 'Không có trang này',
    paragraphs: [
      'Kho bản ghi xAPI ở địa chỉ /xapi; trang dành cho người phân tích ở /app/records.',
      'There is no such page. The xAPI record store is at /xapi, the page for analysts at /app/records.',
    ],
    actions: [{ label: '/app/records', href: '/app/records' }],
  });
};

/** The Express app of the record store alone, not listening. */
export function createLrsApp({
  logger,
  recordStore,
  storeHealth,
  uiDir,
  trustProxy,
  metrics,
}: LrsAppDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', trustProxy);
  if (metrics) app.use(metrics.observe);
  app.use(requestLog(logger), securityHeaders);
  if (metrics) app.use(metrics.router);
  app.use(healthRoutes(storeHealth));
  app.use('/xapi', recordStore);
  if (uiDir !== undefined) app.use(interfaceFiles(uiDir), userInterface(uiDir));
  app.use(notAPage);
  app.use(errorHandler(logger));
  return app;
}
