import { randomUUID } from 'node:crypto';
import { homePlatform } from '../access/permissions.ts';
import { mapWithBreaks } from '../kernel/breaks.ts';
import { attachmentNotes } from '../attachments/attached.ts';
import { receiveStatements, type ReceivedStatements } from '../attachments/receive-statements.ts';
import type { XapiRequest, XapiVersion } from '../http/exchange.ts';
import { badRequest, refusal, XapiProblem } from '../http/problem.ts';
import type { JsonObject } from '../validation/structure.ts';
import { toUtc } from '../validation/timestamp.ts';
import { elementSpans } from './json-spans.ts';
import { listContextActivities, openText } from './statement-text.ts';
import type { Entry } from './stored-document.ts';

/** The version of a statement that names none. @see xAPI 1.0.3 Data §2.4.10; xAPI 2.0 §4.2.2 "Version" */
const UNNAMED: Record<XapiVersion, string> = { '1.0.3': '1.0.0', '2.0.0': '2.0.0' };

/** In bytes. A document has at most 16 MiB, and the tokens of a group's members take more than their text. */
const LONGEST_TEXT = 3 * 1024 * 1024;
/** Of a character of a text, in UTF-8. */
const MOST_BYTES = 3;

export interface ReceivedEntries extends Pick<ReceivedStatements, 'single' | 'attachments'> {
  entries: Entry[];
}

function textsOf({ text, single }: ReceivedStatements): string[] {
  const texts = single ? [text] : elementSpans(text).map(({ start, end }) => text.slice(start, end));
  if (texts.some((each) => each.length > LONGEST_TEXT / MOST_BYTES && Buffer.byteLength(each) > LONGEST_TEXT))
    throw new XapiProblem(413, 'too_large', `a statement has at most ${LONGEST_TEXT} bytes`);
  return texts;
}

/** 2.0 keeps times in UTC; 1.0 as they came. @see xAPI 2.0 §4.2.7 "Timestamps" */
const keptTimestamp = ({ timestamp }: JsonObject, version: XapiVersion): string | undefined =>
  version === '2.0.0' && typeof timestamp === 'string' ? toUtc(timestamp) : undefined;

function makeToEntry({ version, access }: XapiRequest, received: ReceivedStatements, named?: string) {
  const { authority } = access;
  const authorityText = JSON.stringify(authority);
  const platform = homePlatform(access);
  const stored = new Set(received.attachments.map(({ sha2 }) => sha2));

  return (statement: JsonObject, text: string): Entry => {
    const own = statement['id'] as string | undefined;
    const given = own ?? named;
    const id = given ?? randomUUID();
    const timestamp = keptTimestamp(statement, version);
    const hashes =
      stored.size === 0 ? [] : attachmentNotes(statement).map(({ note }) => note.sha2.toLowerCase());
    return {
      id: id.toLowerCase(),
      identified: given !== undefined,
      statement: { ...statement, authority, ...(timestamp !== undefined && { timestamp }) },
      text: openText(listContextActivities(text, statement), {
        ...(own === undefined && { id: `"${id}"` }),
        ...(timestamp !== undefined && { timestamp: `"${timestamp}"` }),
        stored: undefined,
        authority: authorityText,
        ...(statement['version'] === undefined && { version: `"${UNNAMED[version]}"` }),
      }),
      platform,
      attachments: [...new Set(hashes)].filter((sha2) => stored.has(sha2)),
    };
  };
}

/**
 * The statements of a request, ready to be stored.
 * @param named the id of a statement that has none of its own
 * @throws XapiProblem 400 when one of them, or what came with them, breaks a rule; 413 when it is too much
 */
export async function receiveEntries(request: XapiRequest, named?: string): Promise<ReceivedEntries> {
  const result = await receiveStatements(request);
  if (!result.ok) throw refusal(result);
  const { received } = result;
  const texts = textsOf(received);
  const toEntry = makeToEntry(request, received, named);
  return {
    entries: await mapWithBreaks(received.statements, (statement, i) => toEntry(statement, texts[i] ?? '')),
    single: received.single,
    attachments: received.attachments,
  };
}

/**
 * The one statement of a PUT, under the id that its address names.
 * @throws XapiProblem 400 when it is not one, or has another id
 * @see xAPI 1.0.3 Communication §2.1.1
 */
export async function receiveEntry(request: XapiRequest, id: string): Promise<ReceivedEntries> {
  const received = await receiveEntries(request, id);
  const [entry] = received.entries;
  if (!received.single || !entry) throw badRequest('the body of a PUT is one statement');
  if (entry.id !== id.toLowerCase())
    throw badRequest('$.id: has to be the statementId of the address', {
      path: '$.id',
      rule: 'is the statementId of the address',
    });
  return received;
}
