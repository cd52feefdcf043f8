import type { Model } from 'mongoose';
import type { Edition } from './edition.ts';
import type { QuestionInForce } from './question-in-force.model.ts';
import type { QuestionRevision } from './question.model.ts';

interface Deps {
  entries: Model<QuestionInForce>;
  questions: Model<QuestionRevision>;
}

/** A revision that a bank has, or had, in force. */
export interface PutIntoForce {
  revision: number;
  fingerprint: string;
  createdAt: Date;
  /** The number of the edition that put it into force, the last of several. */
  from: number;
}

const KNOWN = { revision: 1, fingerprint: 1, createdAt: 1 } as const;

/** Makes what finds the revisions of a question that a bank has had in force up to an edition, the oldest first. */
export const makeRevisionsOf =
  ({ entries, questions }: Deps) =>
  async ({ bank, number, voided }: Edition, code: string): Promise<PutIntoForce[]> => {
    const put = await entries
      .find({ bank, code, from: { $lte: number, $nin: voided } }, { revision: 1, from: 1 })
      .lean<Pick<QuestionInForce, 'revision' | 'from'>[]>();
    if (put.length === 0) return [];
    const from = new Map<number, number>();
    for (const each of put) from.set(each.revision, Math.max(each.from, from.get(each.revision) ?? 0));
    const revisions = await questions
      .find({ code, revision: { $in: [...from.keys()] } }, KNOWN)
      .sort({ revision: 1 })
      .lean<Omit<PutIntoForce, 'from'>[]>();
    return revisions.map(({ revision, fingerprint, createdAt }) => ({
      ...{ revision, fingerprint, createdAt },
      from: from.get(revision) ?? 0,
    }));
  };
