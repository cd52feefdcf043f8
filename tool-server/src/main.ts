import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { DirectoryLockedError } from '@chuyen-de/embedded-mongo';
import { keepAppSecret } from './app-secret.ts';
import { systemClock } from './clock.ts';
import { parseEnv, type Config } from './config.ts';
import { openDemonstration } from './demonstration/index.ts';
import { createLogger, type Logger } from './http/index.ts';
import { connectStore } from './storage/index.ts';
import { startTool, type Tool } from './tool.ts';

const here = (path: string): URL => new URL(path, import.meta.url);

/** A fault of the surroundings that the operator can mend: said in a sentence, without a stack. */
class StartError extends Error {}

const say = (...lines: string[]): void => {
  process.stdout.write(`${lines.join('\n')}\n`);
};

/** Until the rooms are wired, callers are asked to come back. */
const starting: RequestListener = (_req, res) => {
  res.writeHead(503, { 'Retry-After': '1' }).end();
};

/** Why a port could not be opened, and which setting helps. */
function portFault(error: NodeJS.ErrnoException, setting: 'PORT' | 'SANDBOX_PORT', port: number): Error {
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

async function openStore(config: Config) {
  try {
    return await connectStore({
      dataDir: config.dataDir,
      mongoUri: config.mongoUri,
      workerUrl: here('./store-worker.js'),
    });
  } catch (error) {
    if (error instanceof DirectoryLockedError) {
      throw new StartError(
        `${error.message}: stop the other process, or set DATA_DIR to a directory of its own`,
      );
    }
    if (config.mongoUri !== undefined && error instanceof Error) {
      throw new StartError(`the database of MONGODB_URI does not answer: ${error.message}`);
    }
    // Of the file system: no such place, no permission, no directory, no space.
    if (error instanceof Error && 'syscall' in error) {
      throw new StartError(`the data cannot be kept in ${config.dataDir}: ${error.message}`);
    }
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

async function demonstrate(config: Config, tool: Tool, publicUrl: string) {
  const port = config.sandboxPort;
  if (port === undefined) return undefined;
  return openDemonstration({
    tool,
    publicUrl,
    port,
    host: config.host,
    dataDir: config.dataDir,
    contentDir: fileURLToPath(here('../content/boi-duong-ly-luan-chinh-tri')),
  }).catch((error: unknown) => {
    throw error instanceof Error ? portFault(error, 'SANDBOX_PORT', port) : error;
  });
}

async function start(config: Config): Promise<void> {
  const logger = createLogger(config.logLevel);
  let handle: RequestListener = starting;
  const server = createServer((req, res) => {
    handle(req, res);
  });
  const port = await listen(server, config);
  const publicUrl = config.publicUrl ?? `http://127.0.0.1:${port}`;
  const store = await openStore(config);
  const secret = config.appSecret ?? (await keepAppSecret(config.dataDir));
  const tool = await startTool({
    config,
    publicUrl,
    secret,
    connection: store.connection,
    clock: systemClock,
    logger,
    uiDir: fileURLToPath(here('./ui')),
  });
  handle = tool.app;
  const demonstration = await demonstrate(config, tool, publicUrl);

  stopOnSignals(async () => {
    server.close();
    server.closeAllConnections();
    await demonstration?.close();
    await tool.stop();
    await store.close();
  }, logger);
  say(`Chuyên Đề is ready at ${publicUrl}`, ...(demonstration?.announcement ?? []));
}

// Where memory is plenty, V8 lets garbage grow to several times what is in use before it collects: with 64
// people in an exam 390 MB, of which 60 were live. Collecting when it has doubled keeps that below 300 MB, with
// the larger place for young objects (`--max-semi-space-size` of `npm start`) that halves how often it is cleared.
setFlagsFromString('--heap-growing-percent=100');

const parsed = parseEnv(process.env);
if (!parsed.ok) {
  process.stderr.write(
    `Chuyên Đề cannot start with these settings:\n${parsed.faults.map((fault) => `  - ${fault}`).join('\n')}\n`,
  );
  process.exit(1);
}
start(parsed.config).catch((error: unknown) => {
  process.stderr.write(
    error instanceof StartError
      ? `Chuyên Đề cannot start: ${error.message}\n`
      : `${error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exit(1);
});
