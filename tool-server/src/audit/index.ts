export { makeAudit, type Audit, type AdministrativeEntry, type AuditEntry } from './make-audit.ts';
