import type { TargetSummary } from '@chuyen-de/xapi';
import { Counter, Gauge, type Registry } from 'prom-client';
import { inTime } from '../kernel/in-time.ts';

/** Prometheus waits ten seconds for a scrape unless told otherwise, and takes none of it when it comes later. */
const PATIENCE_MS = 4_000;

/** Ledger lines by state, and since when the oldest of those on their way has been waiting. */
interface GradeFigures {
  waiting: number;
  sent: number;
  refused: number;
  oldestWaitingAt: Date | undefined;
}

/** What is asked of the store at each scrape: counts that an index answers. */
export interface StoredFigures {
  statements: () => Promise<number>;
  targets: () => Promise<TargetSummary[]>;
  grades?: () => Promise<GradeFigures>;
  /** Work that documents owe, by kind. */
  owed?: () => Promise<Record<string, { waiting: number; failing: number }>>;
  /** Attempts that could not be ended or settled. */
  aside?: () => Promise<number>;
}

interface Collected {
  registry: Registry;
  figures: StoredFigures;
  now: () => Date;
  /** Told why a figure is missing from a scrape. */
  onError: (error: unknown) => void;
  /** How long the store may take for an answer. */
  patienceMs?: number;
}

type Metric = Gauge | Counter;
type Fill = () => Promise<void>;

/** Takes a metric's values away. Without labels, a reset would leave a nought, and no figure is not none. */
function clear(metric: Metric): void {
  metric.reset();
  // Its type declarations leave the names out.
  const { labelNames } = metric as unknown as { labelNames: readonly string[] };
  if (labelNames.length === 0) metric.remove();
}

/**
 * Metrics that one question to the store fills. Where it has no answer they are absent, rather than old; the
 * others are there.
 */
function makeFilled(onError: Collected['onError']) {
  return (metrics: Metric[], fill: Fill): Fill =>
    async () => {
      for (const metric of metrics) clear(metric);
      await fill().catch((error: unknown) => {
        for (const metric of metrics) clear(metric);
        onError(error);
      });
    };
}

const secondsSince = (time: Date | undefined, now: Date): number =>
  time ? Math.max(0, (now.getTime() - time.getTime()) / 1_000) : 0;

const named = (name: string, help: string) => ({ name: `chuyen_de_${name}`, help });

function fillGrades({ registry, now }: Collected, read: NonNullable<StoredFigures['grades']>) {
  const registers = [registry];
  const lines = new Gauge({
    ...named('grades', 'Grades in the ledger, by state'),
    labelNames: ['state'],
    registers,
  });
  const age = new Gauge({
    ...named('grades_oldest_waiting_seconds', 'Age of the oldest grade that waits to be sent; 0: none waits'),
    registers,
  });
  const fill: Fill = async () => {
    const { oldestWaitingAt, ...states } = await read();
    for (const [state, count] of Object.entries(states)) lines.set({ state }, count);
    age.set(secondsSince(oldestWaitingAt, now()));
  };
  return { metrics: [lines, age], fill };
}

function fillTargets({ registry }: Collected, read: StoredFigures['targets']) {
  const options = { labelNames: ['target'] as const, registers: [registry] };
  const gauge = (name: string, help: string) => new Gauge({ ...named(`delivery_${name}`, help), ...options });
  const counter = (name: string, help: string) =>
    new Counter({ ...named(`delivery_${name}`, help), ...options });
  const backlog = gauge('backlog_statements', 'Statements that wait for a record store elsewhere');
  const age = gauge('oldest_waiting_seconds', 'For how long the first of them has been waiting');
  const dead = gauge('dead_letters', 'Statements that it refused for good');
  const sent = counter('sent_statements_total', 'Statements that it took');
  const failed = counter('failed_tries_total', 'Tries to send that failed');
  const fill: Fill = async () => {
    for (const { name: target, ...figures } of await read()) {
      backlog.set({ target }, figures.waiting);
      age.set({ target }, figures.lagSeconds);
      dead.set({ target }, figures.dead);
      sent.inc({ target }, figures.sent);
      failed.inc({ target }, figures.failed);
    }
  };
  return { metrics: [backlog, age, dead, sent, failed], fill };
}

function fillOwed({ registry }: Collected, read: NonNullable<StoredFigures['owed']>) {
  const owed = new Gauge({
    ...named('owed_work', 'Pieces of work that changes have left to do, by kind'),
    labelNames: ['kind'],
    registers: [registry],
  });
  const aside = new Gauge({
    ...named('owed_work_set_aside', 'Those that failed and are tried again later, by kind'),
    labelNames: ['kind'],
    registers: [registry],
  });
  const fill: Fill = async () => {
    for (const [kind, { waiting, failing }] of Object.entries(await read())) {
      owed.set({ kind }, waiting);
      aside.set({ kind }, failing);
    }
  };
  return { metrics: [owed, aside], fill };
}

function fillAside({ registry }: Collected, read: NonNullable<StoredFigures['aside']>) {
  const aside = new Gauge({
    ...named('attempts_set_aside', 'Attempts that could not be ended or settled, and are tried again later'),
    registers: [registry],
  });
  return { metrics: [aside], fill: async () => aside.set(await read()) };
}

function fillStatements({ registry }: Collected, read: StoredFigures['statements']) {
  const stored = new Gauge({
    ...named('statements', 'Statements in the record store'),
    registers: [registry],
  });
  return { metrics: [stored], fill: async () => stored.set(await read()) };
}

/** Registers what is asked of the store; answers what asks it, once for each scrape. */
export function collectStored(collected: Collected): Fill {
  const { onError, patienceMs = PATIENCE_MS } = collected;
  // What comes too late fills nothing: a later scrape may be under way.
  const bounded =
    <T>(ask: () => Promise<T>) =>
    () =>
      inTime(patienceMs, ask);
  const { statements, targets, grades, owed, aside } = collected.figures;
  const filled = makeFilled(onError);
  const parts: { metrics: Metric[]; fill: Fill }[] = [
    fillStatements(collected, bounded(statements)),
    fillTargets(collected, bounded(targets)),
    ...(grades ? [fillGrades(collected, bounded(grades))] : []),
    ...(owed ? [fillOwed(collected, bounded(owed))] : []),
    ...(aside ? [fillAside(collected, bounded(aside))] : []),
  ];
  const fills = parts.map(({ metrics, fill }) => filled(metrics, fill));
  return async () => {
    await Promise.all(fills.map((each) => each()));
  };
}
