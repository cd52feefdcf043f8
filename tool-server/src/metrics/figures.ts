import { AggregatorRegistry, collectDefaultMetrics, Registry } from 'prom-client';
import type { Logger } from '../kernel/logger.ts';
import type { WebProcess } from '../processes/index.ts';

type Figures = Awaited<ReturnType<Registry['getMetricsAsJSON']>>;

/** What processes ask each other for: their own figures, and those of all but the one that asks. */
const OWN = 'own figures';
const OTHERS = 'figures of the others';

/**
 * Figures of this process. One of several labels all with `process`: counters that begin anew with a process would
 * otherwise go down in a sum, and a rate would take that for more.
 */
export function openRegistry(process: number | 'first' | undefined): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  if (process !== undefined) registry.setDefaultLabels({ process: String(process) });
  return registry;
}

export const figuresOf = (registry: Registry): Promise<Figures> => registry.getMetricsAsJSON();

/** Figures of several processes as Prometheus reads them. Nothing is summed up: each has its label. */
export const textOf = (figures: readonly Figures[]): Promise<string> =>
  AggregatorRegistry.aggregate(
    figures.map((ofOne) => ofOne.map((metric) => ({ ...metric, aggregator: 'first' }))),
  ).metrics();

/** Lets the first process ask for this one's figures; answers how to ask it for those of the others. */
export function shareFigures(web: WebProcess, own: () => Promise<Figures>): () => Promise<Figures[]> {
  web.answer(OWN, own);
  return async () => (await web.ask(OTHERS)) as Figures[];
}

interface Other {
  number: number;
  ask: (question: string) => Promise<unknown>;
}

/** In the first process: how a web process that is scraped gets the figures of the others, as far as they come. */
export function openGathering(logger: Logger) {
  const registry = openRegistry('first');
  const read = async ({ number, ask }: Other): Promise<Figures[]> => {
    try {
      return [(await ask(OWN)) as Figures];
    } catch (err) {
      logger.warn({ err, web: number }, 'a web process has no figures to give');
      return [];
    }
  };
  return ({ answer }: Pick<WebProcess, 'answer'>, others: () => Other[]): void => {
    answer(OTHERS, async () => {
      const asked = await Promise.all(others().map(read));
      return [await figuresOf(registry), ...asked.flat()];
    });
  };
}
