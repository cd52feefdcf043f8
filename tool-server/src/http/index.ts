export { errorHandler, isStoreAway } from './error-handler.ts';
export { createLogger, type Logger } from './logger.ts';
export { escapeHtml, sendPage } from './pages.ts';
export { parseRequest } from './parse-request.ts';
export { ProblemError, sendProblem } from './problem.ts';
export { requestLog } from './request-log.ts';
