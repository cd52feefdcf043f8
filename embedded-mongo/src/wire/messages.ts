import { Double, serialize } from 'bson';
import { StoredDocument } from '../bson/stored-document.ts';
import type { BsonDocument } from '../bson/values.ts';
import { validateBson } from '../bson/validate.ts';
import { CommandError } from '../errors.ts';

const OP_REPLY = 1;
const OP_QUERY = 2004;
export const OP_MSG = 2013;

export const HEADER_BYTES = 16;
const MAX_MESSAGE_BYTES = 48_000_000;

const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;

/** One message of a client. @see https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/ */
export interface Message {
  readonly requestId: number;
  /** The connection's first greeting comes in the old form and wants its answer in it. */
  readonly isQuery: boolean;
  readonly body: StoredDocument;
  readonly sequences: ReadonlyMap<string, readonly Buffer[]>;
  readonly wantsReply: boolean;
  /** Why it cannot be carried out: something in it is no BSON, or BSON that this store does not have. */
  readonly fault: Error | undefined;
}

/** Cuts a stream of bytes into messages. */
export class MessageSplitter {
  private chunks: Buffer[] = [];
  private size = 0;

  add(chunk: Buffer): Buffer[] {
    this.chunks.push(chunk);
    this.size += chunk.length;
    const messages: Buffer[] = [];
    for (let next = this.next(); next; next = this.next()) messages.push(next);
    return messages;
  }

  private next(): Buffer | undefined {
    const [first] = this.chunks;
    if (!first || this.size < 4) return undefined;
    const length = (first.length < 4 ? this.joined() : first).readInt32LE(0);
    if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES) throw new Error(`message of ${length} bytes`);
    if (this.size < length) return undefined;
    const all = this.joined();
    this.size -= length;
    this.chunks = this.size > 0 ? [all.subarray(length)] : [];
    return all.subarray(0, length);
  }

  private joined(): Buffer {
    const [first] = this.chunks;
    const all = first && this.chunks.length === 1 ? first : Buffer.concat(this.chunks);
    this.chunks = [all];
    return all;
  }
}

const malformed = (): CommandError => new CommandError(9, 'malformed message');

function documentAt(message: Buffer, at: number, end: number): Buffer {
  if (at + 5 > end) throw malformed();
  const size = message.readInt32LE(at);
  if (size < 5 || at + size > end) throw malformed();
  return message.subarray(at, at + size);
}

function cStringEnd(message: Buffer, at: number): number {
  const end = message.indexOf(0, at);
  if (end < 0) throw malformed();
  return end;
}

function parseSequence(message: Buffer, start: number, sequences: Map<string, Buffer[]>): number {
  const end = start + message.readInt32LE(start);
  if (end > message.length || end <= start) throw malformed();
  const nameEnd = cStringEnd(message, start + 4);
  const docs: Buffer[] = [];
  for (let at = nameEnd + 1; at < end;) {
    const doc = documentAt(message, at, end);
    docs.push(doc);
    at += doc.length;
  }
  sequences.set(message.toString('utf8', start + 4, nameEnd), docs);
  return end;
}

function parseMsg(message: Buffer): Message {
  const flags = message.readUInt32LE(HEADER_BYTES);
  const end = message.length - (flags & CHECKSUM_PRESENT ? 4 : 0);
  const sequences = new Map<string, Buffer[]>();
  let body: Buffer | undefined;
  for (let at = HEADER_BYTES + 4; at < end;) {
    const kind = message[at];
    at++;
    if (kind === 0) {
      body = documentAt(message, at, end);
      at += body.length;
    } else if (kind === 1) at = parseSequence(message, at, sequences);
    else throw malformed();
  }
  if (!body) throw malformed();
  return {
    requestId: message.readInt32LE(4),
    isQuery: false,
    ...checked(body, sequences),
    wantsReply: (flags & MORE_TO_COME) === 0,
  };
}

const NOTHING = new StoredDocument(Buffer.from([5, 0, 0, 0, 0]));

/** What a client sent, once it is known to be sound. */
function checked(
  body: Buffer,
  sequences: ReadonlyMap<string, readonly Buffer[]>,
): Pick<Message, 'body' | 'sequences' | 'fault'> {
  try {
    validateBson(body);
    for (const docs of sequences.values()) docs.forEach(validateBson);
    return { body: new StoredDocument(body), sequences, fault: undefined };
  } catch (fault) {
    return { body: NOTHING, sequences: new Map(), fault: fault as Error };
  }
}

function parseQuery(message: Buffer): Message {
  const nameEnd = cStringEnd(message, HEADER_BYTES + 4);
  const body = documentAt(message, nameEnd + 9, message.length);
  return {
    requestId: message.readInt32LE(4),
    isQuery: true,
    ...checked(body, new Map()),
    wantsReply: true,
  };
}

export function parseMessage(message: Buffer): Message {
  const opCode = message.readInt32LE(12);
  if (opCode === OP_MSG) return parseMsg(message);
  if (opCode === OP_QUERY) return parseQuery(message);
  throw malformed();
}

/** A reply as it is sent: its head and its document, in one piece, since each write is a call of the system. */
export function withHead({ requestId, isQuery }: Message, document: Uint8Array): Buffer {
  const size = isQuery ? 36 : 21;
  const reply = Buffer.allocUnsafe(size + document.length);
  reply.fill(0, 0, size).set(document, size);
  reply.writeInt32LE(reply.length, 0);
  reply.writeInt32LE(requestId, 8);
  reply.writeInt32LE(isQuery ? OP_REPLY : OP_MSG, 12);
  if (isQuery) {
    reply.writeInt32LE(8, 16); // await capable
    reply.writeInt32LE(1, 32); // one document
  }
  return reply;
}

/** `ok` is a double in every reply of MongoDB. */
export const encodeReply = ({ ok, ...reply }: BsonDocument): Uint8Array =>
  serialize({ ...reply, ok: new Double(ok === 1 ? 1 : 0) }, { ignoreUndefined: true });
