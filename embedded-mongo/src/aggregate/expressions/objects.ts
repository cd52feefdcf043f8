import { type BsonDocument, isArray, isDocument, setOwnField, stringOf } from '../../bson/values.ts';
import { CommandError } from '../../errors.ts';
import { typeNameOf } from '../../query/type-names.ts';
import { type CompileOperator, isNullish, operator } from './operands.ts';

const MAX_TEXT = 16 * 1024 * 1024;

function mergeObjects(...values: readonly unknown[]): BsonDocument {
  const given = values.length === 1 && isArray(values[0]) ? values[0] : values;
  const merged: BsonDocument = {};
  for (const value of given) mergeInto(merged, value);
  return merged;
}

/** Adds the fields of a document to another; null and what is missing add nothing. */
export function mergeInto(merged: BsonDocument, value: unknown): void {
  if (isNullish(value)) return;
  if (!isDocument(value))
    throw new CommandError(40400, `$mergeObjects requires object inputs, not ${typeNameOf(value)}`);
  for (const name of Object.keys(value)) setOwnField(merged, name, value[name]);
}

function concat(...values: readonly unknown[]): unknown {
  let text = '';
  let bytes = 0;
  for (const value of values) {
    if (isNullish(value)) return null;
    const part = stringOf(value);
    if (part === undefined)
      throw new CommandError(16702, `$concat only supports strings, not ${typeNameOf(value)}`);
    text += part;
    bytes += Buffer.byteLength(part);
    if (bytes >= MAX_TEXT) throw new CommandError(16493, `the text of $concat exceeds ${MAX_TEXT - 1} bytes`);
  }
  return text;
}

export const OBJECTS: Readonly<Record<string, CompileOperator>> = {
  $mergeObjects: operator('$mergeObjects', [0, Number.POSITIVE_INFINITY], mergeObjects),
  $concat: operator('$concat', [0, Number.POSITIVE_INFINITY], concat),
  $type: operator('$type', [1, 1], typeNameOf),
};
