export { makeCourseActivities } from './course-activities.ts';
export { makeRecords } from './make-records.ts';
export { makeNameLearners } from './name-learners.ts';
export { openLrs } from './open-lrs.ts';
export { profileRoutes } from './profile.routes.ts';
export { recordKeysRoutes } from './record-keys.routes.ts';
export { makeSessionAccess } from './session-access.ts';
export { makeLrsTargets, makeStatementDelivery, pseudonymKey } from './statement-delivery.ts';
export { countTurns } from './turns.ts';
