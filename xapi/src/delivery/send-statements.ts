import TinCan from 'tincanjs';
import { XAPI_VERSION } from '../statements/build-statement.ts';

/** A record store elsewhere. */
export interface LrsTarget {
  /** Its endpoint, `https://lrs.example/xapi` for one. */
  endpoint: string;
  key: string;
  secret: string;
}

export type SendResult =
  | { ok: true }
  /** `unreachable`: no answer, or an answer that another try may better; `refused`: never with these statements. */
  | { ok: false; error: 'unreachable' | 'refused'; status: number; message: string };

const TIMEOUT_MS = 30_000;

const isWorthRetrying = (status: number): boolean =>
  status === 0 || status === 401 || status === 403 || status === 408 || status === 429 || status >= 500;

/**
 * Sends statements to another record store with tincanjs, all or nothing. Statements carry their own ids, so
 * that sending them again is harmless: 409 says that the store has them already.
 * The library has no time-out of its own, reports statuses as bare numbers and would swallow failures unless
 * `allowFail` is off; this function answers typed results instead and never throws for a target's fault.
 */
export function sendStatements(
  { endpoint, key, secret }: LrsTarget,
  statements: object[],
): Promise<SendResult> {
  const lrs = new TinCan.LRS({
    endpoint: endpoint.endsWith('/') ? endpoint : `${endpoint}/`,
    username: key,
    password: secret,
    allowFail: false,
  });
  lrs.version = XAPI_VERSION;
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve({ ok: false, error: 'unreachable', status: 0, message: 'no answer in time' });
    }, TIMEOUT_MS);
    const built = statements.map((statement) => new TinCan.Statement(statement, { doStamp: false }));
    lrs.saveStatements(built, {
      callback: (err, xhr) => {
        clearTimeout(timer);
        const status = xhr?.status ?? (typeof err === 'number' ? err : 0);
        if (err === null || status === 409) resolve({ ok: true });
        else {
          const message = (xhr?.responseText ?? (err instanceof Error ? err.message : '')).slice(0, 500);
          resolve({ ok: false, error: isWorthRetrying(status) ? 'unreachable' : 'refused', status, message });
        }
      },
    });
  });
}
