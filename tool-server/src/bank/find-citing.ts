import type { Model } from 'mongoose';
import { inForce, type Edition } from './edition.ts';
import type { QuestionInForce } from './question-in-force.model.ts';
import type { QuestionRevision } from './question.model.ts';

interface Deps {
  entries: Model<QuestionInForce>;
  questions: Model<QuestionRevision>;
}

type Citing = Pick<QuestionRevision, 'code' | 'revision' | 'stem' | 'source'>;
const CITING = { code: 1, revision: 1, stem: 1, source: 1 } as const;

/**
 * Finds the questions that an edition of a programme's bank has in force and that cite one of its sources.
 * @returns in the order of the codes, `most` at the most
 */
export const makeFindCiting =
  ({ entries, questions }: Deps) =>
  async (edition: Edition, source: string, most: number): Promise<Citing[]> => {
    const revisions = await questions
      .find({ programme: edition.bank, 'source.source': source }, CITING)
      .sort({ code: 1 })
      .lean<Citing[]>();
    const found = await entries
      .find(
        { ...inForce(edition), code: { $in: revisions.map(({ code }) => code) } },
        { code: 1, revision: 1 },
      )
      .lean<Pick<QuestionInForce, 'code' | 'revision'>[]>();
    const asked = new Map(found.map(({ code, revision }) => [code, revision]));
    return revisions.filter(({ code, revision }) => asked.get(code) === revision).slice(0, most);
  };
