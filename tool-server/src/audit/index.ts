export { makeAudit, type Audit, type AuditEntry } from './make-audit.ts';
