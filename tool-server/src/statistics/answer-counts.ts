import type { Connection, Model } from 'mongoose';
import type { QuestionRevision } from '../bank/index.ts';
import type { Attempt } from '../exams/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import { isDuplicateKey, makeGather } from '../storage/index.ts';
import { contributionModel, type Contribution } from './contribution.model.ts';
import { contributionOf } from './contribution.rules.ts';
import type { CountingParts } from './count-batches.ts';
import { makeCounter } from './counter.ts';
import { itemStatisticModel } from './statistic.model.ts';

export interface AnswerCountDeps extends Pick<CountingParts, 'onCounted' | 'onCountedAnew'> {
  connection: Connection;
  clock: Clock;
  logger: Logger;
  attempts: Model<Attempt>;
  summarise: (attempts: readonly Attempt[]) => Promise<void>;
  /** The question revisions of a paper, by slot. */
  questionsOf: (attempt: Attempt) => Promise<ReadonlyMap<number, QuestionRevision>>;
}

/** What is told already stays. */
async function tell(contributions: Model<Contribution>, told: readonly Contribution[]): Promise<void> {
  try {
    await contributions.collection.insertMany(told as never, { ordered: false });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}

/** Counts what attempts bring into the figures of their questions. */
export function makeAnswerCounts(deps: AnswerCountDeps) {
  const { connection, questionsOf } = deps;
  const contributions = contributionModel(connection);
  const statistics = itemStatisticModel(connection);

  const contributionsOf = async (attempts: readonly Attempt[]): Promise<Contribution[]> => {
    const found: Contribution[] = [];
    for (const attempt of attempts) {
      const contribution = contributionOf(attempt, await questionsOf(attempt));
      if (contribution) found.push(contribution);
    }
    return found;
  };
  const tellTogether = makeGather((told: Contribution[]) => tell(contributions, told));
  const counter = makeCounter({ ...deps, contributions, statistics, contributionsOf });

  return {
    models: [contributions, statistics, ...counter.models],
    statistics,
    worker: counter.worker,
    isComplete: counter.isComplete,
    rebuild: counter.rebuild,

    /** Tells what an attempt brings into figures, that has been marked or removed. */
    async onAttemptChanged(attempt: Attempt): Promise<void> {
      const [contribution] = await contributionsOf([attempt]);
      if (contribution) await tellTogether(contribution);
    },
  };
}
