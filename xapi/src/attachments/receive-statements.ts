import { makeBreaks } from '../kernel/breaks.ts';
import { broken, inside, insideAll, type Fault, type XapiVersion } from '../validation/fault.ts';
import { parseMediaType } from '../validation/media-type.ts';
import { parseJson } from '../validation/parse-json.ts';
import { checkStatement } from '../validation/statement.ts';
import type { JsonObject } from '../validation/structure.ts';

import { SIGNATURE, type Attachment, type AttachmentNote } from './attached.ts';
import { makeCheckSignature, SIGNATURE_LIMITS } from './check-signature.ts';
import { matchAttachments } from './match-attachments.ts';
import { parseMultipart, type Part } from './parse-multipart.ts';

/** A request that stores statements. */
interface StatementsBody {
  contentType: string | undefined;
  body: Buffer;
  version: XapiVersion;
}

export interface ReceivedStatements {
  /** Valid, in their order. */
  statements: JsonObject[];
  /** As they came, one or a list of them. */
  text: string;
  /** Whether one was sent, rather than a list. */
  single: boolean;
  attachments: Attachment[];
}

export type StatementsResult =
  { ok: true; received: ReceivedStatements } | { ok: false; fault: Fault; tooLarge?: boolean };

type Split = { ok: true; json: Buffer; parts: Part[] } | { ok: false; fault: Fault };

/** The JSON, and the parts after it. */
function split({ contentType = '', body }: StatementsBody): Split {
  const type = parseMediaType(contentType)?.type;
  if (type === 'application/json') return { ok: true, json: body, parts: [] };
  if (type !== 'multipart/mixed')
    return { ok: false, fault: broken('statements are sent as application/json or multipart/mixed') };
  const multipart = parseMultipart(body, contentType);
  if (!multipart.ok) return multipart;
  const [first, ...parts] = multipart.parts;
  if (
    first === undefined ||
    parseMediaType(first.headers.get('content-type') ?? '')?.type !== 'application/json'
  )
    return { ok: false, fault: broken('the first part is application/json') };
  return { ok: true, json: first.content, parts };
}

/** @see xAPI 1.0.3 Communication §2.1.2; xAPI 2.0 §4.1.6.1 "two or more Statements with the same id" */
function sameIdTwice(statements: readonly JsonObject[]): Fault | undefined {
  const seen = new Set<string>();
  for (const [index, { id }] of statements.entries()) {
    if (typeof id !== 'string') continue;
    if (seen.has(id.toLowerCase()))
      return insideAll([index, 'id'], broken('each statement of a list has an id of its own'));
    seen.add(id.toLowerCase());
  }
  return undefined;
}

async function firstFault(statements: readonly unknown[], version: XapiVersion): Promise<Fault | undefined> {
  const breaks = makeBreaks();
  for (const [index, statement] of statements.entries()) {
    if (breaks.isDue()) await breaks.take();
    const fault = checkStatement(statement, version);
    if (fault !== undefined) return inside(index, fault);
  }
  return sameIdTwice(statements as JsonObject[]);
}

type BadSignature = { fault: Fault; tooLarge: boolean };

async function badSignature(
  statements: readonly JsonObject[],
  attachments: ReadonlyMap<string, Attachment>,
  version: XapiVersion,
): Promise<BadSignature | undefined> {
  const checkSignature = makeCheckSignature(version);
  const breaks = makeBreaks();
  for (const [index, statement] of statements.entries()) {
    const notes = (statement['attachments'] ?? []) as AttachmentNote[];
    for (const [at, { usageType, contentType, sha2 }] of notes.entries()) {
      if (usageType !== SIGNATURE) continue;
      if (breaks.isDue()) await breaks.take();
      const jws = attachments.get(sha2.toLowerCase());
      const fault =
        contentType.toLowerCase() !== 'application/octet-stream' || jws === undefined
          ? broken('a signature is attached as application/octet-stream')
          : checkSignature(statement, jws.content);
      if (fault === 'too-much') return { fault: broken(SIGNATURE_LIMITS), tooLarge: true };
      if (fault) return { fault: insideAll([index, 'attachments', at], fault), tooLarge: false };
    }
  }
  return undefined;
}

/**
 * The statements of a request, and what came attached to them: all valid, or the first fault. A fault of a statement sent alone has
 * its path from the statement, one of a list from the list. Others run in between where there are many.
 * @see xAPI 1.0.3 Communication §2.1; xAPI 2.0 §4.1.6.1
 */
export async function receiveStatements(request: StatementsBody): Promise<StatementsResult> {
  const { version } = request;
  const parted = split(request);
  if (!parted.ok) return parted;
  const json = parseJson(parted.json);
  if (!json.ok) return json;
  const single = !Array.isArray(json.value);
  const values: unknown[] = Array.isArray(json.value) ? json.value : [json.value];
  const refuse = ({ path, rule }: Fault): StatementsResult => ({
    ok: false,
    fault: { path: single ? path.replace('$[0]', '$') : path, rule },
  });
  const fault = await firstFault(values, version);
  if (fault !== undefined) return refuse(fault);
  const statements = values as JsonObject[];
  const matched = matchAttachments(statements, parted.parts);
  if (!matched.ok) return refuse(matched.fault);
  const bad = await badSignature(statements, matched.attachments, version);
  if (bad?.tooLarge) return { ok: false, ...bad };
  if (bad) return refuse(bad.fault);
  const attachments = [...matched.attachments.values()];
  return { ok: true, received: { statements, text: json.text, single, attachments } };
}
