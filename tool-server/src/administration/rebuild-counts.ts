import type { Connection } from 'mongoose';
import type { Bank } from '../bank/index.ts';
import { makeKeepCompletions } from '../completions/index.ts';
import { attemptModel, makePaperQuestions, makeSummaries } from '../exams/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import { progressModel } from '../learning/index.ts';
import { makeAnswerCounts } from '../statistics/index.ts';
import { prepareModels } from '../storage/index.ts';

interface Deps {
  connection: Connection;
  clock: Clock;
  logger: Logger;
  bank: Bank;
}

/** What lists, figures and reports are read from, made again of attempts and of what was read. */
export const makeRebuildCounts =
  ({ bank, ...deps }: Deps) =>
  async (): Promise<{ made: number; removed: number }> => {
    const { connection } = deps;
    const summaries = makeSummaries(deps);
    const completions = makeKeepCompletions({ connection, summaries, progress: progressModel(connection) });
    const counts = makeAnswerCounts({
      ...deps,
      ...completions,
      attempts: attemptModel(connection),
      summarise: summaries.summarise,
      questionsOf: makePaperQuestions({ bank }),
    });
    await prepareModels([...summaries.models, ...completions.models, ...counts.models]);
    // First the summaries: completions are made of them.
    const made = await summaries.rebuild();
    await counts.rebuild();
    return made;
  };
