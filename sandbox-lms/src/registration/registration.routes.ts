import express, { type Request, Router } from 'express';
import { type Platform, findClient } from '../platform.ts';
import { openidConfiguration } from './openid-configuration.ts';
import { describeClient, registerByToken } from './register-tool.ts';
import { readRegistrationToken } from './registration-token.ts';

const bearerOf = (req: Request): string =>
  /^Bearer (.+)$/.exec(req.headers.authorization ?? '')?.[1]?.trim() ?? '';

/** Dynamic registration, for tools. */
export function registrationRoutes(platform: Platform): Router {
  const router = Router();
  router.get('/.well-known/openid-configuration', (_req, res) => {
    res.json(openidConfiguration(platform));
  });
  router.get('/lti/register', async (req, res) => {
    const granted = await readRegistrationToken(platform, bearerOf(req));
    const tool = granted && findClient(platform, granted.clientId);
    if (tool) res.json(describeClient(tool));
    else res.status(401).json({ error: 'invalid_registration_token' });
  });
  router.post('/lti/register', express.json(), async (req, res) => {
    const registered = await registerByToken(platform, bearerOf(req), req.body);
    if (registered.ok) res.json(registered.response);
    else res.status(registered.status).json({ error: registered.reason });
  });
  return router;
}
