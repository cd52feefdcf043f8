import type { Connection } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import { makeRevisionFinder, publishRevisions } from '../revisions/index.ts';
import { makeDraftEdition } from './draft-edition.ts';
import { inForce, type Edition } from './edition.ts';
import { makeFindByCode } from './find-by-code.ts';
import { makeFindCiting } from './find-citing.ts';
import { poolPartModel } from './pool-part.model.ts';
import { makePools } from './pools.ts';
import { bankCounterModel, questionInForceModel, type QuestionInForce } from './question-in-force.model.ts';
import { questionModel } from './question.model.ts';
import { makeRevisionsOf } from './revisions-of.ts';
import { makeSearchQuestions } from './search-questions.ts';

/** A question's text takes about 2 kB: all in memory, the cache stays under 20 MB. */
const REVISIONS_IN_MEMORY = 10_000;
const CODES_AT_ONCE = 1_000;

interface Deps {
  connection: Connection;
  clock: Clock;
}

/** The question banks: immutable revisions of questions, and which of them are in force. */
export function makeBank({ connection, clock }: Deps) {
  const questions = questionModel(connection);
  const entries = questionInForceModel(connection);
  const counters = bankCounterModel(connection);
  const parts = poolPartModel(connection);
  const pools = makePools({ entries, parts });
  return {
    models: [questions, entries, counters, parts],

    /** Revisions by their ids `CODE@REVISION`. */
    findRevisions: makeRevisionFinder(questions, REVISIONS_IN_MEMORY),
    /** Which questions are at places among those of their topic and level that an edition has in force. */
    findPlaced: pools.findPlaced,
    /** Questions by their codes, as they are asked now. @see makeFindByCode */
    findByCode: makeFindByCode({ entries, questions }),
    search: makeSearchQuestions({ entries, questions }),
    revisionsOf: makeRevisionsOf({ entries, questions }),
    /** Questions of a programme that cite one of its sources. @see makeFindCiting */
    findCiting: makeFindCiting({ entries, questions }),

    /** Begins the next edition of a bank. @see makeDraftEdition */
    draftEdition: makeDraftEdition({
      entries,
      counters,
      pools,
      publishRevisions: (publications) => publishRevisions(questions, publications, clock.now()),
    }),

    /** The topic of each code that an edition has in force and no person marks. */
    async topicsOf(edition: Edition, codes: readonly string[]): Promise<Map<string, string>> {
      if (codes.length === 0) return new Map();
      const found = await entries
        .find({ ...inForce(edition), code: { $in: codes }, undrawn: { $ne: true } }, { code: 1, topic: 1 })
        .lean<Pick<QuestionInForce, 'code' | 'topic'>[]>();
      return new Map(found.map(({ code, topic }) => [code, topic]));
    },

    /** The bank that has each code, of those that some edition has in force. */
    async ownersOf(codes: readonly string[], editions: readonly Edition[]): Promise<Map<string, string>> {
      const owners = new Map<string, string>();
      for (const edition of editions) {
        for (let from = 0; from < codes.length; from += CODES_AT_ONCE) {
          const found = await entries
            .find(
              { ...inForce(edition), code: { $in: codes.slice(from, from + CODES_AT_ONCE) } },
              { code: 1 },
            )
            .lean<Pick<QuestionInForce, 'code'>[]>();
          for (const { code } of found) owners.set(code, edition.bank);
        }
      }
      return owners;
    },
  };
}

export type Bank = ReturnType<typeof makeBank>;
