export { errorHandler, isStoreAway } from './error-handler.ts';
export { healthRoutes } from './health.ts';
export { createLogger, type Logger } from './logger.ts';
export { escapeHtml, sendPage } from './pages.ts';
export { parseRequest } from './parse-request.ts';
export { ProblemError, sendProblem } from './problem.ts';
export { requestLog } from './request-log.ts';
export { securityHeaders } from './security-headers.ts';
export { userInterface } from './user-interface.ts';
