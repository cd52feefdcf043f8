import { Pool } from 'undici';
import { startTool, type Tool, type ToolOptions } from '../tool-process.ts';

const VERSION = '1.0.3';

/** A client with a key of the record store. */
export interface RecordStoreClient {
  /** Stores one statement, or several. @throws Error unless they are acknowledged */
  post: (statements: object | object[]) => Promise<string[]>;
  /** An answer to a GET below the endpoint, as text. @throws Error unless it is 200 */
  get: (address: string) => Promise<string>;
  /** Reads an answer as it comes. */
  stream: (address: string) => Promise<AsyncIterable<Buffer>>;
}

/** The record store alone, in a process of its own, and a client of it that may do everything. */
export interface BenchRecordStore extends RecordStoreClient {
  lrs: Tool;
  /** A client with a new key for some scopes. */
  clientFor: (scopes: string) => Promise<RecordStoreClient>;
}

const headersOf = (key: string, secret: string) => ({
  Authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`,
  'X-Experience-API-Version': VERSION,
});

function makeClient(pool: Pool, headers: Record<string, string>): RecordStoreClient {
  const checked = async (
    path: string,
    { statusCode, body }: Awaited<ReturnType<Pool['request']>>,
  ): Promise<typeof body> => {
    if (statusCode === 200) return body;
    throw new Error(`${path} answered ${statusCode}: ${(await body.text()).slice(0, 300)}`);
  };
  return {
    async post(statements) {
      const reply = await pool.request({
        path: '/xapi/statements',
        method: 'POST',
        headers: { ...headers, 'Content-Type': 'application/json' },
        body: JSON.stringify(statements),
      });
      return (await (await checked('POST', reply)).json()) as string[];
    },

    async get(address) {
      return (await checked(address, await pool.request({ path: address, method: 'GET', headers }))).text();
    },

    stream: async (address) =>
      checked(address, await pool.request({ path: address, method: 'GET', headers, bodyTimeout: 0 })),
  };
}

/** Runs a measurement against a record store of its own, with a new key. */
export async function withRecordStore<T>(
  options: ToolOptions,
  connections: number,
  perform: (store: BenchRecordStore) => Promise<T>,
): Promise<T> {
  const lrs = await startTool({ ...options, program: 'lrs' });
  const pool = new Pool(lrs.url, { connections, pipelining: 1 });
  try {
    const clientFor = async (scopes: string): Promise<RecordStoreClient> => {
      const line = await lrs.admin('lrs-key', 'create', '--scopes', scopes);
      const [key = '', secret = ''] = line.split(' ');
      return makeClient(pool, headersOf(key, secret));
    };
    return await perform({ lrs, clientFor, ...(await clientFor('all')) });
  } finally {
    await pool.close();
    await lrs.stop();
  }
}
