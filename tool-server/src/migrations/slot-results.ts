import { typeOf, type QuestionContent, type QuestionResponse } from '@chuyen-de/question-types';
import type { Connection } from 'mongoose';

/**
 * Attempts had a score alone, and what each answer was worth was worked out wherever it was told; now each place of
 * the paper has its result, and attempts that have all of them are marked. Scores stay as they are. Speaks of attempts
 * as they were stored; how a stored answer to a stored question is scored never changes.
 */
interface OldAttempt {
  _id: string;
  state: string;
  change: number;
  closedAt: Date;
  settledAt?: Date;
  paper: { slot: number; question: string; revision: number }[];
  answers: Record<string, { response: QuestionResponse } | undefined>;
}
type OldQuestion = QuestionContent & { _id: string };
type Questions = ReadonlyMap<string, OldQuestion>;

const BATCH = 100;
const SCORED = { score: { $exists: true }, results: { $exists: false } };

const revisionsOf = ({ paper }: OldAttempt): string[] =>
  paper.map(({ question, revision }) => `${question}@${revision}`);

async function questionsOf(connection: Connection, attempts: OldAttempt[]): Promise<Questions> {
  const ids = [...new Set(attempts.flatMap(revisionsOf))];
  const found = await connection
    .collection<OldQuestion>('questions')
    .find({ _id: { $in: ids } })
    .toArray();
  return new Map(found.map((question) => [question._id, question as OldQuestion]));
}

/** What makes an attempt one that is marked. A place whose question is lost, which no page could show, has no result. */
function marked(attempt: OldAttempt, questions: Questions): object {
  const { paper, answers, state, closedAt, settledAt = closedAt } = attempt;
  const results = paper.flatMap(({ slot, question, revision }) => {
    const content = questions.get(`${question}@${revision}`);
    if (!content) return [];
    const response = answers[slot]?.response;
    const fraction = response ? (typeOf(content.type).fraction(content, response) ?? 0) : 0;
    return [[slot, { fraction, points: fraction, maximum: 1, by: 'rule', markedAt: settledAt }] as const];
  });
  return {
    settledAt,
    results: Object.fromEntries(results),
    ...(state === 'closed' && { state: 'marked' }),
  };
}

/** Goes through all attempts once; answers whether one was changed meanwhile, by a process that was suspended. */
async function storeThoseFound(connection: Connection): Promise<boolean> {
  const attempts = connection.collection<OldAttempt>('attempts');
  let missed = false;
  for (let last = ''; ;) {
    const found = (await attempts
      .find({ _id: { $gt: last }, ...SCORED } as object, { projection: { owed: 0 } })
      .sort({ _id: 1 })
      .limit(BATCH)
      .toArray()) as OldAttempt[];
    if (found.length === 0) return missed;
    const questions = await questionsOf(connection, found);
    const { matchedCount } = await attempts.bulkWrite(
      found.map((attempt) => ({
        updateOne: {
          filter: { _id: attempt._id, change: attempt.change },
          update: { $set: marked(attempt, questions), $inc: { change: 1 } },
        },
      })),
      { ordered: false },
    );
    missed ||= matchedCount < found.length;
    last = found.at(-1)?._id ?? last;
  }
}

/** Gives scored attempts the results that their scores came from. A run that broke off is done again. */
export async function storeSlotResults(connection: Connection): Promise<void> {
  while (await storeThoseFound(connection));
}
