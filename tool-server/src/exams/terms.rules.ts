import type { Accommodation, ExamFile } from '@chuyen-de/contracts';

/** Minutes that a person has, accommodation included. */
export const minutesFor = (minutes: number, accommodation: Accommodation | undefined): number =>
  minutes * (accommodation?.timeMultiplier ?? 1);

/** When an attempt that started then is due. */
export const dueAtOf = (startedAt: Date, minutes: number, accommodation: Accommodation | undefined): Date =>
  new Date(startedAt.getTime() + Math.round(minutesFor(minutes, accommodation) * 60_000));

/** Attempts that a person may make; null: no limit. */
export const attemptsAllowed = (
  { attempts }: Pick<ExamFile, 'attempts'>,
  accommodation: Accommodation | undefined,
): number | null => (attempts === undefined ? null : attempts + (accommodation?.extraAttempts ?? 0));
