export { makeSessions, SESSION_MS, type Launched, type Sessions } from './make-sessions.ts';
export { isTrial, type CurrentSession, type SessionData } from './session-data.ts';
export {
  bearerOf,
  getItemSession,
  getSession,
  readBody,
  requireMay,
  requireSession,
} from './session-guards.ts';
export { sessionRoutes } from './sessions.routes.ts';
