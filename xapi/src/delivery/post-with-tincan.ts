import TinCan from 'tincanjs';
import { exchange, type Reply } from './exchange.ts';
import { headersFor, type TargetAddress } from './target-address.ts';
import { withoutEndingSlashes } from '../validation/text-ends.ts';

interface PostOptions {
  timeoutMs: number;
  signal?: AbortSignal | undefined;
}

/**
 * The library writes into what it is given: only what nobody else reads may be given. It leaves away the version,
 * which the other store would then set to 1.0.0.
 */
function build({ version, ...statement }: Record<string, unknown>) {
  const built = new TinCan.Statement(statement, { doStamp: false });
  const write = built.asVersion.bind(built);
  built.asVersion = (asked) => ({ ...write(asked), ...(version !== undefined && { version }) });
  return built;
}

/** How many values there are in a statement, but for object types, which may be left out. */
function countValues(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  let count = 0;
  for (const [name, part] of Object.entries(value)) if (name !== 'objectType') count += countValues(part);
  return count;
}

/** Whether a statement was written with nothing left away; quick, since it is asked of each one sent. */
const isWhole = (given: unknown, written: unknown): boolean => countValues(given) === countValues(written);

/** The library takes a time-out for success, knows no UTF-8 in credentials and sends by itself: we send. */
function openLrs(address: TargetAddress) {
  const lrs = new TinCan.LRS({
    endpoint: `${withoutEndingSlashes(address.endpoint)}/`,
    username: address.key,
    password: address.secret,
    allowFail: false,
  });
  lrs.version = address.version;
  return lrs;
}

/**
 * Posts a batch of 1.0.x statements through tincanjs, over our own transport; undefined when the library
 * would not write all that is in them (it knows no property beyond its own).
 */
export async function postWithTincan(
  address: TargetAddress,
  statements: Record<string, unknown>[],
  { timeoutMs, signal }: PostOptions,
): Promise<Reply | undefined> {
  const built = statements.map((statement) => build(statement));
  try {
    const areWhole = built.every((statement, index) =>
      isWhole(statements[index], statement.asVersion(address.version)),
    );
    if (!areWhole) return undefined;
  } catch {
    return undefined;
  }
  const lrs = openLrs(address);
  return new Promise((resolve, reject) => {
    lrs._makeRequest = (url, headers, { method, data }) => {
      const request = { method, headers: { ...headers, ...headersFor(address) }, body: data };
      exchange(url, { ...request, timeoutMs, signal }).then(resolve, reject);
    };
    lrs.saveStatements(built, {
      callback: (error) => {
        reject(new Error('tincanjs could not write what it had written before', { cause: error }));
      },
    });
  });
}
