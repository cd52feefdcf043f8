import { randomUUID } from 'node:crypto';
import type { TimeDeed } from '../src/exams/time-deed.model.ts';
import { useExamRooms, type Client } from './exam-steps.ts';

export const REASON = 'Mất điện phòng 2';

/** Exam rooms of which the time is changed, at a link of one's own: what was done at one is remembered for a second. */
export function useTimedRooms() {
  const { learner: learnerAt, ...steps } = useExamRooms();
  const { rooms } = steps;
  let links = 0;
  const learner = (over: object = {}) => learnerAt({ linkId: `link-of-${links}`, ...over });
  return {
    ...steps,
    learner,
    lecturer: (over: object = {}) => learner({ personId: 'person-9', roles: ['lecturer'], ...over }),
    /** Where the exam is sat. */
    here: () => ({ linkId: `link-of-${links}`, examCode: 'KT01' }),
    goToNextLink: (): void => {
      links += 1;
    },
    doDeed: (client: Client, deed: object) =>
      client('POST', '/exams/KT01/room/deeds', { id: randomUUID(), reason: REASON, ...deed }),
    /** Carries out what deeds owe, as the worker does. */
    carryOut: async (): Promise<void> => {
      for (const deed of await rooms().collection('timeDeeds').find({}).toArray())
        await rooms().exams.onTimeOwed(deed as unknown as TimeDeed);
    },
    stored: async (id: string) => (await rooms().exams.findAttempt(id))!.attempt,
  };
}
