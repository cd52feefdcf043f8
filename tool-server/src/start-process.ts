import type { RequestListener, Server } from 'node:http';
import { type AddressInfo } from 'node:net';
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
import { systemClock } from './kernel/clock.ts';
import { closeServer, limitConnections, makeHttpServer, mostOpenFiles, outageOf } from './http/index.ts';
import { createLogger, type Logger } from './kernel/logger.ts';
import { bringUpToDate } from './migrations/index.ts';
import { connectStore, storeFault, type Store } from './storage/index.ts';

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
  logger: Logger;
  /** Hands requests to this from now on. */
  answerWith: (listener: RequestListener) => void;
}

/** What runs in a process. */
interface Running {
  /** More to tell the person who started it. */
  announcement: string[];
  /** Ends background work; the store is still there. */
  stop(): Promise<void>;
}

interface ProcessOptions {
  /** The product's name, as its messages say it. */
  name: string;
  environment: Record<string, string | undefined>;
  /** The bundled worker of the embedded store. */
  workerUrl: URL;
  open: (surroundings: Surroundings) => Promise<Running>;
}

/** A fault of the surroundings that the operator can mend: said in a sentence, without a stack. */
class StartError extends Error {}

const say = (...lines: string[]): void => {
  process.stdout.write(`${lines.join('\n')}\n`);
};

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** Until everything is wired, callers are asked to come back. */
const starting: RequestListener = (_req, res) => {
  res.writeHead(503, { 'Retry-After': '1' }).end();
};

/** Why a port could not be opened, and which setting helps. */
export function portFault(
  error: NodeJS.ErrnoException,
  setting: 'PORT' | 'SANDBOX_PORT',
  port: number,
): Error {
  if (error.syscall !== 'listen') return error;
  const reasons: Record<string, string> = {
    EADDRINUSE: `port ${port} is taken by another process: set ${setting} to a free one`,
    EACCES: `port ${port} is not open to this user: set ${setting} to one above 1023`,
  };
  return new StartError(reasons[error.code ?? ''] ?? error.message);
}

function listen(server: Server, { port, host }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(portFault(error, 'PORT', port));
    });
    server.listen(port, host, () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
}

async function openStore({ dataDir, mongoUri }: Config, workerUrl: URL): Promise<Store> {
  try {
    return await connectStore({ dataDir, mongoUri, workerUrl });
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
async function openInstallation(config: Config, connection: Connection, logger: Logger): Promise<string> {
  try {
    await bringUpToDate({ connection, clock: systemClock, logger });
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

async function start({ name, workerUrl, open, environment }: ProcessOptions, config: Config): Promise<void> {
  const logger = createLogger(config.logLevel);
  let handle: RequestListener = starting;
  const server = makeHttpServer((req, res) => {
    handle(req, res);
  });
  limitConnections(server, mostOpenFiles(), { logger, warn: (line) => process.stderr.write(`${line}\n`) });
  const port = await listen(server, config);
  const store = await openStore(config, workerUrl);
  const publicUrl = config.publicUrl ?? `http://127.0.0.1:${port}`;
  const { connection } = store;
  const running = await open({
    config,
    publicUrl,
    secret: await openInstallation(config, connection, logger),
    connection,
    logger,
    answerWith: (listener) => {
      handle = listener;
    },
  });
  const { dataDir, mongoUri } = config;
  const forget = await noteRunningTool({ name, publicUrl, dataDir, mongoUri }, environment);
  stopOnSignals(async () => {
    await forget();
    await closeServer(server, STOP_GRACE_MS);
    await running.stop();
    await store.close();
  }, logger);
  say(`${name} is ready at ${publicUrl}`, ...running.announcement);
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
