import type { Connection } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import { makeRevisionFinder, publishRevisions, type RevisionRef } from '../revisions/index.ts';
import { questionModel, type QuestionContent } from './question.model.ts';

/** A question's text takes about 2 kB: all in memory, the cache stays under 20 MB. */
const REVISIONS_IN_MEMORY = 10_000;

interface Deps {
  connection: Connection;
  clock: Clock;
}

/** The question bank: immutable revisions of questions. */
export function makeBank({ connection, clock }: Deps) {
  const questions = questionModel(connection);
  return {
    models: [questions],

    /** Stores the questions whose content is new and answers the revision of each. */
    publish: (contents: QuestionContent[]): Promise<RevisionRef[]> =>
      publishRevisions(
        questions,
        contents.map((content) => ({ content })),
        clock.now(),
      ),

    /** Revisions by their ids `CODE@REVISION`. */
    findRevisions: makeRevisionFinder(questions, REVISIONS_IN_MEMORY),
  };
}

export type Bank = ReturnType<typeof makeBank>;
