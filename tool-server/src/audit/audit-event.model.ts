import { modelFactory } from '@chuyen-de/xapi/storage';
import { Schema } from 'mongoose';

/** Who did what to what, and why: written once, never changed. */
export interface AuditEvent {
  /** That of the owed work: carried out twice, it is written once. */
  _id: string;
  at: Date;
  deed:
    | 'attempt-removed'
    | 'answer-marked'
    | 'question-corrected'
    | 'appeal-made'
    | 'appeal-decided'
    | 'late-answers-taken';
  /** The person who did it. */
  by: string;
  linkId: string;
  subject: { kind: 'attempt' | 'appeal'; id: string; personId: string } | { kind: 'question'; id: string };
  /** Absent where an answer is marked for the first time. */
  reason?: string;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
}

/**
 * What an administrator did to a person's data, to that of many, or to what a person may do; and what authors did to a
 * bank that is made in the browser, or to a registry of documents.
 */
export interface AdministrativeEvent {
  at: Date;
  deed:
    | 'person-handed-out'
    | 'person-nameless'
    | 'person-removed'
    | 'retention-applied'
    | 'role-granted'
    | 'role-revoked'
    | 'bank-made'
    | 'questions-issued'
    | 'questions-retired'
    | 'questions-exported'
    | 'questions-changed'
    | 'council-set'
    | 'appraisal-begun'
    | 'appraisal-key-checked'
    | 'appraisal-voted'
    | 'appraisal-vote-taken-back'
    | 'appraisal-settled'
    | 'appraisal-commented'
    | 'appraisal-withdrawn'
    | 'appraisal-overtaken'
    | 'source-made'
    | 'source-changed'
    | 'source-superseded'
    | 'source-reinstated'
    | 'topic-issued'
    | 'topic-retired'
    | 'certificate-issued'
    | 'certificate-revoked'
    | 'dossier-made'
    | 'paper-opened'
    | 'paper-key-opened';
  /** The person who did it, as `person:ID`, or `administration` for a command. */
  by: string;
  subject: {
    kind: 'person' | 'installation' | 'bank' | 'source' | 'appraisal' | 'exam' | 'certificate';
    id: string;
  };
  reason?: string;
  /** Of data how much it was, never what; of a role which; of questions which edition of the bank, and how many; of a file of them which, with keys or without; of a topic which revision; of a dossier its digest; of a printed paper which, and of which version of the exam. */
  after?: unknown;
}

const { Mixed } = Schema.Types;
const schema = new Schema<AuditEvent>(
  {
    _id: String,
    at: { type: Date, required: true },
    deed: { type: String, required: true },
    by: { type: String, required: true },
    linkId: { type: String, required: true },
    subject: { type: Mixed, required: true },
    reason: String,
    before: { type: Mixed, required: true },
    after: { type: Mixed, required: true },
  },
  { versionKey: false, minimize: false },
);
// What happened at a link, in order; what happened to something. Shard key: linkId.
schema.index({ linkId: 1, at: 1 });
schema.index({ 'subject.id': 1 });
// What is older than its retention.
schema.index({ at: 1 });

export const auditEventModel = modelFactory<AuditEvent>('AuditEvent', schema, 'events');
