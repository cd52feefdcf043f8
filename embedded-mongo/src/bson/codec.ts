import { deserialize, serialize, type DeserializeOptions } from 'bson';
import { CommandError } from '../errors.ts';
import type { BsonDocument } from './values.ts';

/** Keeps every BSON type as it is stored: Int32, Double and Long come back as such. */
const EXACT: DeserializeOptions = { promoteValues: false, bsonRegExp: true };

/** As applications see values: numbers are numbers. For expressions, which compute in JavaScript. */
const PLAIN: DeserializeOptions = { promoteValues: true, promoteBuffers: false, bsonRegExp: true };

export const decodeExact = (bytes: Uint8Array): BsonDocument => deserialize(bytes, EXACT);

export const decodePlain = (bytes: Uint8Array): BsonDocument => deserialize(bytes, PLAIN);

/** What commands pass on within themselves may be a little larger than what can be stored. */
const MAX_BYTES = 16 * 1024 * 1024 + 16 * 1024;

export function encode(doc: BsonDocument): Buffer {
  const bytes = serialize(doc, { ignoreUndefined: true });
  if (bytes.length > MAX_BYTES)
    throw new CommandError(
      10334,
      `BSONObj size: ${bytes.length} is invalid. Size must be at most ${MAX_BYTES}`,
    );
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
