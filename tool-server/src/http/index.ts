export { makeBoundedQueue } from './bounded-queue.ts';
export { closeServer } from './close-server.ts';
export { errorHandler, outageOf } from './error-handler.ts';
export {
  eventText,
  HEARTBEAT,
  HEARTBEAT_MS,
  onceGone,
  openOutlet,
  type StreamOutlet,
} from './event-stream.ts';
export { makeFileDoor } from './file-door.ts';
export { healthRoutes, type StoreHealth } from './health.ts';
export { makeHttpServer } from './http-server.ts';
export { STRANGERS_BODY_BYTES } from './limits.ts';
export { metricsRoutes, observeRequests } from './metrics.ts';
export { listen, notReadyYet, portFault } from './listen.ts';
export { limitConnections, mostOpenFiles, roomForConnections } from './open-files.ts';
export { escapeHtml, sendPage } from './pages.ts';
export { parseRequest } from './parse-request.ts';
export { ProblemError, sendProblem } from './problem.ts';
export { readBytes } from './read-bytes.ts';
export { readForm } from './read-form.ts';
export { makeReadJson } from './read-json.ts';
export { requestLog } from './request-log.ts';
export { notStored, securityHeaders } from './security-headers.ts';
export { embeddedDir, makeStoreHealth } from './store-health.ts';
export { interfaceFiles, userInterface } from './user-interface.ts';
