import type { Connection } from 'mongoose';
import type { Ruling, Rulings, Where } from '../exams/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Whereabouts } from '../policies/index.ts';
import { revisionId } from '../revisions/index.ts';
import { makeFreshLook, readingSince } from '../storage/index.ts';
import { correctionModel, type Correction } from './correction.model.ts';
import { rulingOf, type CorrectionTerms } from './corrections.rules.ts';
import { reaching } from './reach.ts';

/** How long a correction that another process stored may go unnoticed here. */
const LOOK_MS = 1_000;

/**
 * After so long every process marks by a correction: it is older than the oldest reading that anybody still goes by,
 * and whatever was being marked by an older one has been stored or will find its attempt changed.
 */
export const NOTICED_MS = 2 * LOOK_MS + 1_000;

const FIELDS = { owed: 0, told: 0, by: 0, appealId: 0, code: 0, revision: 0 } as const;

type Known = CorrectionTerms & Pick<Correction, 'question'>;

/**
 * The corrections of questions. They are few, and all in memory: marking reads the store for none. One small reading a
 * second brings what other processes stored; what this one stores it knows at once.
 */
export function makeCorrectionsInForce({ connection, clock }: { connection: Connection; clock: Clock }) {
  const corrections = correctionModel(connection);
  const known = new Map<string, Map<string, Known>>();
  let readUpTo: number | undefined;

  const note = (correction: Known): void => {
    const ofQuestion = known.get(correction.question) ?? new Map<string, Known>();
    ofQuestion.set(correction._id, correction);
    known.set(correction.question, ofQuestion);
  };

  async function read(): Promise<void> {
    const now = clock.now();
    const since = readingSince(readUpTo, now);
    const fresh = since ? { at: { $gte: since } } : {};
    for (const correction of await corrections.find(fresh, FIELDS).lean<Known[]>()) note(correction);
    readUpTo = now.getTime();
  }
  const look = makeFreshLook({ clock, read, restMs: LOOK_MS });
  const ofQuestion = (question: string): Known[] => [...(known.get(question)?.values() ?? [])];

  return {
    models: [corrections],
    corrections,
    note,

    /** How the questions of a paper count where it was taken. */
    rulingsOf: async ({ paper, platformId, contextId }: Where): Promise<Rulings> => {
      await look();
      if (known.size === 0) return new Map();
      return new Map(
        paper.flatMap(({ slot, question: code, revision }): [number, Ruling][] => {
          const made = ofQuestion(revisionId({ code, revision }));
          const ruling = made.length > 0 && rulingOf(reaching(made, { platformId, contextId }));
          return ruling ? [[slot, ruling]] : [];
        }),
      );
    },

    /** The corrections of a question as they are stored now. */
    ofQuestion: (question: string): Promise<Correction[]> =>
      corrections.find({ question }).sort({ number: 1 }).lean<Correction[]>().exec(),

    /** Those of some questions that reach attempts made somewhere, as they are stored now. */
    reachingOf: async (questions: readonly string[], where: Whereabouts): Promise<Correction[]> =>
      reaching(await corrections.find({ question: { $in: questions } }).lean<Correction[]>(), where),
  };
}

export type CorrectionsInForce = ReturnType<typeof makeCorrectionsInForce>;
