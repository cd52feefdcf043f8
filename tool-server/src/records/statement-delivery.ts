import { createHmac } from 'node:crypto';
import { makeDelivery, makeDeliveryTargets, makeStoreSource, type RecordStore } from '@chuyen-de/xapi';
import type { Connection } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import { makeSeal } from '../kernel/seal.ts';
import { backOffMs, makeLoop, type Loop } from '../storage/index.ts';

const IDLE_MS = 1_000;
/** Targets served at the same time, more than anybody has: those that hang do not keep the others waiting. */
const CONCURRENCY = 128;

interface TargetDeps {
  connection: Connection;
  clock: Clock;
  store: RecordStore;
  /** The installation's secret: the targets' secrets are sealed with a key drawn from it. */
  secret: string;
}

interface DeliveryDeps extends TargetDeps {
  logger: Logger;
  /** Base address of the tool, home of its pseudonyms. */
  publicUrl: string;
  /** How long a record store elsewhere may take to answer. */
  timeoutMs?: number | undefined;
}

const sealOf = (secret: string) => makeSeal(secret, 'secrets of record stores elsewhere');

/** A key of its own, so that who learns a pseudonym's key has not learnt the secret. */
export const pseudonymKey = (secret: string): string =>
  createHmac('sha256', secret).update('names of people in statements').digest('hex');

/** The record stores elsewhere, for their administration beside a running tool. */
export const makeLrsTargets = ({ connection, clock, store, secret }: TargetDeps) =>
  makeDeliveryTargets({
    connection,
    clock,
    source: makeStoreSource(connection, store),
    sealSecret: (text) => sealOf(secret).seal(text),
  });

/** Tells record stores elsewhere what ours is told, in the background. */
export function makeStatementDelivery({ publicUrl, secret, ...deps }: DeliveryDeps) {
  const seal = sealOf(secret);
  const delivery = makeDelivery({
    ...deps,
    source: makeStoreSource(deps.connection, deps.store),
    openSecret: (sealed) => seal.open(sealed),
    pseudonyms: { key: pseudonymKey(secret), homePage: publicUrl },
    backOffMs: (tries) => backOffMs(tries, Math.random()),
  });
  let foundNothingAt = -Infinity;
  const loop = makeLoop({
    step: async () => {
      const found = await delivery.step(() => {
        loop.nudge();
      });
      if (!found) foundNothingAt = performance.now();
      return found;
    },
    concurrency: CONCURRENCY,
    idleMs: IDLE_MS,
    onError: (err) => {
      deps.logger.warn({ err }, 'statements could not be delivered');
    },
  });
  const worker: Loop = {
    ...loop,
    // Where nothing waited for a target there is none, or it was told all: one look a second finds what came since.
    nudge: () => {
      if (performance.now() - foundNothingAt >= IDLE_MS) loop.nudge();
    },
    stop: () => {
      delivery.close();
      return loop.stop();
    },
  };
  return { models: delivery.models, worker };
}
