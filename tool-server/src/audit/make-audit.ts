import type { Connection } from 'mongoose';
import { isDuplicateKey, type Owed } from '../storage/index.ts';
import { auditEventModel, type AuditEvent } from './audit-event.model.ts';

/** What a room says of an event when it owes its entry. */
export type AuditEntry = Omit<AuditEvent, '_id' | 'at'>;

/** The audit: who did what to what, and why. */
export function makeAudit({ connection }: { connection: Connection }) {
  const events = auditEventModel(connection);
  return {
    models: [events],

    /** Carries out owed work of kind `audit`. */
    async onAuditOwed(_document: unknown, { id, at, data }: Owed): Promise<void> {
      try {
        await events.collection.insertOne({ ...(data as unknown as AuditEntry), _id: id as never, at });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },

    /** What happened at a link, in order. */
    eventsOfLink: (linkId: string): Promise<AuditEvent[]> =>
      events.find({ linkId }).sort({ at: 1 }).lean<AuditEvent[]>(),
  };
}
