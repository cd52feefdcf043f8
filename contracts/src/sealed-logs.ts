import { z } from 'zod';
import { MOST_LINKS, SEALED_LOG_FORMAT } from './log-chain.ts';
import { DeviceId, LoggedAnswer } from './attempts.ts';
import { DeedReason } from './exams.ts';
import { boundedList, Code } from './vocabulary.ts';

const Base64 = z.string().regex(/^[A-Za-z0-9_-]+$/);

/**
 * What a device could not send, as a file that somebody carries: `sealed` is a `LogChain` as JSON, encrypted by AES-256-GCM
 * with the attempt's seal for that device; what stands beside it is authenticated with it.
 */
export const SealedLog = z.strictObject({
  format: z.literal(SEALED_LOG_FORMAT),
  exam: Code,
  attempt: z.string().min(1).max(100),
  device: DeviceId,
  /** By the device's estimate of the server's clock. */
  savedAt: z.iso.datetime(),
  iv: Base64.length(16),
  sealed: Base64,
});
export type SealedLog = z.infer<typeof SealedLog>;

/** As `LogLink`. */
const Link = z.tuple([
  LoggedAnswer.shape.slot,
  LoggedAnswer.shape.seq,
  LoggedAnswer.shape.at,
  Base64.length(43),
]);

/**
 * The log of a device: a link for each change of one question after another, in which changes that follow each other at one
 * question are one, and the entries that wait for the server, each as the text of a `LoggedAnswer` that its link's digest
 * is made of.
 */
export const LogChain = z.strictObject({
  /** What the first link follows: `chainBegin`, or where links were dropped the hash of the last of those. */
  begin: Base64.length(43),
  links: boundedList(Link, MOST_LINKS, 1),
  /** The hash of the last link. */
  head: Base64.length(43),
  entries: boundedList(z.string().max(200_000), 500, 1),
});
export type LogChain = z.infer<typeof LogChain>;

/** What became of a file that was brought. `broken`: kept apart, and nothing of it taken. */
export const SealedLogOutcome = z.enum(['taken', 'refused', 'broken']);
export type SealedLogOutcome = z.infer<typeof SealedLogOutcome>;

/**
 * `POST /api/sealed-logs` for one's own attempt, `POST /api/exams/:code/room/sealed-logs` for those who look after the
 * class; the file's bytes are the body. Brought again, the same is told.
 */
export const SealedLogTaken = z.strictObject({
  outcome: SealedLogOutcome.exclude(['broken']),
  /** Answers that are stored by it now; that were stored before; that the rule for late answers refused. */
  taken: z.int(),
  known: z.int(),
  refused: z.int(),
  /** Why some were refused. */
  reason: z.enum(['answers_too_late', 'attempt_closed', 'attempt_taken_over']).nullable(),
  /** It was brought before. */
  repeated: z.boolean(),
});
export type SealedLogTaken = z.infer<typeof SealedLogTaken>;

/** A file that was brought, as the ledger of the room lists it. */
export const SealedLogEntry = z.strictObject({
  id: z.string(),
  person: z.strictObject({ id: z.string(), name: z.string().nullable(), number: z.string() }),
  at: z.iso.datetime(),
  /** Who brought it. */
  by: z.string().nullable(),
  outcome: SealedLogOutcome,
  taken: z.int(),
  refused: z.int(),
  /** Why it was refused, or in what it is broken. */
  reason: z.string().nullable(),
  /** Of a chain that holds, by the device's word: first and last change, and the longest time without any. */
  from: z.iso.datetime().nullable(),
  to: z.iso.datetime().nullable(),
  longestGapSeconds: z.int().nullable(),
  /** It came after the allowance, and somebody has decided that it counts all the same. */
  takenIn: z
    .strictObject({ at: z.iso.datetime(), by: z.string().nullable(), reason: z.string(), answers: z.int() })
    .nullable(),
  can: z.strictObject({ takeIn: z.boolean() }),
});
export type SealedLogEntry = z.infer<typeof SealedLogEntry>;

/**
 * `POST /api/exams/:code/room/sealed-logs/:id/taking`: takes in what a device logged in time of a file that came after the
 * allowance, and marks the attempt anew. Repeated, it is done once.
 */
export const TakeInSealedLog = z.strictObject({ reason: DeedReason });
export type TakeInSealedLog = z.infer<typeof TakeInSealedLog>;

/** How many answers were taken in. */
export const SealedLogTakenIn = z.strictObject({ answers: z.int() });
export type SealedLogTakenIn = z.infer<typeof SealedLogTakenIn>;
