import { ItemRef, Locale } from '@chuyen-de/contracts';
import { z } from 'zod';

/** What the rooms say of an event when they owe its records; the rest is in the document that owes. */
export const RecordEvent = z.discriminatedUnion('event', [
  /** Owed by a person. */
  z.object({
    event: z.literal('launched'),
    item: ItemRef,
    contextId: z.string().optional(),
    linkId: z.string().optional(),
    locale: Locale,
  }),
  /** Owed by somebody's progress through a topic: which sections are newly read, and how many of all are. */
  z.object({
    event: z.literal('topic-progressed'),
    sections: z.array(z.string()),
    read: z.int(),
    of: z.int().min(1),
    locale: Locale.default('vi'),
    trial: z.boolean().default(false),
  }),
  z.object({
    event: z.literal('topic-completed'),
    locale: Locale.default('vi'),
    trial: z.boolean().default(false),
  }),
  /** Owed by a round of practice. */
  z.object({ event: z.literal('practised'), slot: z.int() }),
  /** Owed by an attempt. */
  z.object({ event: z.enum(['exam-started', 'exam-closed', 'exam-marked-again', 'attempt-removed']) }),
]);
export type RecordEvent = z.infer<typeof RecordEvent>;
