export { errorHandler } from './error-handler.ts';
export { createLogger, type Logger } from './logger.ts';
export { escapeHtml, sendPage, type ServerPage } from './pages.ts';
export { parseRequest } from './parse-request.ts';
export { ProblemError, sendProblem, type ApiError } from './problem.ts';
export { requestLog } from './request-log.ts';
