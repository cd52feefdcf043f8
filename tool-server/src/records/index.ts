export { makeRecords } from './make-records.ts';
export { makeLrsTargets, makeStatementDelivery } from './statement-delivery.ts';
