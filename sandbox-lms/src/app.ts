import express, { type ErrorRequestHandler, type Express } from 'express';
import { launchRoutes } from './launch/launch.routes.ts';
import type { Platform } from './platform.ts';
import { pageRoutes } from './pages/pages.routes.ts';
import { registrationRoutes } from './registration/registration.routes.ts';
import { serviceRoutes } from './services/services.routes.ts';

const answerError: ErrorRequestHandler = (error, _req, res, _next) => {
  const { status, message } = error as { status?: number; message?: string };
  if (status !== undefined && status < 500) res.status(status).json({ error: message });
  else res.status(500).json({ error: String(error) });
};

/** The platform as an Express app, not listening. */
export function createApp(platform: Platform): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(launchRoutes(platform));
  app.use(registrationRoutes(platform));
  app.use(serviceRoutes(platform));
  app.use(pageRoutes(platform));
  app.use(answerError);
  return app;
}
