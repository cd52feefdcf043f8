import type { Exams, PaperSlot } from '../exams/index.ts';
import type { Practice } from '../practice/index.ts';

/** The paper on which somebody was asked. */
export interface Where {
  kind: 'attempt' | 'practice';
  id: string;
}

interface Paper {
  ok: true;
  paper: readonly PaperSlot[];
  platformId: string;
  contextId?: string | undefined;
}

type Exam = Pick<Exams, 'findStored' | 'findReviewed'>;
type Refused = Extract<Awaited<ReturnType<Exam['findReviewed']>>, { ok: false }>;
const NO_PRACTICE = { ok: false, error: { code: 'practice_not_found' } } as const;
const NO_ATTEMPT = { ok: false, error: { code: 'attempt_not_found' } } as const;

export type ShownRefusal = Refused['error'] | typeof NO_PRACTICE.error;

/**
 * Makes what finds the papers of somebody of whose questions they may say what is wrong: those of practice; those of exams
 * in the review, as far as it shows questions, and never while they are sat.
 */
export function makeShownPapers({ exams, practice }: { exams: Exam; practice: Pick<Practice, 'findRound'> }) {
  const findRound = async (id: string, personId: string): Promise<Paper | typeof NO_PRACTICE> => {
    const round = await practice.findRound(id, personId);
    return round ? { ok: true, ...round } : NO_PRACTICE;
  };
  return {
    /** One of which they may see what they have reported. */
    toRead: async ({ kind, id }: Where, personId: string) => {
      if (kind === 'practice') return findRound(id, personId);
      const attempt = await exams.findStored(id);
      const isTheirs = attempt?.personId === personId && attempt.state !== 'removed';
      return isTheirs ? { ok: true as const, ...attempt } : NO_ATTEMPT;
    },

    /** One whose questions they may report now. */
    toReport: async (
      { kind, id }: Where,
      personId: string,
    ): Promise<Paper | { ok: false; error: ShownRefusal }> =>
      kind === 'practice' ? findRound(id, personId) : exams.findReviewed(id, personId),
  };
}

export type ShownPapers = ReturnType<typeof makeShownPapers>;
