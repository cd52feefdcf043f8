import { randomUUID } from 'node:crypto';

import type { Attachment } from './attached.ts';

/**
 * Statements and what is attached to them, as multipart/mixed, part by part, so that no more than one attachment is in memory.
 * @param json the statements as text
 * @see xAPI 1.0.3 Communication §1.5.2; RFC 2046 §5.1
 */
export function writeMultipart(
  json: string,
  attachments: Iterable<Attachment> | AsyncIterable<Attachment>,
): { contentType: string; body: AsyncIterable<string | Buffer> } {
  const boundary = `xapi-${randomUUID()}`;
  async function* body(): AsyncGenerator<string | Buffer> {
    yield `--${boundary}\r\nContent-Type: application/json\r\n\r\n${json}`;
    for await (const { sha2, contentType, content } of attachments) {
      yield `\r\n--${boundary}\r\nContent-Type: ${contentType}\r\nContent-Transfer-Encoding: binary\r\nX-Experience-API-Hash: ${sha2}\r\n\r\n`;
      yield content;
    }
    yield `\r\n--${boundary}--\r\n`;
  }
  return { contentType: `multipart/mixed; boundary="${boundary}"`, body: body() };
}
