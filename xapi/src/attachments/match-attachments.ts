import { createHash } from 'node:crypto';

import { broken, insideAll, type Fault } from '../validation/fault.ts';
import { isSha2 } from '../validation/formats.ts';
import { isSameMediaType } from '../validation/media-type.ts';
import type { JsonObject } from '../validation/structure.ts';

import { attachmentNotes, SIGNATURE, type Attachment, type AttachmentNote } from './attached.ts';
import type { Part } from './parse-multipart.ts';

export type MatchedAttachments =
  { ok: true; /** By hash. */ attachments: Map<string, Attachment> } | { ok: false; fault: Fault };

/** The SHA-2 that gives as many hexadecimal digits. @see FIPS 180-4 */
const ALGORITHMS: Readonly<Record<number, string>> = {
  56: 'sha224',
  64: 'sha256',
  96: 'sha384',
  128: 'sha512',
};

interface ReceivedPart {
  sha2: string;
  contentType: string | undefined;
  content: Buffer;
}

/** A part after the first, as the specification wants it; or the rule it breaks. */
function readPart({ headers, content }: Part): ReceivedPart | string {
  const encoding = headers.get('content-transfer-encoding');
  if (encoding?.toLowerCase() !== 'binary') return 'has the header Content-Transfer-Encoding: binary';
  const sha2 = headers.get('x-experience-api-hash')?.toLowerCase();
  if (sha2 === undefined || !isSha2(sha2)) return 'has its SHA-2 in the header X-Experience-API-Hash';
  const hash = createHash(ALGORITHMS[sha2.length] as string)
    .update(content)
    .digest('hex');
  if (hash !== sha2) return 'has the content that its X-Experience-API-Hash tells';
  return { sha2, contentType: headers.get('content-type'), content };
}

/** Whether a note and a part with the same hash agree: a header that is there says what the statement says. */
const agree = (note: AttachmentNote, part: ReceivedPart): boolean =>
  part.contentType === undefined || isSameMediaType(note.contentType, part.contentType);

const refuse = (fault: Fault): MatchedAttachments => ({ ok: false, fault });

/**
 * Brings together what statements say is attached and the parts that were sent with them, by hash and in no other way.
 * The length that a statement tells is not compared: the specification gives no rule for one that differs.
 * An attachment is there as a part or has a fileUrl; a signature is there as a part; every part belongs to a statement.
 * @param statements valid ones
 * @param parts those after the first; none for a request of application/json
 * @see xAPI 1.0.3 Communication §1.5.2, Data §2.4.11; xAPI 2.0 §4.1.3
 */
export function matchAttachments(
  statements: readonly JsonObject[],
  parts: readonly Part[],
): MatchedAttachments {
  const received = new Map<string, ReceivedPart>();
  for (const [index, part] of parts.entries()) {
    const read = readPart(part);
    if (typeof read === 'string') return refuse(broken(`part ${index + 2} ${read}`));
    received.set(read.sha2, read);
  }
  const attachments = new Map<string, Attachment>();
  const disagreeing = new Map<string, Fault>();
  for (const [index, statement] of statements.entries()) {
    for (const { path, note } of attachmentNotes(statement)) {
      const sha2 = note.sha2.toLowerCase();
      const part = received.get(sha2);
      const place = (rule: string): Fault => insideAll([index, ...path], broken(rule));
      if (part === undefined) {
        if (note.usageType === SIGNATURE) return refuse(place('a signature is attached'));
        if (note.fileUrl === undefined)
          return refuse(place('an attachment is sent as a part of multipart/mixed or has a fileUrl'));
      } else if (agree(note, part))
        attachments.set(sha2, { sha2, contentType: note.contentType, content: part.content });
      else disagreeing.set(sha2, place('contentType is the Content-Type of the part attached'));
    }
  }
  for (const [sha2] of received) {
    if (attachments.has(sha2)) continue;
    return refuse(
      disagreeing.get(sha2) ??
        broken(`the part with the hash ${sha2} belongs to an attachment of a statement`),
    );
  }
  return { ok: true, attachments };
}
