import type { Arrival, SessionGrant } from '@chuyen-de/contracts';
import type { Exams } from '../exams/index.ts';
import type { Learning } from '../learning/index.ts';
import type { SessionData } from '../sessions/index.ts';

interface Deps {
  exams: Pick<Exams, 'startPageOf'>;
  learning: Pick<Learning, 'pageOf'>;
}

/** Gathers what the page of a launch shows: what its link opens, for the person who opened it. */
export const makeGatherArrival =
  ({ exams, learning }: Deps) =>
  async (grant: SessionGrant, { item, personId, linkId, locale }: SessionData): Promise<Arrival> => {
    if (item?.kind === 'exam' && linkId !== undefined)
      return { grant, exam: await exams.startPageOf({ personId, linkId, examCode: item.code }) };
    if (item?.kind === 'topic') return { grant, topic: await learning.pageOf(item.code, personId, locale) };
    return { grant };
  };
