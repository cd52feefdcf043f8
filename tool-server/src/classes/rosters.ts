import type { RosterState } from '@chuyen-de/contracts';
import { isValidObjectId } from 'mongoose';
import type { Context } from './context.model.ts';
import type { ReadRosterResult, RosterDeps } from './read-roster.ts';
import { makeRosterReadings, NOT_ASKED } from './roster-readings.ts';

/**
 * The rosters of courses, each read once for all who want it. A page that shows a class only wishes for its roster and
 * waits for nothing; who asks for a reading waits for its end. An LMS that did not answer in time is left alone: by
 * wishes for a while, and by whoever had been waiting for their turn meanwhile.
 */
export function makeRosters(deps: RosterDeps) {
  const now = (): number => deps.clock.now().getTime();
  const readings = makeRosterReadings(deps);

  return {
    /** Wishes for the roster of a course that was never read, and says how that stands. */
    wish: (context: Context): RosterState => {
      const { membershipsUrl, rosterAt } = context;
      const running = readings.of(context._id.toHexString());
      if (running) {
        running.wishedAt = now();
        return 'reading';
      }
      if (membershipsUrl === undefined || rosterAt) return 'idle';
      if (readings.isResting(context)) return 'unanswered';
      readings.begin(context, membershipsUrl).wishedAt = now();
      return 'reading';
    },

    /**
     * Reads the roster of a course now, or joins those who wait for it.
     * @param signal tells that the caller has gone: where nobody is left, a reading whose turn has not come is dropped
     */
    read: async (contextId: string, signal?: AbortSignal): Promise<ReadRosterResult> => {
      const context = isValidObjectId(contextId)
        ? await deps.contexts.findById(contextId).lean<Context>()
        : null;
      const membershipsUrl = context?.membershipsUrl;
      if (!context || membershipsUrl === undefined)
        return { ok: false, error: { code: 'roster_not_offered' } };
      if (signal?.aborted) return { ok: false, error: NOT_ASKED };
      const reading = readings.of(contextId) ?? readings.begin(context, membershipsUrl);
      reading.askedAt = now();
      reading.waiting += 1;
      const leave = (): void => void (reading.waiting -= 1);
      signal?.addEventListener('abort', leave, { once: true });
      return reading.done.finally(() => signal?.removeEventListener('abort', leave));
    },
  };
}
