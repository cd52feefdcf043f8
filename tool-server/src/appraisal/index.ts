export type { Appraisal } from './appraisal.model.ts';
export { mayIssue } from './appraisal.rules.ts';
export type { AppraisersFor } from './present-appraisal.ts';
export { makeAppraisals, type Appraisals, type Blind } from './make-appraisal.ts';
