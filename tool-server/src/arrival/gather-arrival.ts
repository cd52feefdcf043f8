import type { Arrival, SessionGrant } from '@chuyen-de/contracts';
import type { Exams } from '../exams/index.ts';
import type { Learning } from '../learning/index.ts';
import { isTrial, type SessionData } from '../sessions/index.ts';

interface Deps {
  exams: Pick<Exams, 'startPageOf'>;
  learning: Pick<Learning, 'pageOf'>;
}

/** Gathers what the page of a launch shows: what its link opens, for the person who opened it. */
export const makeGatherArrival =
  ({ exams, learning }: Deps) =>
  async (grant: SessionGrant, session: SessionData): Promise<Arrival> => {
    const { item, personId, linkId, locale } = session;
    if (item?.kind === 'exam' && linkId !== undefined) {
      const taker = { personId, linkId, examCode: item.code };
      return { grant, exam: await exams.startPageOf(taker, isTrial(session)) };
    }
    if (item?.kind === 'topic') return { grant, topic: await learning.pageOf(item.code, personId, locale) };
    return { grant };
  };
