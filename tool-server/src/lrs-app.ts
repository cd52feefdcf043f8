import express, { type Express, type RequestHandler } from 'express';
import {
  errorHandler,
  healthRoutes,
  requestLog,
  securityHeaders,
  sendPage,
  userInterface,
  type Logger,
} from './http/index.ts';

interface LrsAppDeps {
  logger: Logger;
  /** `/xapi`, with its own credentials. */
  recordStore: RequestHandler;
  /** Whether the store answers. */
  isReady: () => Promise<boolean>;
  /** The built user interface, of which analysts use a page. */
  uiDir?: string | undefined;
  trustProxy: number;
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
export function createLrsApp({ logger, recordStore, isReady, uiDir, trustProxy }: LrsAppDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', trustProxy);
  app.use(requestLog(logger), securityHeaders);
  app.use(healthRoutes(isReady));
  app.use('/xapi', recordStore);
  if (uiDir !== undefined) app.use(userInterface(uiDir));
  app.use(notAPage);
  app.use(errorHandler(logger));
  return app;
}
