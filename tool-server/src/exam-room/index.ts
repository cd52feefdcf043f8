export { examRoomRoutes } from './exam-room.routes.ts';
export { makeExamRoom } from './make-exam-room.ts';
