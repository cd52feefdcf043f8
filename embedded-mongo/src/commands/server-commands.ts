import type { BsonDocument } from '../bson/values.ts';
import { CommandError, notSupported } from '../errors.ts';
import type { Command, Commands } from './context.ts';

/**
 * A standalone server of version 7.0: no replica set, hence no retryable writes and no transactions. Nor does it
 * offer sessions, which it would have no use for: drivers then send no session id with each command.
 */
const SERVER_VERSION = [7, 0, 0, 0] as const;
const WIRE_VERSION = 21;

const hello: Command = (request) => {
  const reply: BsonDocument = {
    helloOk: true,
    ...(request.name === 'hello' ? { isWritablePrimary: true } : { ismaster: true }),
    maxBsonObjectSize: 16_777_216,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    connectionId: 1,
    minWireVersion: 0,
    maxWireVersion: WIRE_VERSION,
    readOnly: false,
    ok: 1,
  };
  return reply;
};

const fine: Command = () => ({ ok: 1 });

const buildInfo: Command = (_request, { dir }) => ({
  version: SERVER_VERSION.slice(0, 3).join('.'),
  versionArray: SERVER_VERSION,
  gitVersion: 'embedded',
  modules: [],
  bits: 64,
  maxBsonObjectSize: 16_777_216,
  storageEngines: ['embedded'],
  embedded: { dir },
  ok: 1,
});

const serverStatus: Command = () => ({
  version: SERVER_VERSION.slice(0, 3).join('.'),
  process: 'embedded-mongo',
  pid: process.pid,
  uptime: process.uptime(),
  ok: 1,
});

/** As in MongoDB, how often expired documents are looked for. */
const setParameter: Command = (request, { maintenance }) => {
  const seconds = request.number('ttlMonitorSleepSecs');
  if (seconds === undefined || seconds <= 0)
    throw new CommandError(72, 'only ttlMonitorSleepSecs can be set');
  const was = maintenance.ttlSleepSeconds;
  maintenance.ttlSleepSeconds = seconds;
  maintenance.schedule();
  return { was, ok: 1 };
};

const noTransactions: Command = () => {
  throw notSupported('a transaction');
};

export const serverCommands: Commands = {
  hello,
  isMaster: hello,
  ismaster: hello,
  ping: fine,
  endSessions: fine,
  refreshSessions: fine,
  killSessions: fine,
  buildInfo,
  buildinfo: buildInfo,
  serverStatus,
  setParameter,
  commitTransaction: noTransactions,
  abortTransaction: noTransactions,
};
