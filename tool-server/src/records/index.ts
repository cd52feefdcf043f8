export { makeCourseActivity } from './course-activity.ts';
export { makeRecords } from './make-records.ts';
export { profileRoutes } from './profile.routes.ts';
export { recordKeysRoutes } from './record-keys.routes.ts';
export { makeLrsTargets, makeStatementDelivery, pseudonymKey } from './statement-delivery.ts';
