import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Pool } from 'undici';

export interface Reply {
  status: number;
  location: string | undefined;
  text: string;
}

interface Request {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH';
  form?: Record<string, string>;
  json?: object;
}

const pathOf = (address: string): string => {
  const url = new URL(address, 'http://relative');
  return `${url.pathname}${url.search}`;
};

const cookiesIn = (header: string | string[] | undefined): string[] =>
  [header ?? []].flat().map((cookie) => cookie.split(';', 1)[0] ?? '');

function decode(body: Buffer, encoding: string | string[] | undefined): string {
  if (encoding === undefined) return body.toString();
  if (encoding === 'br') return brotliDecompressSync(body).toString();
  if (encoding === 'gzip') return gunzipSync(body).toString();
  throw new Error(`an answer came in the encoding ${String(encoding)}`);
}

/** Keep-alive connections to the tool, as many as there are people at a time. */
export const connectPool = (origin: string, connections: number): Pool =>
  new Pool(origin, { connections, pipelining: 1 });

/** One person's browser: its cookies, its bearer token, and a check of every answer. */
export function openBrowser(pool: Pool) {
  const cookies = new Map<string, string>();
  let token: string | undefined;

  const headersOf = ({ form, json }: Request): Record<string, string> => ({
    'Accept-Encoding': 'gzip, deflate, br',
    'Sec-Fetch-Dest': json || token !== undefined ? 'empty' : 'document',
    ...(cookies.size > 0 && { Cookie: [...cookies.values()].join('; ') }),
    ...(token !== undefined && { Authorization: `Bearer ${token}` }),
    ...(form && { 'Content-Type': 'application/x-www-form-urlencoded' }),
    ...(json && { 'Content-Type': 'application/json' }),
  });

  return {
    signIn(bearer: string): void {
      token = bearer;
    },

    token: (): string | undefined => token,

    /** As `name=value`. */
    cookies: (): string[] => [...cookies.values()],

    /** @throws Error naming the step when the status is not the expected one */
    async ask(step: string, expected: number, address: string, request: Request = {}): Promise<Reply> {
      const reply = await pool.request({
        path: pathOf(address),
        method: request.method ?? 'GET',
        headers: headersOf(request),
        ...(request.form && { body: new URLSearchParams(request.form).toString() }),
        ...(request.json && { body: JSON.stringify(request.json) }),
      });
      const text = decode(Buffer.from(await reply.body.arrayBuffer()), reply.headers['content-encoding']);
      if (reply.statusCode !== expected)
        throw new Error(`${step} answered ${reply.statusCode}: ${text.replace(/\s+/g, ' ').slice(0, 300)}`);
      for (const cookie of cookiesIn(reply.headers['set-cookie']))
        cookies.set(cookie.split('=', 1)[0] ?? '', cookie);
      const { location } = reply.headers;
      return {
        status: reply.statusCode,
        location: typeof location === 'string' ? location : undefined,
        text,
      };
    },
  };
}

export type Browser = ReturnType<typeof openBrowser>;
