import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Attachment } from '../src/attachments/attached.ts';
import { makeSender, type Send } from '../src/delivery/make-sender.ts';
import type { Outgoing } from '../src/delivery/prepare.ts';
import type { TargetAddress } from '../src/delivery/target-address.ts';
import { VERBS, type XapiStatement } from '../src/index.ts';

export const aStatement = (): XapiStatement => ({
  id: randomUUID(),
  timestamp: '2026-03-02T08:00:00.000Z',
  actor: { objectType: 'Agent', account: { homePage: 'https://lms.example', name: '5' } },
  verb: VERBS.answered,
  object: { objectType: 'Activity', id: 'https://tool.example/questions/CD01-Q1@1' },
  result: { success: false, response: 'a', score: { scaled: 0, raw: 0, min: 0, max: 1 } },
});

export const outgoing = (statement: object, over: Partial<Outgoing> = {}): Outgoing => ({
  id: (statement as XapiStatement).id,
  statement: { ...statement },
  attachments: [],
  voids: false,
  ...over,
});
export const sender = (timeoutMs = 5_000, attachments: Attachment[] = []): Send =>
  makeSender({
    source: { attachment: (sha2) => Promise.resolve(attachments.find((kept) => kept.sha2 === sha2)) },
    timeoutMs,
  });
export const sendStatements = (
  target: TargetAddress,
  statements: object[],
  { timeoutMs }: { timeoutMs?: number } = {},
) =>
  sender(timeoutMs)(
    target,
    statements.map((statement) => outgoing(statement)),
  );

interface Received {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingMessage['headers'];
  body: Buffer;
  statements: XapiStatement[];
}

export type Answer = (received: Received, res: ServerResponse) => void;

/** A record store of a test: keeps what it is sent and answers as the test says. */
export async function openLrs(answer: Answer) {
  const received: Received[] = [];
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const body = Buffer.concat(chunks);
      const isJson = req.headers['content-type'] === 'application/json';
      const statements = isJson ? (JSON.parse(body.toString('utf8')) as XapiStatement[]) : [];
      const request = { method: req.method, url: req.url, headers: req.headers, body, statements };
      received.push(request);
      answer(request, res);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async (): Promise<void> => {
    if (!server.listening) return;
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  closing.push(close);
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/xapi`;
  const target: TargetAddress = { endpoint, key: 'key', secret: 'mật khẩu', version: '1.0.3' };
  return { target, received, close };
}

let closing: (() => Promise<void>)[] = [];
export const closeLrss = async (): Promise<void> => {
  await Promise.all(closing.map((close) => close()));
  closing = [];
};

export const takesAll: Answer = ({ statements }, res) => {
  res.end(JSON.stringify(statements.map(({ id }) => id)));
};
export const answers =
  (status: number, body = '', headers: Record<string, string> = {}): Answer =>
  (_received, res) => {
    res.writeHead(status, headers).end(body);
  };
