import type { Connection } from 'mongoose';
import type { ItemHistory } from '../exams/index.ts';
import { revisionId, type RevisionRef } from '../revisions/index.ts';
import { itemFigures } from './item-figures.rules.ts';
import { itemStatisticModel, type Counts, type ItemStatistic } from './statistic.model.ts';

const IDS_AT_ONCE = 1_000;

/** Adds to counts what others say: a question may have been asked at very many links. */
function addTo(sum: Counts, counts: Counts): void {
  for (const [key, count] of Object.entries(counts)) sum[key] = (sum[key] ?? 0) + count;
}

/**
 * Makes what tells how revisions of questions were answered so far, by first attempts at whatever exam and link; those
 * that were never asked are not in it.
 */
export function makeItemHistory({ connection }: { connection: Connection }) {
  const statistics = itemStatisticModel(connection);

  async function pairsOf(ids: readonly string[]): Promise<Map<string, Counts>> {
    const found = new Map<string, Counts>();
    const cursor = statistics.collection.find(
      { question: { $in: [...ids] } },
      { projection: { _id: 0, question: 1, first: 1 } },
    );
    for await (const each of cursor) {
      const { question, first } = each as unknown as Pick<ItemStatistic, 'question' | 'first'>;
      const sum = found.get(question) ?? {};
      addTo(sum, first.pairs);
      found.set(question, sum);
    }
    return found;
  }

  return async (questions: readonly RevisionRef[]): Promise<ReadonlyMap<string, ItemHistory>> => {
    const ids = [...new Set(questions.map(revisionId))];
    const history = new Map<string, ItemHistory>();
    for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
      for (const [id, pairs] of await pairsOf(ids.slice(from, from + IDS_AT_ONCE))) {
        const { n, facility, discrimination } = itemFigures({ pairs });
        if (facility !== null) history.set(id, { n, facility, discrimination });
      }
    }
    return history;
  };
}
