import type { ExamPlace } from '../kernel/exam-place.ts';
import type { ExamDefinitions } from './exam-definitions.ts';
import type { TimeDeeds } from './time-deeds.ts';
import { windowFor, type Window } from './time.rules.ts';

interface Deps {
  definitions: ExamDefinitions;
  timeDeeds: Pick<TimeDeeds, 'accommodationsOfLink'>;
}

/** When people may sit an exam at a link: as it is in force, or as it was given to them. */
export const makeWindowsAt =
  ({ definitions, timeDeeds }: Deps) =>
  async ({ linkId, examCode }: ExamPlace): Promise<(personId?: string) => Window> => {
    const [inForce, given] = await Promise.all([
      definitions.findInForce(examCode),
      timeDeeds.accommodationsOfLink(linkId),
    ]);
    const { opensAt, closesAt } = inForce?.exam ?? {};
    return (personId) =>
      windowFor({ opensAt, closesAt }, personId === undefined ? undefined : given.get(personId));
  };
