import type { Attachment } from '../attachments/attached.ts';
import { isSameStatement } from '../validation/same-statement.ts';
import { isObject } from '../validation/structure.ts';
import { exchange, type Reply } from './exchange.ts';
import { postPlain } from './post-plain.ts';
import { postWithTincan } from './post-with-tincan.ts';
import type { Outgoing } from './prepare.ts';
import type { StatementSource } from './statement-source.ts';
import { headersFor, statementsUrl, type TargetAddress } from './target-address.ts';

type SendResult =
  | { ok: true }
  /** `unavailable`: another try may succeed; `refused`: never with these statements. */
  | {
      ok: false;
      error: 'unavailable' | 'refused';
      status: number;
      message: string;
      retryAfterMs?: number;
    };
export type SendFailure = Extract<SendResult, { ok: false }>;

/** Sends a batch to a record store elsewhere, all or nothing; throws for no fault of the target. */
export type Send = (address: TargetAddress, batch: readonly Outgoing[]) => Promise<SendResult>;

interface Deps {
  source: Pick<StatementSource, 'attachment'>;
  timeoutMs: number;
  /** Aborted when the sender shuts down. */
  signal?: AbortSignal | undefined;
}

/** A store may write a statement with more blanks and escapes than we, and adds times, authority and versions. */
const MOST_OF_A_COPY = 6;
const ROOM_FOR_ADDITIONS = 64 * 1024;

/** How much of an answer is worth keeping. */
const MESSAGE_LENGTH = 500;

/** Answers that blame the statements themselves. Everything else may pass: a wrong address or key is mended. */
const REFUSALS = [400, 409, 413, 415, 422];
const FORBIDDEN = 403;

const failure = (error: SendFailure['error'], { status, body, retryAfterMs }: Reply): SendFailure => ({
  ok: false,
  error,
  status,
  message: body.slice(0, MESSAGE_LENGTH),
  ...(retryAfterMs !== undefined && { retryAfterMs }),
});

/** A record store answers a batch with its ids; anything else under 200 is a portal or a proxy speaking. */
function storedAll({ status, body }: Reply, batch: readonly Outgoing[]): boolean {
  if (status !== 200) return false;
  try {
    const ids: unknown = JSON.parse(body);
    if (!Array.isArray(ids) || ids.length !== batch.length) return false;
    const stored = new Set(ids.map((id) => String(id).toLowerCase()));
    return batch.every(({ id }) => stored.has(id.toLowerCase()));
  } catch {
    return false;
  }
}

function parsedOrUndefined(body: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What a conflict about one statement means. A credential that may write and not read cannot compare: then
 * the id alone counts, which is unique by construction.
 */
async function settleConflict(
  address: TargetAddress,
  { id, statement }: Outgoing,
  conflict: Reply,
  { timeoutMs, signal }: Deps,
): Promise<SendResult> {
  const longest = ROOM_FOR_ADDITIONS + MOST_OF_A_COPY * JSON.stringify(statement).length;
  for (const parameter of ['statementId', 'voidedStatementId']) {
    const url = statementsUrl(address, { [parameter]: id });
    const request = { method: 'GET', headers: headersFor(address), longest, timeoutMs, signal };
    const reply = await exchange(url, request);
    if (reply.status === 401 || reply.status === FORBIDDEN) return { ok: true };
    if (reply.status === 404) continue;
    const found = reply.status === 200 ? parsedOrUndefined(reply.body) : undefined;
    // What is not the statement that was asked for says nothing of it.
    if (String(found?.['id']).toLowerCase() !== id.toLowerCase() || !found)
      return failure('unavailable', reply);
    if (isSameStatement(statement, found, address.version)) return { ok: true };
    return failure('refused', { status: conflict.status, body: 'has another statement of this id' });
  }
  return failure('refused', conflict);
}

async function collect(batch: readonly Outgoing[], { source }: Deps): Promise<Attachment[]> {
  const hashes = [...new Set(batch.flatMap(({ attachments }) => attachments))];
  const found = await Promise.all(hashes.map((sha2) => source.attachment(sha2)));
  return found.filter((attachment) => attachment !== undefined);
}

/**
 * Makes the sending of statements: 1.0.x as JSON through tincanjs, all else (2.0, attachments, what the
 * library would not write whole) by a request of our own. Statements carry their own ids, so that sending
 * them again is harmless. A refusal of several blames none of them: whoever sent them sends fewer.
 * @see xAPI 1.0.3 Communication §2.1.2, POST statements
 */
export const makeSender =
  (deps: Deps): Send =>
  async (address, batch) => {
    const { timeoutMs, signal } = deps;
    const [first] = batch;
    if (!first) return { ok: true };
    const statements = batch.map(({ statement }) => statement);
    const attachments = await collect(batch, deps);
    const byTincan =
      address.version === '1.0.3' && attachments.length === 0
        ? await postWithTincan(address, statements, { timeoutMs, signal })
        : undefined;
    const reply = byTincan ?? (await postPlain(address, statements, { attachments, timeoutMs, signal }));
    if (storedAll(reply, batch)) return { ok: true };
    if (reply.status === 409 && batch.length === 1) return settleConflict(address, first, reply, deps);
    // Who may not void may yet store: the voiding statement alone is refused.
    const isRefusal =
      REFUSALS.includes(reply.status) || (reply.status === FORBIDDEN && batch.some(({ voids }) => voids));
    return failure(isRefusal ? 'refused' : 'unavailable', reply);
  };
