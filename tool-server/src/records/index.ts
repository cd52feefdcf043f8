export { makeCourseActivity } from './course-activity.ts';
export { makeRecords } from './make-records.ts';
export { makeLrsTargets, makeStatementDelivery, pseudonymKey } from './statement-delivery.ts';
