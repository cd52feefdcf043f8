import type { Long } from 'bson';
import { StoredDocument } from '../bson/stored-document.ts';
import {
  type BsonDocument,
  bsonTypeOf,
  isArray,
  isDocument,
  isTruthy,
  ownField,
  toNumber,
  toPlainValue,
} from '../bson/values.ts';
import { decodeExact } from '../bson/codec.ts';
import { CommandError, notSupported } from '../errors.ts';
import { parseSort, type SortSpec } from '../query/sort.ts';
import type { Message } from '../wire/messages.ts';
import type { Variables } from '../query/filter.ts';

const bad = (field: string, type: string): CommandError =>
  new CommandError(14, `field '${field}' must be ${type}`);

/** The arguments of a command or of one statement in it, by name and type. */
export class Arguments {
  private readonly read: (name: string) => unknown;

  constructor(read: (name: string) => unknown) {
    this.read = read;
  }

  static of(doc: BsonDocument): Arguments {
    return new Arguments((name) => ownField(doc, name));
  }

  get(name: string): unknown {
    return this.read(name);
  }

  has(name: string): boolean {
    return this.read(name) !== undefined;
  }

  flag(name: string): boolean {
    return isTruthy(this.read(name));
  }

  number(name: string): number | undefined {
    const value = this.read(name);
    if (value === undefined || value === null) return undefined;
    const number = toNumber(value);
    if (number === undefined) throw bad(name, 'a number');
    return number;
  }

  text(name: string): string {
    const value = this.read(name);
    if (typeof value !== 'string') throw bad(name, 'a string');
    return value;
  }

  document(name: string): BsonDocument | undefined {
    const value = this.read(name);
    if (value === undefined || value === null) return undefined;
    if (!isDocument(value)) throw bad(name, 'an object');
    return value;
  }

  documents(name: string): BsonDocument[] | undefined {
    const value = this.read(name);
    if (value === undefined || value === null) return undefined;
    if (!isArray(value) || !value.every(isDocument)) throw bad(name, 'an array of objects');
    return value;
  }

  sort(name = 'sort'): SortSpec | undefined {
    const sort = this.document(name);
    return sort && parseSort(sort);
  }

  variables(): Variables {
    return toPlainValue(this.document('let') ?? {}) as Variables;
  }

  /** Collation changes what is equal: better refused than ignored. */
  refuseCollation(): void {
    const collation = this.document('collation');
    if (collation && collation['locale'] !== 'simple') throw notSupported('collation');
  }
}

export class CommandRequest extends Arguments {
  readonly name: string;
  readonly db: string;
  private readonly message: Message;

  constructor(message: Message, name: string) {
    super((field) => message.body.get(field));
    this.message = message;
    this.name = name;
    this.db = message.isQuery ? 'admin' : this.text('$db');
  }

  get ns(): string {
    const collection = this.get(this.name);
    if (typeof collection !== 'string' || collection === '') {
      throw new CommandError(73, `collection name has invalid type or is empty in ${this.name}`);
    }
    return `${this.db}.${collection}`;
  }

  /** Documents that a client sent beside or inside the command, as bytes. */
  rawDocuments(name: string): readonly Buffer[] {
    const raw = this.message.sequences.get(name) ?? this.message.body.documentsIn(name);
    if (!raw) throw new CommandError(9, `BSON field '${this.name}.${name}' is missing but a required field`);
    return raw;
  }

  statements(name: string): Arguments[] {
    return this.rawDocuments(name).map((raw) => {
      const doc = new StoredDocument(raw);
      return new Arguments((field) => doc.get(field));
    });
  }

  wholeBody(): BsonDocument {
    return decodeExact(this.message.body.raw);
  }
}

export function toBigInt(value: unknown): bigint {
  if (bsonTypeOf(value) === 'Long') return (value as Long).toBigInt();
  return BigInt(toNumber(value) ?? 0);
}
