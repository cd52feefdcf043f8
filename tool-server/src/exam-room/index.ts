export { examRoomRoutes } from './exam-room.routes.ts';
export { makeExamRoom, type ExamRoom } from './make-exam-room.ts';
export { sealedLogRoutes } from './sealed-logs.routes.ts';
export { makeSealedLogs } from './take-sealed-log.ts';
