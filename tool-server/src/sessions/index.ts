export { makeSessions, SESSION_MS, type Launched, type Sessions } from './make-sessions.ts';
export {
  answerByStream,
  makeOpenStreams,
  type Listener,
  type OpenStreams,
  type StreamOf,
} from './open-streams.ts';
export { isTrial, type CurrentSession, type SessionData } from './session-data.ts';
export {
  bearerOf,
  getExamSession,
  getLinkSession,
  getOwnerOfMade,
  getSession,
  readBody,
  readFileBody,
  requireMay,
  requireSession,
} from './session-guards.ts';
export { sessionRoutes } from './sessions.routes.ts';
export { makeWatchedPages } from './watched-pages.ts';
