export { mayIssue } from './appraisal.rules.ts';
export { makeAppraisals, type Appraisals, type Blind } from './make-appraisal.ts';
