import type { Arrival, ItemKind, SessionGrant } from '@chuyen-de/contracts';
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
    const gather: Record<ItemKind, (code: string) => Promise<Omit<Arrival, 'grant'>>> = {
      topic: async (code) => ({ topic: await learning.pageOf(code, personId, locale) }),
      exam: async (examCode) =>
        linkId === undefined
          ? {}
          : { exam: await exams.startPageOf({ personId, linkId, examCode }, isTrial(session)) },
      // Their pages ask for what they show.
      practice: () => Promise.resolve({}),
      class: () => Promise.resolve({}),
    };
    return { grant, ...(item && (await gather[item.kind](item.code))) };
  };
