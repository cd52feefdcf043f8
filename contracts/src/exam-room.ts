import { z } from 'zod';
import { Accommodation, DeedReason } from './exams.ts';
import { SittingNamed } from './sittings.ts';
import { SealedLogEntry } from './sealed-logs.ts';
import { boundedList, Code, LanguageMap } from './vocabulary.ts';

/** People chosen by hand at a time; whoever means more of them means everybody. */
export const MOST_CHOSEN = 200;
/** Minutes that can be added at a time. */
export const MOST_MINUTES = 240;

/** Which deed, and whom it is about: people, those of a sitting, or everybody at the exam of the link. */
const which = {
  /** Made by whoever asks: repeated, it is done once. */
  id: z.uuid(),
  people: boundedList(z.string().min(1).max(200), MOST_CHOSEN, 1).optional(),
  /** Not beside people. */
  sitting: z.uuid().optional(),
};

/**
 * `POST /api/exams/:code/room/deeds`: what an invigilator does to the time of an exam. A pause stops the clock of open
 * attempts, and nobody begins one; added time goes to attempts that are open. Answers `RoomDeedDone`.
 */
export const RoomDeed = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pause'), ...which, reason: DeedReason }),
  z.strictObject({ kind: z.literal('resume'), ...which, reason: DeedReason }),
  z.strictObject({
    kind: z.literal('add-time'),
    ...which,
    minutes: z.int().min(1).max(MOST_MINUTES),
    reason: DeedReason,
  }),
]);
export type RoomDeed = z.infer<typeof RoomDeed>;

/** How many open attempts it concerned. */
export const RoomDeedDone = z.strictObject({ id: z.string(), reached: z.int() });
export type RoomDeedDone = z.infer<typeof RoomDeedDone>;

const PersonShown = z.strictObject({
  id: z.string(),
  name: z.string().nullable(),
  /** Stands in for a name that is not known. */
  number: z.string(),
});

/** How somebody fares in the exam. */
export const RoomState = z.enum(['not-started', 'working', 'disconnected', 'paused', 'submitted', 'time-up']);
export type RoomState = z.infer<typeof RoomState>;

/** Somebody in the exam room; the newest attempt stands for the state. */
export const RoomRow = z.strictObject({
  person: PersonShown,
  /** That of the open attempt, else the one that they are in. */
  sitting: SittingNamed.nullable(),
  state: RoomState,
  /** Since when they are disconnected or paused; when the attempt ended. */
  since: z.iso.datetime().nullable(),
  attempt: z.int().nullable(),
  dueAt: z.iso.datetime().nullable(),
  questions: z.int(),
  answered: z.int(),
  /** Questions that they flagged for themselves. */
  flagged: z.int(),
  /** The question that they answered last, counted from 1. */
  position: z.int().nullable(),
  savedAt: z.iso.datetime().nullable(),
  /** What was added to the attempt's time, and for how long it was paused so far. */
  addedMinutes: z.int(),
  pausedSeconds: z.int(),
  /** Devices on which the attempt was opened. */
  devices: z.int(),
  /** When they last tried their device for this exam, and whether it did well; null: never. */
  rehearsed: z.strictObject({ at: z.iso.datetime(), ready: z.boolean() }).nullable(),
});
export type RoomRow = z.infer<typeof RoomRow>;

const roomHead = {
  exam: z.strictObject({ code: Code, title: LanguageMap }),
  /** Since when everybody is paused; null: they are not. */
  pausedAt: z.iso.datetime().nullable(),
  /** In their order, each with since when it is paused. */
  sittings: z.array(z.strictObject({ ...SittingNamed.shape, pausedAt: z.iso.datetime().nullable() })),
  /** Entries of the ledger so far. */
  deeds: z.int(),
  can: z.strictObject({ changeTime: z.boolean() }),
  serverNow: z.iso.datetime(),
};

/** `GET /api/exams/:code/room`. */
export const RoomView = z.strictObject({ ...roomHead, rows: z.array(RoomRow) });
export type RoomView = z.infer<typeof RoomView>;

/** An event of `GET /api/exams/:code/room/changes`: the rows that differ, and who is not there any more. */
export const RoomChange = z.strictObject({
  ...roomHead,
  rows: z.array(RoomRow),
  gone: z.array(z.string()),
});
export type RoomChange = z.infer<typeof RoomChange>;

/** What was done to a sitting: made, its terms changed, given another code, removed. */
export const SittingChange = z.enum(['made', 'changed', 'recoded', 'removed']);
export type SittingChange = z.infer<typeof SittingChange>;

/** An entry of the ledger: written once. */
export const LedgerDeed = z.strictObject({
  id: z.string(),
  kind: z.enum(['pause', 'resume', 'add-time', 'accommodation', 'sitting']),
  at: z.iso.datetime(),
  by: z.string().nullable(),
  /** Whom it concerned; null: everybody, or all of the sitting. */
  people: z.array(PersonShown).nullable(),
  sitting: SittingNamed.nullable(),
  /** What was done to a sitting. */
  change: SittingChange.nullable(),
  minutes: z.int().nullable(),
  accommodation: Accommodation.nullable(),
  /** Absent from what was given before reasons were asked for. */
  reason: z.string().nullable(),
});
export type LedgerDeed = z.infer<typeof LedgerDeed>;

/** `GET /api/exams/:code/room/ledger`: what was done to the time of an exam at a link, oldest first. */
export const RoomLedger = z.strictObject({
  exam: z.strictObject({ code: Code, title: LanguageMap }),
  contextTitle: z.string().nullable(),
  deeds: z.array(LedgerDeed),
  /** Files of devices without network that were brought, oldest first. */
  logs: z.array(SealedLogEntry),
  serverNow: z.iso.datetime(),
});
export type RoomLedger = z.infer<typeof RoomLedger>;
