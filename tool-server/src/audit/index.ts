export { makeAudit, type AuditEntry } from './make-audit.ts';
