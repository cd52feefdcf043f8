import type { Connection } from 'mongoose';
import type { ItemHistory } from '../exams/index.ts';
import { revisionId, type RevisionRef } from '../revisions/index.ts';
import { itemFigures } from './item-figures.rules.ts';
import { itemStatisticModel, type Counts, type ItemStatistic } from './statistic.model.ts';

/** What is read of one page of a forecast, at the most: a question may have been asked at very many links. */
const MOST_READ = 20_000;
/** Of one question: more links and more answers would hardly change its figures. */
const MOST_LINKS = 200;
const ENOUGH_ANSWERS = 10_000;
const IDS_AT_ONCE = 50;

type Asked = Pick<ItemStatistic, 'question' | 'first'>;

const answersIn = (counts: Counts): number => Object.values(counts).reduce((sum, count) => sum + count, 0);

/** Adds up what was counted of each question, until there are enough answers to it. */
function pairsIn(asked: readonly Asked[]): Map<string, Counts> {
  const sums = new Map<string, { answers: number; pairs: Counts }>();
  for (const { question, first } of asked) {
    const sum = sums.get(question) ?? { answers: 0, pairs: {} };
    sums.set(question, sum);
    if (sum.answers >= ENOUGH_ANSWERS) continue;
    sum.answers += answersIn(first.pairs);
    for (const [key, count] of Object.entries(first.pairs)) sum.pairs[key] = (sum.pairs[key] ?? 0) + count;
  }
  return new Map([...sums].map(([question, { pairs }]) => [question, pairs]));
}

/**
 * Makes what tells how revisions of questions were answered so far, by first attempts at whatever exam and link; those
 * that were never asked are not in it. Where a question was asked at very many links, some of them stand for all.
 */
export function makeItemHistory({ connection }: { connection: Connection }) {
  const statistics = itemStatisticModel(connection);

  const find = async (question: object, limit: number): Promise<Asked[]> =>
    (await statistics.collection
      .find({ question }, { projection: { _id: 0, question: 1, first: 1 }, limit })
      .toArray()) as unknown as Asked[];

  /** At so many links of each, at the most: one after the other only where together they have been asked at more. */
  async function findSome(ids: readonly string[], links: number): Promise<Asked[]> {
    const together = await find({ $in: ids }, ids.length * links);
    if (together.length < ids.length * links) return together;
    const each: Asked[] = [];
    for (const id of ids) each.push(...(await find({ $eq: id }, links)));
    return each;
  }

  return async (questions: readonly RevisionRef[]): Promise<ReadonlyMap<string, ItemHistory>> => {
    const ids = [...new Set(questions.map(revisionId))];
    const links = Math.max(1, Math.min(MOST_LINKS, Math.floor(MOST_READ / ids.length)));
    const history = new Map<string, ItemHistory>();
    for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
      const asked = await findSome(ids.slice(from, from + IDS_AT_ONCE), links);
      for (const [id, pairs] of pairsIn(asked)) {
        const { n, facility, discrimination } = itemFigures({ pairs });
        if (facility !== null) history.set(id, { n, facility, discrimination });
      }
    }
    return history;
  };
}
