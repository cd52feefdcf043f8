import type { RequestListener } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import type { Connection } from 'mongoose';
import {
  type Config,
  hasSecret,
  InstallationFault,
  keepAppSecret,
  noteRunningTool,
  openMasterKey,
  parseEnv,
  readAppSecret,
} from './installation/index.ts';
import { systemClock, type Clock } from './kernel/clock.ts';
import { runFirstProcess } from './first-process.ts';
import {
  closeServer,
  limitConnections,
  listen,
  makeHttpServer,
  mostOpenFiles,
  notReadyYet,
  outageOf,
} from './http/index.ts';
import { createLogger, type Logger } from './kernel/logger.ts';
import { StartError } from './kernel/start-error.ts';
import { bringUpToDate } from './migrations/index.ts';
import { findWebProcess, type WebProcess } from './processes/index.ts';
import { connectStore, followStoreClock, storeFault, type Store } from './storage/index.ts';

/** How long requests under way may take when the process is told to stop. */
const STOP_GRACE_MS = 5_000;

/** What a process finds when it starts. */
export interface Surroundings {
  config: Config;
  /** How browsers and others call this process, without a slash at the end. */
  publicUrl: string;
  /** The master key of the installation, which APP_SECRET opens. */
  secret: string;
  connection: Connection;
  /** The store's time. */
  clock: Clock;
  logger: Logger;
  /** This process, where it is one of several. */
  web: WebProcess | undefined;
  /** Hands requests to this from now on. */
  answerWith: (listener: RequestListener) => void;
}

/** What runs in a process. */
interface Running {
  /** More to tell the person who started it. */
  announcement: string[];
  /** Until then no other process may run beside this one. */
  alone?: Promise<unknown>;
  /** Ends answers that would go on for ever: the server's end waits for answers. */
  endStreams?: () => void;
  /** Ends background work; the store is still there. */
  stop: () => Promise<void>;
}

interface ProcessOptions {
  /** The product's name, as its messages say it. */
  name: string;
  environment: Record<string, string | undefined>;
  /** The bundled worker of the embedded store. */
  workerUrl: URL;
  open: (surroundings: Surroundings) => Promise<Running>;
}

const say = (...lines: string[]): void => {
  process.stdout.write(`${lines.join('\n')}\n`);
};

function fail(message?: string): never {
  if (message !== undefined) process.stderr.write(`${message}\n`);
  process.exit(1);
}

async function openStore(
  { dataDir, mongoUri }: Config,
  workerUrl: URL,
  web: WebProcess | undefined,
): Promise<Store> {
  try {
    return await connectStore({ dataDir, mongoUri, workerUrl, embeddedUri: web?.storeUri });
  } catch (error) {
    const fault = storeFault(error, { dataDir, mongoUri });
    if (fault !== undefined) throw new StartError(fault);
    throw error;
  }
}

/** The secret of the environment; without one, that of earlier starts, or a new one for new data. */
async function secretOf({ appSecret, dataDir }: Config, connection: Connection): Promise<string> {
  const secret = appSecret ?? (await readAppSecret(dataDir));
  if (secret !== undefined) return secret;
  if (await hasSecret(connection))
    throw new StartError(
      `there is data, but no secret to it: set APP_SECRET, or put ${dataDir}/app-secret back from the backup`,
    );
  return keepAppSecret(dataDir);
}

/** Brings the data up to this release, and opens it with the secret. */
async function openInstallation(
  config: Config,
  { connection, clock, logger }: { connection: Connection; clock: Clock; logger: Logger },
): Promise<string> {
  try {
    await bringUpToDate({ connection, clock, logger });
    return await openMasterKey(connection, await secretOf(config, connection));
  } catch (error) {
    if (error instanceof InstallationFault) throw new StartError(error.message);
    throw error;
  }
}

function stopOnSignals(stop: () => Promise<void>, logger: Logger): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // A second signal while stopping means "now": nothing acknowledged is lost by that.
      if (stopping) process.exit(1);
      stopping = true;
      logger.info({ signal }, 'stopping');
      void stop().then(() => process.exit(0));
    });
  }
}

/** Listens, opens the store and what runs on it. */
async function serve({ workerUrl, open }: ProcessOptions, config: Config, web: WebProcess | undefined) {
  const logger = createLogger(config.logLevel, web?.number);
  let handle: RequestListener = notReadyYet;
  const server = makeHttpServer((req, res) => {
    handle(req, res);
  });
  // Said once for all.
  const warn = (line: string): unknown => (web?.number ?? 1) === 1 && process.stderr.write(`${line}\n`);
  limitConnections(server, mostOpenFiles(), { logger, warn, isOneOfSeveral: web !== undefined });
  const port = await listen(server, config);
  const store = await openStore(config, workerUrl, web);
  const { connection } = store;
  const clock = await followStoreClock(connection, systemClock);
  const publicUrl = config.publicUrl ?? `http://127.0.0.1:${port}`;
  const { announcement, alone, endStreams, stop } = await open({
    config,
    publicUrl,
    secret: await openInstallation(config, { connection, clock, logger }),
    connection,
    clock,
    logger,
    web,
    answerWith: (listener) => {
      handle = listener;
    },
  });
  return {
    logger,
    serving: { publicUrl, announcement },
    alone,
    stop: async (): Promise<void> => {
      endStreams?.();
      await closeServer(server, STOP_GRACE_MS);
      await stop();
      await store.close();
    },
  };
}

/** The only process: serves, and ends on a signal. */
async function serveAlone(options: ProcessOptions, config: Config): Promise<void> {
  const { name, environment } = options;
  const { logger, serving, stop } = await serve(options, config, undefined);
  const { dataDir, mongoUri } = config;
  const { publicUrl, announcement } = serving;
  const forget = await noteRunningTool({ name, publicUrl, dataDir, mongoUri }, environment);
  stopOnSignals(async () => {
    await forget();
    await stop();
  }, logger);
  say(`${name} is ready at ${publicUrl}`, ...announcement);
}

/** One of several: serves until the first process says that it is over. */
async function serveBeside(options: ProcessOptions, config: Config, web: WebProcess): Promise<void> {
  let stop = (): Promise<void> => Promise.resolve();
  web.onStop(() => void stop().then(() => process.exit(0)));
  const { logger, serving, alone, ...running } = await serve(options, config, web);
  stop = () => {
    logger.info('stopping');
    return running.stop();
  };
  web.tellServing(serving);
  await alone;
  web.tellJoinable();
}

async function runFirst({ name, workerUrl, environment }: ProcessOptions, config: Config): Promise<void> {
  const logger = createLogger(config.logLevel, 'first');
  const { stop } = await runFirstProcess({
    name,
    workerUrl,
    config,
    logger,
    environment,
    onReady: ({ publicUrl, announcement }) => say(`${name} is ready at ${publicUrl}`, ...announcement),
    onGivenUp: fail,
  });
  stopOnSignals(stop, logger);
}

function start(options: ProcessOptions, config: Config): Promise<void> {
  const web = findWebProcess(options.environment, options.name);
  if (web) return serveBeside(options, config, web);
  return config.webProcesses === 1 ? serveAlone(options, config) : runFirst(options, config);
}

/**
 * Starts a process of the system: reads its settings, listens, opens the store, and stops in order on a signal.
 * What the operator can mend is said in a sentence and ends the process with status 1.
 */
export function startProcess(options: ProcessOptions): void {
  const { name, environment } = options;
  // Where memory is plenty, V8 lets garbage grow to several times what is in use before it collects: with 64
  // people in an exam 390 MB, of which 60 were live. Collecting when it has grown by four fifths keeps that below
  // 350 MB at the price of a twentieth of the processor.
  setFlagsFromString('--heap-growing-percent=80');
  // What this process writes is for its user alone.
  process.umask(0o077);
  const parsed = parseEnv(environment);
  if (!parsed.ok)
    fail(
      `${name} cannot start with these settings:\n${parsed.faults.map((fault) => `  - ${fault}`).join('\n')}`,
    );
  start(options, parsed.config).catch((error: unknown) => {
    if (error instanceof StartError) fail(`${name} cannot start: ${error.message}`);
    if (outageOf(error) === 'full')
      fail(`${name} cannot start: the disk of ${parsed.config.dataDir} has no room for what it needs`);
    fail(error instanceof Error ? (error.stack ?? error.message) : String(error));
  });
}
