import type { RequestHandler, Router } from 'express';
import { Registry } from 'prom-client';
import type { Clock } from '../kernel/clock.ts';
import type { Emit } from '../kernel/events.ts';
import { metricsRoutes, observeRequests } from '../http/index.ts';
import type { Logger } from '../kernel/logger.ts';
import type { WebProcess } from '../processes/index.ts';
import { countEvents } from './event-counters.ts';
import { figuresOf, openRegistry, shareFigures, textOf } from './figures.ts';
import { collectStored, type StoredFigures } from './stored-figures.ts';

interface Deps {
  clock: Clock;
  logger: Logger;
  /** Who has it may read the metrics. */
  token: string;
  /** This process, where it is one of several. */
  web?: WebProcess | undefined;
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

/** How the figures of processes read together: of this one, or of all of several, whichever is scraped. */
function makeReadProcesses(registry: Registry, web: WebProcess | undefined, logger: Logger) {
  if (!web) return () => registry.metrics();
  const own = () => figuresOf(registry);
  const askOthers = shareFigures(web, own);
  return async (): Promise<string> => {
    const others = await askOthers().catch((err: unknown) => {
      logger.warn({ err }, 'figures of the other processes are missing');
      return [];
    });
    return textOf([...others, await own()]);
  };
}

/** Metrics of one process, and of those beside it; what the store says is the same in all, and asked for by one. */
export function makeMetrics({ token, clock, logger, web }: Deps) {
  const registry = openRegistry(web?.number);
  const readProcesses = makeReadProcesses(registry, web, logger);
  return {
    /** The observer of what use cases say has happened; where there are none, as in the record store, not asked for. */
    countEvents: (): Emit => countEvents(registry),

    /** Metrics as an app serves them. */
    serve({ recordStorePaths, figures }: Sources): MetricsHandlers {
      const stored = new Registry();
      const collect = collectStored({
        registry: stored,
        figures,
        now: () => clock.now(),
        onError: (err) => logger.warn({ err }, 'a figure could not be asked of the store'),
      });
      let scraping: Promise<string> | undefined;
      const scrape = async (): Promise<string> => {
        await collect();
        return `${await readProcesses()}\n${await stored.metrics()}`;
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
