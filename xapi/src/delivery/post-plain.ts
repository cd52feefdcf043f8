import type { Attachment } from '../attachments/attached.ts';
import { writeMultipart } from '../attachments/write-multipart.ts';
import { exchange, type Reply } from './exchange.ts';
import { headersFor, statementsUrl, type TargetAddress } from './target-address.ts';

interface PostOptions {
  /** Bytes that go with the statements. */
  attachments: readonly Attachment[];
  timeoutMs: number;
  signal?: AbortSignal | undefined;
}

/** Whole, since not every record store takes a body without a length. */
async function multipart(json: string, attachments: readonly Attachment[]) {
  const { contentType, body } = writeMultipart(json, attachments);
  const parts: Buffer[] = [];
  for await (const part of body) parts.push(Buffer.from(part));
  return { contentType, body: Buffer.concat(parts) };
}

/** Posts a batch in any version, with the bytes of its attachments. */
export async function postPlain(
  address: TargetAddress,
  statements: object[],
  { attachments, ...options }: PostOptions,
): Promise<Reply> {
  const json = JSON.stringify(statements);
  const { contentType, body } =
    attachments.length > 0
      ? await multipart(json, attachments)
      : { contentType: 'application/json', body: json };
  return exchange(statementsUrl(address), {
    ...options,
    method: 'POST',
    headers: { ...headersFor(address), 'Content-Type': contentType },
    body,
  });
}
