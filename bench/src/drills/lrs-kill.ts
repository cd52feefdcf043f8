import { randomUUID } from 'node:crypto';
import { withRecordStore, type BenchRecordStore } from '../lrs/record-store.ts';
import { statementOf } from '../lrs/statement-of.ts';
import { readStatements } from '../read-statements.ts';
import { printTable } from '../report.ts';
import type { StageOptions } from '../stage.ts';

const ROUNDS = 20;
const SENDERS = 8;
const BATCH = 50;
/** After so many acknowledgements the process dies, in the middle of what else is under way; later each round. */
const LEAST_ACKNOWLEDGED = 10;

interface Sent {
  ids: string[];
  acknowledged: boolean;
}

/** Sends batches and single statements until the process is gone; every one with ids of its own. */
async function sendUntilGone(
  { post }: BenchRecordStore,
  sent: Sent[],
  isGone: () => boolean,
  onAcknowledged: () => void,
): Promise<void> {
  for (let number = sent.length; !isGone(); number++) {
    const size = number % 3 === 0 ? 1 : BATCH;
    const statements = Array.from({ length: size }, (_, i) => ({ ...statementOf(i), id: randomUUID() }));
    const request: Sent = { ids: statements.map(({ id }) => id), acknowledged: false };
    sent.push(request);
    try {
      await post(statements);
      request.acknowledged = true;
      onAcknowledged();
    } catch (error) {
      if (!isGone()) throw error;
    }
  }
}

async function killInTheMiddle(store: BenchRecordStore, sent: Sent[], after: number): Promise<void> {
  let acknowledged = 0;
  let killed: Promise<void> | undefined;
  const onAcknowledged = (): void => {
    acknowledged += 1;
    if (acknowledged === after) killed = store.lrs.kill();
  };
  const isGone = (): boolean => killed !== undefined;
  await Promise.all(
    Array.from({ length: SENDERS }, () => sendUntilGone(store, sent, isGone, onAcknowledged)),
  );
  await killed;
}

/** How often each id is read, going through everything page by page. */
async function readAll({ get }: BenchRecordStore): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for await (const { id } of readStatements<{ id: string }>(get)) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

function compare(sent: readonly Sent[], counts: ReadonlyMap<string, number>) {
  const all = sent.flatMap(({ ids }) => ids);
  return {
    acknowledged: sent.filter(({ acknowledged }) => acknowledged).flatMap(({ ids }) => ids).length,
    lost: sent
      .filter(({ acknowledged }) => acknowledged)
      .flatMap(({ ids }) => ids)
      .filter((id) => !counts.has(id)).length,
    doubled: all.filter((id) => (counts.get(id) ?? 0) > 1).length,
    halves: sent.filter(({ ids }) => {
      const there = ids.filter((id) => counts.has(id)).length;
      return there > 0 && there < ids.length;
    }).length,
    strangers: counts.size - all.filter((id) => counts.has(id)).length,
  };
}

/** `kill -9` while statements come in: every acknowledged one is there once, and no batch is there in part. */
export const drillLrsKill = (options: StageOptions): Promise<object> =>
  withRecordStore(options, SENDERS, async (store) => {
    const sent: Sent[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      await killInTheMiddle(store, sent, LEAST_ACKNOWLEDGED + round);
      await store.lrs.restart();
    }
    const result = compare(sent, await readAll(store));
    printTable(`kill -9 while statements come in, ${ROUNDS} times`, [
      { name: 'acknowledged statements lost', value: `${result.lost} of ${result.acknowledged}` },
      { name: 'statements there twice', value: `${result.doubled}` },
      { name: 'batches there in part', value: `${result.halves}` },
      { name: 'statements that nobody sent', value: `${result.strangers}` },
    ]);
    const { lost, doubled, halves, strangers, acknowledged } = result;
    if (lost + doubled + halves + strangers > 0 || acknowledged === 0) process.exitCode = 1;
    return { rounds: ROUNDS, ...result };
  });
