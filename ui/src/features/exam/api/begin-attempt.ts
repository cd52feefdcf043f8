import type { ExamStart } from '@chuyen-de/contracts';
import { deviceId } from '../../../lib/device-id.ts';
import { startAttempt, takeOverAttempt, type TimedAttempt, type Typed } from './attempt.ts';

/** Takes up the open attempt of an exam, or starts one. @param typed what the exam asks for */
export function beginAttempt({ code, attempts }: ExamStart, typed?: Typed): Promise<TimedAttempt> {
  const open = attempts.find(({ state }) => state === 'open');
  return open === undefined ? startAttempt(code, deviceId(), typed) : takeOverAttempt(open.id, deviceId());
}

let early: Promise<TimedAttempt> | undefined;

/**
 * An attempt asked for on the page that the server rendered, while the application is still on its way. On a slow
 * network the paper so arrives together with what shows it.
 */
export const earlyAttempt = {
  begin(exam: ExamStart): void {
    early ??= beginAttempt(exam);
    // Whoever takes it sees what went wrong.
    early.catch(() => undefined);
  },
  isUnderWay: (): boolean => early !== undefined,
  /** The attempt under way, once it is there; undefined where there is none, or something went wrong. */
  whenThere: async (): Promise<TimedAttempt | undefined> => early?.catch(() => undefined),
  /** The attempt under way, once. */
  take(): Promise<TimedAttempt> | undefined {
    const taken = early;
    early = undefined;
    return taken;
  },
};
