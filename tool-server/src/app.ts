import { readFileSync } from 'node:fs';
import path from 'node:path';
import compression from 'compression';
import express, { json, type Express, type RequestHandler, Router } from 'express';
import expressStaticGzip from 'express-static-gzip';
import helmet from 'helmet';
import { errorHandler, requestLog, sendPage, sendProblem, type Logger } from './http/index.ts';
import { requireSession, sessionRoutes, type Sessions } from './sessions/index.ts';

/** An attempt of 500 slots with long responses stays far below. */
const BODY_LIMIT = '512kb';

interface AppDeps {
  logger: Logger;
  sessions: Sessions;
  /** `/lti`: for browsers and LMSs, with pages of its own. */
  lti: Router;
  /** `/api`, behind the session. */
  api: Router[];
  /** `/xapi`, with its own credentials. */
  recordStore: RequestHandler;
  /** Whether the store answers. */
  isReady: () => Promise<boolean>;
  /** The built user interface; absent in tests that need none. */
  uiDir?: string | undefined;
  trustProxy: number;
}

/**
 * Any page may frame the application: it holds no cookie that a framing page could ride on, and which
 * origins an LMS frames from is known to the LMS alone. Forms go to the LMS when content was picked.
 */
const securityHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      formAction: ["'self'", 'https:', 'http:'],
      baseUri: ["'none'"],
    },
  },
  frameguard: false,
  crossOriginOpenerPolicy: false,
  crossOriginResourcePolicy: false,
  // The address of a launch must not travel on to pages that a lecture links to.
  referrerPolicy: { policy: 'no-referrer' },
});

/** The user interface: hashed files for a year, the page itself never from the cache. */
function userInterface(uiDir: string): Router {
  const router = Router();
  const page = readFileSync(path.join(uiDir, 'index.html'));
  router.use(
    '/app/assets',
    expressStaticGzip(path.join(uiDir, 'assets'), {
      enableBrotli: true,
      orderPreference: ['br', 'gz'],
      serveStatic: { immutable: true, maxAge: '1y', fallthrough: false },
    }),
  );
  router.get(/^\/app(\/.*)?$/, (_req, res) => {
    res.setHeader('Cache-Control', 'no-store');
    res.type('html').end(page);
  });
  return router;
}

const notAPage: RequestHandler = (_req, res) => {
  sendPage(res, 404, {
    locale: 'vi',
    title: 'Không có trang này',
    paragraphs: [
      'Hãy mở chuyên đề hoặc bài kiểm tra từ khóa học trong hệ thống quản lý học tập (LMS) của trường.',
      'There is no such page. Open the topic or the exam from its course in your LMS.',
    ],
  });
};

/** The Express app over the rooms, not listening. */
export function createApp({
  logger,
  sessions,
  lti,
  api,
  recordStore,
  isReady,
  uiDir,
  trustProxy,
}: AppDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', trustProxy);
  app.use(requestLog(logger), securityHeaders);

  app.get('/healthz', (_req, res) => {
    res.json({ status: 'alive' });
  });
  app.get('/readyz', async (_req, res) => {
    if (await isReady()) res.json({ status: 'ready' });
    else sendProblem(res, { code: 'store_unavailable' });
  });

  app.use('/xapi', recordStore);
  app.use(lti);
  app.use(
    '/api',
    compression({ threshold: 2048 }),
    json({ limit: BODY_LIMIT }),
    sessionRoutes(sessions),
    requireSession(sessions),
    ...api,
  );
  app.use('/api', (_req, res) => {
    sendProblem(res, { code: 'not_found' });
  });
  if (uiDir !== undefined) app.use(userInterface(uiDir));
  app.use(notAPage);
  app.use(errorHandler(logger));
  return app;
}
