import express, { type RequestHandler, Router } from 'express';
import { sendFormPost } from '../pages/form-post-page.ts';
import type { Platform } from '../platform.ts';
import { authorize } from './authorize.ts';

const authorizeFrom =
  (platform: Platform, source: 'query' | 'body'): RequestHandler =>
  async (req, res) => {
    const parameters = (req[source] ?? {}) as Record<string, string | undefined>;
    const authorization = await authorize(platform, parameters);
    if (authorization.form) sendFormPost(res, authorization.form, platform.locale);
    else if (!authorization.ok)
      res.status(400).type('text').send(`${authorization.error}: ${authorization.description}`);
  };

/** The platform's side of a launch: authorisation endpoint and published keys. */
export function launchRoutes(platform: Platform): Router {
  const router = Router();
  router
    .route('/lti/authorize')
    .get(authorizeFrom(platform, 'query'))
    .post(express.urlencoded({ extended: false }), authorizeFrom(platform, 'body'));
  router.get('/lti/jwks', (_req, res) => {
    if (platform.faults.jwksDown) res.status(503).end();
    else res.json(platform.keys.publicKeys());
  });
  return router;
}
