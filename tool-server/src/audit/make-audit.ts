import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { isDuplicateKey, type Owed } from '../storage/index.ts';
import { auditEventModel, type AdministrativeEvent, type AuditEvent } from './audit-event.model.ts';

/** What a room says of an event when it owes its entry. */
export type AuditEntry = Omit<AuditEvent, '_id' | 'at'>;
export type AdministrativeEntry = Omit<AdministrativeEvent, 'at'>;

/** That somebody opened a paper, or its key. */
export interface Opening {
  at: Date;
  /** The person, by id. */
  by: string;
  what: 'paper' | 'key';
  paper: string;
}

/** The audit: who did what to what, and why. */
export function makeAudit({ connection }: { connection: Connection }) {
  const events = auditEventModel(connection);
  return {
    models: [events],

    /** Carries out owed work of kind `audit`. */
    async onAuditOwed(_document: unknown, { id, at, data }: Owed): Promise<void> {
      try {
        await events.collection.insertOne({
          ...(data as unknown as AuditEntry | AdministrativeEntry),
          _id: id as never,
          at,
        });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },

    /** Writes down what an administrator has done, at no link. */
    async note(event: AdministrativeEvent): Promise<void> {
      await events.collection.insertOne({ ...event, _id: randomUUID() as never });
    },

    /** What was done to something, oldest first. */
    eventsOf: (subjectId: string) =>
      events.collection.find({ 'subject.id': subjectId }).sort({ at: 1 }).toArray(),

    /** Who put editions of a bank into force, by their numbers: those that the audit still has. */
    async issuesOf(bank: string, numbers: readonly number[]): Promise<Map<number, { at: Date; by: string }>> {
      const found = await events.collection
        .find({ 'subject.id': bank, deed: 'questions-issued', 'after.edition': { $in: numbers } } as object)
        .toArray();
      const issues = found as unknown as (AdministrativeEvent & { after: { edition: number } })[];
      return new Map(issues.map(({ at, by, after }) => [after.edition, { at, by }]));
    },

    /** Who opened papers of an exam, or their keys, the last first. */
    async openingsOf(exam: string, most: number): Promise<Opening[]> {
      const found = await events.collection
        .find({ 'subject.id': exam, deed: { $in: ['paper-opened', 'paper-key-opened'] } } as object)
        .sort({ at: -1 })
        .limit(most)
        .toArray();
      return (found as unknown as (AdministrativeEvent & { after: { paper: string } })[]).map(
        ({ at, by, deed, after: { paper } }) => ({
          ...{ at, paper, by: by.replace(/^person:/, '') },
          what: deed === 'paper-opened' ? 'paper' : 'key',
        }),
      );
    },

    /** What happened at a link, in order. */
    eventsOfLink: (linkId: string): Promise<AuditEvent[]> =>
      events.find({ linkId }).sort({ at: 1 }).lean<AuditEvent[]>(),
  };
}

export type Audit = ReturnType<typeof makeAudit>;
