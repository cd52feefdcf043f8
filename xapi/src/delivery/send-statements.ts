import TinCan from 'tincanjs';
import { z } from 'zod';
import { XAPI_VERSION } from '../statements/build-statement.ts';
import { exchange, type Reply } from './exchange.ts';

/** A record store elsewhere. */
export interface LrsTarget {
  /** Its endpoint, `https://lrs.example/xapi` for one. */
  endpoint: string;
  key: string;
  secret: string;
}

export type SendResult =
  | { ok: true }
  /** `unavailable`: another try may succeed; `refused`: never with these statements. */
  | { ok: false; error: 'unavailable' | 'refused'; status: number; message: string };

interface SendOptions {
  timeoutMs?: number;
}

const TIMEOUT_MS = 30_000;
/** How much of an answer is worth keeping. */
const MESSAGE_LENGTH = 500;

/** Answers that blame the statements themselves. Everything else may pass: a wrong address or key is mended. */
const REFUSALS = [400, 413, 415, 422];

/** A record store answers a batch with its ids; anything else under 200 is a portal or a proxy speaking. */
const storedAll = ({ status, body }: Reply, count: number): boolean => {
  if (status !== 200) return false;
  try {
    return z.array(z.string()).length(count).safeParse(JSON.parse(body)).success;
  } catch {
    return false;
  }
};

/** Posts one batch through tincanjs, over our own transport. */
function post({ endpoint, key, secret }: LrsTarget, statements: object[], timeoutMs: number): Promise<Reply> {
  const lrs = new TinCan.LRS({
    endpoint: endpoint.endsWith('/') ? endpoint : `${endpoint}/`,
    username: key,
    password: secret,
    allowFail: false,
  });
  lrs.version = XAPI_VERSION;
  return new Promise((resolve) => {
    lrs._makeRequest = (url, headers, { method, data }) => {
      void exchange(url, { method, headers, body: data, timeoutMs }).then(resolve);
    };
    const built = statements.map((statement) => new TinCan.Statement({ ...statement }, { doStamp: false }));
    lrs.saveStatements(built, {
      callback: (err) => {
        resolve({ status: 400, body: `cannot be written as ${XAPI_VERSION}: ${String(err)}` });
      },
    });
  });
}

/**
 * Sends statements to another record store with tincanjs, all or nothing. Statements carry their own ids, so
 * that sending them again is harmless: 409 says that the store has one of them already, and as that may have
 * kept it from storing the others, they are then sent one by one.
 * The library takes redirects for success, knows no time-out, reports bare numbers and swallows failures
 * unless `allowFail` is off; this function answers typed results and never throws for a target's fault.
 */
export async function sendStatements(
  target: LrsTarget,
  statements: object[],
  { timeoutMs = TIMEOUT_MS }: SendOptions = {},
): Promise<SendResult> {
  if (statements.length === 0) return { ok: true };
  const reply = await post(target, statements, timeoutMs);
  if (storedAll(reply, statements.length)) return { ok: true };
  if (reply.status === 409)
    return statements.length === 1 ? { ok: true } : sendSingly(target, statements, timeoutMs);
  return {
    ok: false,
    error: REFUSALS.includes(reply.status) ? 'refused' : 'unavailable',
    status: reply.status,
    message: reply.body.slice(0, MESSAGE_LENGTH),
  };
}

async function sendSingly(target: LrsTarget, statements: object[], timeoutMs: number): Promise<SendResult> {
  for (const statement of statements) {
    const sent = await sendStatements(target, [statement], { timeoutMs });
    if (!sent.ok) return sent;
  }
  return { ok: true };
}
