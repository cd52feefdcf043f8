import { LRUCache } from 'lru-cache';
import type { Connection } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import { revisionId, type RevisionRef } from '../revisions/index.ts';
import { isDuplicateKey } from '../storage/index.ts';
import type { BlueprintShort } from './draw.rules.ts';
import type { DrawFixedPapers } from './draw-fixed-papers.ts';
import type { ExamInForce } from './exam-definitions.ts';
import { paperSetModel, type PaperSet } from './paper-set.model.ts';

/** Of them all in memory: some 10 MB. */
const SLOTS_IN_MEMORY = 50_000;

interface Deps {
  connection: Connection;
  clock: Clock;
  drawFixedPapers: DrawFixedPapers;
}

export type PaperSetFound = { ok: true; papers: PaperSet['papers'] } | BlueprintShort;

/** The fixed papers of exams: drawn when they are asked for first, once for all. */
export function makePaperSets({ connection, clock, drawFixedPapers }: Deps) {
  const sets = paperSetModel(connection);
  const known = new LRUCache<string, PaperSet['papers']>({
    maxSize: SLOTS_IN_MEMORY,
    sizeCalculation: (papers) => papers.reduce((sum, { paper }) => sum + paper.length, 1),
  });

  const read = async (_id: string): Promise<PaperSet['papers'] | undefined> =>
    (await sets.findById(_id).lean<PaperSet>())?.papers;

  /** Those that were drawn already: they never change. */
  async function findDrawn(_id: string): Promise<PaperSet['papers'] | undefined> {
    const papers = known.get(_id) ?? (await read(_id));
    if (papers) known.set(_id, papers);
    return papers;
  }

  /** Of two who draw at once the first one's are kept. */
  async function keep(set: PaperSet): Promise<PaperSet['papers']> {
    try {
      await sets.insertMany([set], { lean: true });
      return set.papers;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const first = await read(set._id);
      if (!first) throw error;
      return first;
    }
  }

  return {
    /** The papers of an exam that were drawn already. */
    drawnOf: async (exam: RevisionRef): Promise<PaperSet['papers']> =>
      (await findDrawn(revisionId(exam))) ?? [],

    /** The papers of an exam, in the order of its codes; none where it draws one for each learner. */
    papersOf: async ({ exam, editions }: ExamInForce): Promise<PaperSetFound> => {
      const { papers: wanted } = exam;
      if (!wanted) return { ok: true, papers: [] };
      const _id = revisionId(exam);
      const stored = await findDrawn(_id);
      if (stored) return { ok: true, papers: stored };
      const drawn = await drawFixedPapers(exam, editions, wanted);
      if (!drawn.ok) return drawn;
      const papers = await keep({ _id, papers: drawn.papers, drawnAt: clock.now() });
      known.set(_id, papers);
      return { ok: true, papers };
    },
  };
}

export type PaperSets = ReturnType<typeof makePaperSets>;
