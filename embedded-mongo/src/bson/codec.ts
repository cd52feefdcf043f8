import { deserialize, serialize, type DeserializeOptions } from 'bson';
import type { BsonDocument } from './values.ts';

/** Keeps every BSON type as it is stored: Int32, Double and Long come back as such. */
const EXACT: DeserializeOptions = { promoteValues: false, bsonRegExp: true };

/** As applications see values: numbers are numbers. For expressions, which compute in JavaScript. */
const PLAIN: DeserializeOptions = { promoteValues: true, promoteBuffers: false, bsonRegExp: true };

export const decodeExact = (bytes: Uint8Array): BsonDocument => deserialize(bytes, EXACT);

export const decodePlain = (bytes: Uint8Array): BsonDocument => deserialize(bytes, PLAIN);

export function encode(doc: BsonDocument): Buffer {
  const bytes = serialize(doc, { ignoreUndefined: true });
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
