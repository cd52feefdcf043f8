import type { Model } from 'mongoose';
import type { QueuedAnswers } from './summaries.ts';
import type { Attempt } from './attempt.model.ts';
import { markingKey } from './results.rules.ts';

interface Deps {
  attempts: Model<Attempt>;
  summaries: { queuedAt: (linkId: string) => Promise<QueuedAnswers[]> };
}

/** The answers to a question through a link. */
interface Answers {
  linkId: string;
  question: string;
}

/** How many answers to each question wait for a person, or have been marked by one. */
export type MarkingCounts = ReadonlyMap<string, { waiting: number; marked: number }>;

function countsOf(summaries: readonly QueuedAnswers[]): MarkingCounts {
  const counts = new Map<string, { waiting: number; marked: number }>();
  const count = (question: string, kind: 'waiting' | 'marked') => {
    const known = counts.get(question) ?? { waiting: 0, marked: 0 };
    counts.set(question, { ...known, [kind]: known[kind] + 1 });
  };
  for (const { awaits = [], markedByHand = [] } of summaries) {
    for (const question of awaits) count(question, 'waiting');
    for (const question of markedByHand) count(question, 'marked');
  }
  return counts;
}

/** What those who mark find attempts by. Ids of attempts are random, so that their order says nothing of who made them. */
export const makeMarkingQueue = ({ attempts, summaries }: Deps) => ({
  /** Of the attempts that count at a link, by the codes of questions. */
  counts: async (linkId: string): Promise<MarkingCounts> => countsOf(await summaries.queuedAt(linkId)),

  /** Attempts with an answer that waits: after one in the order of their ids, and some of them. */
  waiting: async ({ linkId, question }: Answers, after: string, some: number): Promise<string[]> => {
    const found = await attempts.collection
      .find(
        { awaits: markingKey(linkId, question), _id: { $gt: after as never } },
        { projection: { _id: 1 } },
      )
      .sort({ _id: 1 })
      .limit(some)
      .toArray();
    return found.map(({ _id }) => String(_id));
  },

  countWaiting: ({ linkId, question }: Answers): Promise<number> =>
    attempts.countDocuments({ awaits: markingKey(linkId, question) }),

  /** Attempts with an answer that a person has marked: a page of them, counted from 1, and how many there are. */
  async marked({ linkId, question }: Answers, page: number, size: number) {
    const filter = { markedByHand: markingKey(linkId, question) };
    const [found, count] = await Promise.all([
      attempts.collection
        .find(filter, { projection: { paper: 1, markings: 1, results: 1 } })
        .sort({ _id: 1 })
        .skip((page - 1) * size)
        .limit(size)
        .toArray() as unknown as Promise<Pick<Attempt, '_id' | 'paper' | 'markings' | 'results'>[]>,
      attempts.countDocuments(filter),
    ]);
    return { found, count };
  },
});
