import { constants } from 'node:zlib';
import compression from 'compression';
import express, { type Express, type RequestHandler, type Router } from 'express';
import {
  errorHandler,
  healthRoutes,
  interfaceFiles,
  notStored,
  requestLog,
  securityHeaders,
  sendPage,
  sendProblem,
  userInterface,
  type StoreHealth,
} from './http/index.ts';
import type { Logger } from './kernel/logger.ts';
import type { MetricsHandlers } from './metrics/index.ts';
import { requireSession, sessionRoutes, type Sessions } from './sessions/index.ts';

interface AppDeps {
  logger: Logger;
  sessions: Sessions;
  /** `/lti`: for browsers and LMSs, with pages of its own. */
  lti: Router;
  /** `/files`, for whoever was given an address; absent in tests of other things. */
  files?: Router;
  /** `/profile`: what statements mean; absent in tests of other things. */
  profile?: Router;
  /** `/api`, for whoever asks. */
  open?: Router[];
  /** `/api`, behind the session. */
  api: Router[];
  /** `/xapi`, with its own credentials. */
  recordStore: RequestHandler;
  /** How the store is. */
  storeHealth: () => Promise<StoreHealth>;
  /** The built user interface, and the pages of launches; absent in tests that need none. */
  ui?: { dir: string; launches: RequestHandler } | undefined;
  trustProxy: number;
  /** Watches all requests and answers `/metrics`, where that is set up. */
  metrics?: MetricsHandlers | undefined;
}

/**
 * Papers and results are compressed to less than a third; the usual level would take twice as long to make that
 * four per cent less. No reply needs a window of 4 MB, which V8 would collect garbage for at every other reply.
 */
const compressReplies = compression({
  threshold: 2048,
  level: 3,
  brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 3, [constants.BROTLI_PARAM_LGWIN]: 16 } },
});

const notAPage: RequestHandler = (_req, res) => {
  sendPage(res, 404, {
    locale: 'vi',
    title: 'Không tìm thấy trang này',
    paragraphs: [
      'Vui lòng mở chuyên đề hoặc bài kiểm tra từ khóa học trong hệ thống quản lý học tập (LMS) của trường.',
      'There is no such page. Open the topic or the exam from its course in your LMS.',
    ],
  });
};

/** The Express app over the rooms, not listening. */
export function createApp({
  logger,
  sessions,
  lti,
  files,
  profile,
  open = [],
  api,
  recordStore,
  storeHealth,
  ui,
  trustProxy,
  metrics,
}: AppDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', trustProxy);
  if (metrics) app.use(metrics.observe);
  app.use(requestLog(logger));
  if (ui) app.use(interfaceFiles(ui.dir));
  app.use(securityHeaders);
  if (metrics) app.use(metrics.router);
  app.use(healthRoutes(storeHealth));
  app.use('/xapi', recordStore);
  app.use(lti);
  if (files) app.use(files);
  if (profile) app.use(profile);
  app.use('/api', notStored, compressReplies, sessionRoutes(sessions), ...open);
  app.use('/api', requireSession(sessions), ...api);
  app.use('/api', (_req, res) => {
    sendProblem(res, { code: 'not_found' });
  });
  if (ui) app.use('/app/start', compressReplies).use(ui.launches, userInterface(ui.dir));
  app.use(notAPage);
  app.use(errorHandler(logger));
  return app;
}
