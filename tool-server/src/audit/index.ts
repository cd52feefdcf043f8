export {
  makeAudit,
  type Audit,
  type AdministrativeEntry,
  type AuditEntry,
  type Opening,
} from './make-audit.ts';
