export { mayIssue } from './appraisal.rules.ts';
export { makeAppraisals, type Appraisals } from './make-appraisal.ts';
