import type { RequestHandler, Router } from 'express';
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { Clock } from '../kernel/clock.ts';
import type { Emit } from '../kernel/events.ts';
import { metricsRoutes, observeRequests } from '../http/index.ts';
import type { Logger } from '../kernel/logger.ts';
import { countEvents } from './event-counters.ts';
import { collectStored, type StoredFigures } from './stored-figures.ts';

interface Deps {
  clock: Clock;
  logger: Logger;
  /** Who has it may read the metrics. */
  token: string;
}

interface Sources {
  /** Resources of the record store, each with its mount. */
  recordStorePaths: readonly string[];
  /** What is asked of the store at each scrape. */
  figures: StoredFigures;
}

/** The part of metrics that an app has: what observes every request, and `/metrics`. */
export interface MetricsHandlers {
  observe: RequestHandler;
  router: Router;
}

/** Metrics of one process, in a registry of its own. */
export function makeMetrics({ token, clock, logger }: Deps) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });

  return {
    /** The observer of what use cases say has happened; where there are none, as in the record store, not asked for. */
    countEvents: (): Emit => countEvents(registry),

    /** Metrics as an app serves them. */
    serve({ recordStorePaths, figures }: Sources): MetricsHandlers {
      const collect = collectStored({
        registry,
        figures,
        now: () => clock.now(),
        onError: (err) => logger.warn({ err }, 'a figure could not be asked of the store'),
      });
      let scraping: Promise<string> | undefined;
      const scrape = async (): Promise<string> => {
        await collect();
        return registry.metrics();
      };
      const scraped = {
        contentType: registry.contentType,
        /** Scrapes at the same time are one. */
        metrics: (): Promise<string> =>
          (scraping ??= scrape().finally(() => {
            scraping = undefined;
          })),
      };
      return {
        observe: observeRequests({ registry, recordStorePaths }),
        router: metricsRoutes(scraped, token),
      };
    },
  };
}
