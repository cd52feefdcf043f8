import type { Model } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import type { ExamPlace } from '../kernel/exam-place.ts';
import type { Attempt } from './attempt.model.ts';
import type { TimeDeed } from './time-deed.model.ts';
import type { TimeDeeds } from './time-deeds.ts';
import { TIMED, timeOf, type TimedAttempt } from './time.rules.ts';

interface Deps {
  attempts: Model<Attempt>;
  timeDeeds: Pick<TimeDeeds, 'of'>;
  clock: Clock;
}

/** Of an open attempt, what its time follows from, and what it holds of that. */
export type OpenAttempt = TimedAttempt & Pick<Attempt, '_id' | 'dueAt' | 'pausedAt' | 'change'>;

const PROJECTION = { ...TIMED, dueAt: 1, pausedAt: 1, change: 1 } as const;

/** The change that brings an attempt up to date; undefined where it is. */
function updateOf(attempt: OpenAttempt, deeds: readonly TimeDeed[]) {
  const { dueAt, pausedAt } = timeOf(attempt, deeds);
  if (dueAt.getTime() === attempt.dueAt.getTime() && pausedAt?.getTime() === attempt.pausedAt?.getTime())
    return undefined;
  const { _id, personId, change } = attempt;
  const update = {
    $set: { dueAt, ...(pausedAt && { pausedAt }) },
    ...(!pausedAt && { $unset: { pausedAt: true } }),
    $inc: { change: 1 },
  };
  return { updateOne: { filter: { _id, personId, state: 'open', change }, update } };
}

/** Whom of those at an exam: some people, those of a sitting, or everybody. */
export interface Whom {
  people?: readonly string[] | undefined;
  sittingId?: string | undefined;
}

/** Open attempts of an exam at a link, of everybody or of some. */
export const makeFindOpen =
  ({ attempts }: Pick<Deps, 'attempts'>) =>
  async ({ linkId, examCode }: ExamPlace, { people, sittingId }: Whom = {}): Promise<OpenAttempt[]> =>
    (await attempts.collection
      .find(
        {
          ...{ linkId, examCode, state: 'open' },
          ...(people && { personId: { $in: [...people] } }),
          ...(sittingId !== undefined && { 'sitting.id': sittingId }),
        } as object,
        { projection: PROJECTION },
      )
      .toArray()) as unknown[] as OpenAttempt[];

/**
 * Carries out owed work of kind `time`: open attempts come to hold the time that follows from what was done to it. They
 * are looked at, then the deeds, until there is nothing to change: whatever is done meanwhile is met by this look or by
 * its own.
 */
export function makeKeepTime(deps: Deps) {
  const findOpen = makeFindOpen(deps);
  return async ({ linkId, examCode, personId, sitting }: TimeDeed): Promise<void> => {
    const whom = { people: personId === undefined ? undefined : [personId], sittingId: sitting?.id };
    for (;;) {
      const open = await findOpen({ linkId, examCode }, whom);
      const deeds = await deps.timeDeeds.of({ linkId, examCode });
      const updates = open.flatMap((attempt) => updateOf(attempt, deeds) ?? []);
      if (updates.length === 0) return;
      await deps.attempts.collection.bulkWrite(updates as never[], { ordered: false });
    }
  };
}

/**
 * Makes sure of the time of an open attempt that seems to be over: what was done to it may not have come to the attempt
 * yet. Until then it holds less than follows, never more, so that whoever is in time by it is in time.
 */
export const makeOnTime =
  ({ timeDeeds, clock }: Omit<Deps, 'attempts'>) =>
  async <A extends Attempt | null>(attempt: A): Promise<A> => {
    if (attempt?.state !== 'open' || clock.now() < attempt.dueAt) return attempt;
    return { ...attempt, ...timeOf(attempt, await timeDeeds.of(attempt)) };
  };

export type OnTime = ReturnType<typeof makeOnTime>;
