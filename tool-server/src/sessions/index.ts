export { makeSessions, SESSION_MS, type Launched, type Sessions } from './make-sessions.ts';
export { isTrial, type SessionData } from './session-data.ts';
export {
  bearerOf,
  getItemSession,
  getSession,
  readBody,
  requireRole,
  requireSession,
} from './session-guards.ts';
export { sessionRoutes } from './sessions.routes.ts';
