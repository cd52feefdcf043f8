import type { RecordStoreClient } from './record-store.ts';
import { statementOf } from './statement-of.ts';

const FILL_BATCH = 200;
/** Statements come from as many senders at once. */
export const SENDERS = 8;

/** Numbers statements through all parts of the measurement. */
export function makeSource() {
  let next = 0;
  return {
    told: () => next,
    take: (count: number): object[] => Array.from({ length: count }, () => statementOf(next++)),
  };
}

export type Source = ReturnType<typeof makeSource>;

/** Stores until there are as many as wanted. Answers how many came in a second. */
export async function fill(
  { post }: Pick<RecordStoreClient, 'post'>,
  source: Source,
  statements: number,
): Promise<number | undefined> {
  const before = source.told();
  if (before >= statements) return undefined;
  const begun = performance.now();
  const send = async (): Promise<void> => {
    while (source.told() < statements)
      await post(source.take(Math.min(FILL_BATCH, statements - source.told())));
  };
  const sending = Promise.all(Array.from({ length: SENDERS }, send));
  const progress = setInterval(() => console.error(`  ${source.told()} of ${statements} statements`), 30_000);
  try {
    await sending;
  } finally {
    clearInterval(progress);
  }
  return ((source.told() - before) / (performance.now() - begun)) * 1000;
}
