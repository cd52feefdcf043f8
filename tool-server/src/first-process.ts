import { noteRunningTool, type Config } from './installation/index.ts';
import type { Logger } from './kernel/logger.ts';
import { StartError } from './kernel/start-error.ts';
import { openGathering } from './metrics/index.ts';
import { prepareCluster, startWebProcess, superviseProcesses, type Serving } from './processes/index.ts';
import { countTurns } from './records/index.ts';
import { startStore, storeFault } from './storage/index.ts';

interface Deps {
  name: string;
  /** The bundled worker of the embedded store. */
  workerUrl: URL;
  config: Config;
  environment: Record<string, string | undefined>;
  logger: Logger;
  onReady: (serving: Serving) => void;
  /** Told why the whole has ended; undefined: whoever failed has said it. */
  onGivenUp: (why: string | undefined) => void;
}

async function openStore({ config: { dataDir, mongoUri }, workerUrl }: Deps) {
  if (mongoUri !== undefined) return undefined;
  try {
    return await startStore({ dataDir, workerUrl });
  } catch (error) {
    const fault = storeFault(error, { dataDir });
    throw fault === undefined ? error : new StartError(fault);
  }
}

/**
 * The first of several processes: runs the embedded store, starts those that serve, hands the connections of visitors
 * to them in turn and replaces those that end. It serves nothing itself, so that nothing a visitor does ends it.
 */
export async function runFirstProcess(deps: Deps): Promise<{ stop: () => Promise<void> }> {
  const { name, config, environment, logger, onReady, onGivenUp } = deps;
  const { dataDir, mongoUri } = config;
  const store = await openStore(deps);
  const answerTurns = countTurns(config.recordStore);
  const answerFigures = config.metricsToken === undefined ? undefined : openGathering(logger);
  let forget = (): Promise<void> => Promise.resolve();
  prepareCluster();

  const all = superviseProcesses({
    count: config.webProcesses,
    start: (number) =>
      startWebProcess(number, {
        storeUri: store?.uri,
        prepare: (conversation) => {
          answerTurns(conversation);
          answerFigures?.(conversation, () => all.running().filter((web) => web.number !== number));
        },
      }),
    logger,
    onServing: (serving) => {
      onReady(serving);
      const { publicUrl } = serving;
      void noteRunningTool({ name, publicUrl, dataDir, mongoUri }, environment).then((noted) => {
        forget = noted;
      });
    },
    onGivenUp: (when) => {
      const why =
        when === 'atOnce'
          ? undefined
          : `${name} ends: one start of a web process after the other has failed; each has said why above.`;
      void stop().then(() => onGivenUp(why));
    },
  });
  // However this process ends, it leaves no other behind.
  process.once('exit', () => {
    for (const web of all.running()) web.kill();
  });
  async function stop(): Promise<void> {
    await forget();
    await all.stop();
    await store?.close();
  }
  all.begin();
  return { stop };
}
