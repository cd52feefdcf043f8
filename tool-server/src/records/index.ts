export { makeLrsAdministration } from './lrs-targets.ts';
export { makeRecords } from './make-records.ts';
