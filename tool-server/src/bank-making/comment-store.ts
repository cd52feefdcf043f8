import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { questionCommentModel, type QuestionComment } from './question-comment.model.ts';

const MOST_COMMENTS = 100;

/** What is said of questions by those who write in their banks. */
export function makeCommentStore({ connection }: { connection: Connection }) {
  const comments = questionCommentModel(connection);
  return {
    models: [comments],

    /** The oldest first. */
    listOf: (question: string): Promise<QuestionComment[]> =>
      comments.find({ question }).sort({ at: 1 }).lean<QuestionComment[]>(),

    /** How many there are, by those of some questions that have any. */
    countOf: async (questions: readonly string[]): Promise<ReadonlyMap<string, number>> => {
      const made = await comments
        .find({ question: { $in: questions } }, { question: 1 })
        .lean<Pick<QuestionComment, 'question'>[]>();
      const counts = new Map<string, number>();
      for (const { question } of made) counts.set(question, (counts.get(question) ?? 0) + 1);
      return counts;
    },

    /** False: there are too many already. */
    add: async (comment: Omit<QuestionComment, '_id'>): Promise<boolean> => {
      if ((await comments.countDocuments({ question: comment.question })) >= MOST_COMMENTS) return false;
      await comments.insertMany([{ ...comment, _id: randomUUID() }], { lean: true });
      return true;
    },

    /** Removes somebody's own; false: they have none such. */
    removeOwn: async (question: string, by: string, id: string): Promise<boolean> =>
      (await comments.deleteOne({ _id: id, question, by })).deletedCount === 1,

    /** Of a question that is gone. */
    remove: async (question: string): Promise<void> => {
      await comments.deleteMany({ question });
    },
  };
}

export type CommentStore = ReturnType<typeof makeCommentStore>;
