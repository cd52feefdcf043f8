import type { Connection } from 'mongoose';
import { isDuplicateKey } from '../storage/index.ts';
import { questionVersionModel, type QuestionVersion } from './question-version.model.ts';

/** Of one question; what was in force stays beyond that. */
const MOST_VERSIONS = 100;

export type ListedVersion = Omit<QuestionVersion, 'draft'>;

/** What drafts of questions said before they were changed. */
export function makeVersionStore({ connection }: { connection: Connection }) {
  const versions = questionVersionModel(connection);

  /** Lets go those of a question that are older than the newest ones. */
  async function trim(question: string): Promise<void> {
    const [last] = await versions
      .find({ question }, { edition: 1 })
      .sort({ edition: -1 })
      .skip(MOST_VERSIONS)
      .limit(1)
      .lean<Pick<QuestionVersion, 'edition'>[]>();
    if (last) await versions.deleteMany({ question, edition: { $lte: last.edition } });
  }

  return {
    models: [versions],

    /** An edition never says anything else: who keeps it a second time has nothing to do. */
    keep: async (version: QuestionVersion): Promise<void> => {
      try {
        await versions.insertMany([version], { lean: true });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      await trim(version.question);
    },

    /** The newest first. */
    listOf: (question: string): Promise<ListedVersion[]> =>
      versions.find({ question }, { draft: 0 }).sort({ edition: -1 }).lean<ListedVersion[]>(),

    find: async (question: string, edition: number): Promise<QuestionVersion | undefined> =>
      (await versions.findOne({ question, edition }).lean<QuestionVersion>()) ?? undefined,

    /** Of a question that is gone. */
    remove: async (question: string): Promise<void> => {
      await versions.deleteMany({ question });
    },
  };
}

export type VersionStore = ReturnType<typeof makeVersionStore>;
