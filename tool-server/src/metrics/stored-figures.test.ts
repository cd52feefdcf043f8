import { Registry } from 'prom-client';
import { collectStored, type StoredFigures } from './stored-figures.ts';

const target = {
  ...{
    name: 'elsewhere',
    endpoint: 'https://lrs.example',
    key: 'key',
    version: '1.0.3' as const,
    filter: {},
  },
  ...{ pseudonymise: false, state: 'running' as const, lastReply: null },
  ...{ waiting: 4, lagSeconds: 60, sent: 7, failed: 1, dead: 2 },
};
const now = new Date('2026-03-02T08:00:00Z');

/** What each question to the store fills, as it is when the store answers. */
const FILLED: Record<keyof StoredFigures, string[]> = {
  statements: ['chuyen_de_statements 12'],
  targets: [
    'chuyen_de_delivery_backlog_statements{target="elsewhere"} 4',
    'chuyen_de_delivery_oldest_waiting_seconds{target="elsewhere"} 60',
    'chuyen_de_delivery_dead_letters{target="elsewhere"} 2',
    'chuyen_de_delivery_sent_statements_total{target="elsewhere"} 7',
    'chuyen_de_delivery_failed_tries_total{target="elsewhere"} 1',
  ],
  grades: [
    'chuyen_de_grades{state="waiting"} 3',
    'chuyen_de_grades{state="sent"} 5',
    'chuyen_de_grades{state="refused"} 0',
    'chuyen_de_grades_oldest_waiting_seconds 120',
  ],
  owed: [
    'chuyen_de_owed_work{kind="grade"} 3',
    'chuyen_de_owed_work{kind="records"} 0',
    'chuyen_de_owed_work_set_aside{kind="grade"} 1',
    'chuyen_de_owed_work_set_aside{kind="records"} 0',
  ],
  aside: ['chuyen_de_attempts_set_aside 2'],
};
const NAMES = Object.keys(FILLED) as (keyof StoredFigures)[];

/** Scrapes of a store that can be asked for everything, but for what is named as away. */
function openScrapes() {
  const silent = new Set<keyof StoredFigures>();
  const away = new Set<keyof StoredFigures>();
  const told: unknown[] = [];
  const asked =
    <T>(name: keyof StoredFigures, answer: T) =>
    () =>
      silent.has(name)
        ? new Promise<never>(() => undefined)
        : away.has(name)
          ? Promise.reject(new Error(`${name} cannot be had`))
          : Promise.resolve(answer);
  const registry = new Registry();
  const collect = collectStored({
    registry,
    figures: {
      statements: asked('statements', 12),
      targets: asked('targets', [target]),
      grades: asked('grades', {
        waiting: 3,
        sent: 5,
        refused: 0,
        oldestWaitingAt: new Date(now.getTime() - 120_000),
      }),
      owed: asked('owed', { grade: { waiting: 3, failing: 1 }, records: { waiting: 0, failing: 0 } }),
      aside: asked('aside', 2),
    },
    now: () => now,
    onError: (error) => told.push((error as Error).message),
    patienceMs: 200,
  });
  const scrape = async (): Promise<string[]> => {
    await collect();
    return (await registry.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  };
  return { away, silent, told, scrape };
}

describe('figures of the store', () => {
  it.each(NAMES)('leave %s out when it cannot be had, and say why; the others stay', async (name) => {
    const { away, told, scrape } = openScrapes();
    expect(new Set(await scrape())).toEqual(new Set(Object.values(FILLED).flat()));
    away.add(name);
    const others = NAMES.filter((other) => other !== name).flatMap((other) => FILLED[other]);
    expect(new Set(await scrape())).toEqual(new Set(others));
    expect(told).toEqual([`${name} cannot be had`]);
    away.clear();
    expect(new Set(await scrape())).toEqual(new Set(Object.values(FILLED).flat()));
  });

  it.each(NAMES)('leave %s out when the store keeps silent, and wait for it no longer', async (name) => {
    const { silent, told, scrape } = openScrapes();
    silent.add(name);
    const others = NAMES.filter((other) => other !== name).flatMap((other) => FILLED[other]);
    expect(new Set(await scrape())).toEqual(new Set(others));
    expect(told).toEqual(['the store has not answered within 200 ms']);
  });

  it('are all left out when the store is away', async () => {
    const { away, told, scrape } = openScrapes();
    for (const name of NAMES) away.add(name);
    expect(await scrape()).toEqual([]);
    expect(told).toHaveLength(NAMES.length);
  });
});
