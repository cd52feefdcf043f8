import { z } from 'zod';

/** So slow a network makes people wait for every page; answers are kept on the device all the same. */
const MOST_ROUND_TRIP_MS = 5_000;

/** `PUT /api/exams/:code/rehearsal`: how a device did that somebody tried before an exam. Answers `RehearsalDone`. */
export const Rehearsal = z.strictObject({
  /** What is answered is still there after the tab was closed. */
  keeps: z.boolean(),
  /** The page comes back without network. */
  comesBack: z.boolean(),
  /** How far the device's clock is ahead of the server's. */
  clockAheadSeconds: z.int().min(-4e9).max(4e9),
  /** Half of the requests were answered within it. */
  roundTripMs: z.int().min(0).max(600_000),
});
export type Rehearsal = z.infer<typeof Rehearsal>;

/** `kept`: the room shows it; what is tried by those who teach counts nowhere. */
export const RehearsalDone = z.strictObject({ at: z.iso.datetime(), kept: z.boolean() });
export type RehearsalDone = z.infer<typeof RehearsalDone>;

/** Whether an exam can be sat on such a device without worry: a clock that is wrong does no harm. */
export const isReady = ({ keeps, roundTripMs }: Rehearsal): boolean =>
  keeps && roundTripMs <= MOST_ROUND_TRIP_MS;
