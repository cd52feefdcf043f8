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
} from '../bson/values.ts';
import { decodeExact } from '../bson/codec.ts';
import { checkNamespace } from '../storage/collection.ts';
import { CommandError } from '../errors.ts';
import { compileExpression } from '../aggregate/expressions/compile.ts';
import { checkVariableName } from '../aggregate/expressions/paths.ts';
import { TimeLimit } from '../query/time-limit.ts';
import { fieldsOfCommand, STATEMENT_FIELDS } from './command-fields.ts';
import { checkFields, type FieldChecks } from './field-checks.ts';
import { parseSort, refuseRepeats, type SortSpec } from '../query/sort.ts';
import type { Message } from '../wire/messages.ts';
import type { Variables } from '../aggregate/expressions/operands.ts';

const bad = (field: string, type: string): CommandError =>
  new CommandError(14, `field '${field}' must be ${type}`);

/** The arguments of a command or of one statement in it, by name and type. */
export class Arguments {
  private readonly read: (name: string) => unknown;

  /** @throws CommandError for a field that is not among those to be checked, or not of its type */
  constructor(read: (name: string) => unknown, names: Iterable<string>, checks: FieldChecks, what: string) {
    this.read = read;
    checkFields(names, read, checks, what);
  }

  static of(doc: BsonDocument, checks: FieldChecks, what: string): Arguments {
    return new Arguments((name) => ownField(doc, name), Object.keys(doc), checks, what);
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

  /** Documents of a first batch, as the option `cursor` says; undefined where it does not. */
  batchSize(): number | undefined {
    const size = toNumber(this.document('cursor')?.['batchSize']);
    return size === undefined ? undefined : Math.trunc(size);
  }

  /** A number without what stands behind its point. */
  whole(name: string): number | undefined {
    const number = this.number(name);
    return number === undefined ? undefined : Math.trunc(number) || 0;
  }

  required(...names: readonly string[]): void {
    const missing = names.find((name) => !this.has(name));
    if (missing !== undefined)
      throw new CommandError(40414, `BSON field '${missing}' is missing but a required field`);
  }

  sort(name = 'sort'): SortSpec | undefined {
    const sort = this.document(name);
    return sort && parseSort(sort);
  }

  /** The values of `let`, which may be expressions, but of no document. */
  variables(): Variables {
    const given = this.document('let');
    if (!given) return {};
    const values = Object.keys(given).map((name) => {
      checkVariableName(name);
      if (readsDocument(given[name]))
        throw new CommandError(
          51,
          `the variable '${name}' of 'let' cannot read a document: there is none yet`,
        );
      return [name, compileExpression(given[name])({}, {})];
    });
    return Object.fromEntries(values) as Variables;
  }
}

function readsDocument(expression: unknown): boolean {
  if (typeof expression === 'string') return /^\$[^$]|^\$\$(ROOT|CURRENT)/.test(expression);
  if (isArray(expression)) return expression.some(readsDocument);
  return (
    isDocument(expression) && !('$literal' in expression) && Object.values(expression).some(readsDocument)
  );
}

export class CommandRequest extends Arguments {
  readonly name: string;
  readonly db: string;
  readonly timeLimit: TimeLimit | undefined;
  private readonly message: Message;

  constructor(message: Message, name: string) {
    const names = [...message.body.names(), ...message.sequences.keys()];
    const checks = fieldsOfCommand(name);
    if (checks) refuseRepeats(message.body, 'sort');
    super((field) => message.body.get(field), checks ? names : [], checks ?? {}, name);
    this.message = message;
    this.name = name;
    this.db = message.isQuery ? 'admin' : this.text('$db');
    const milliseconds = checks ? (this.number('maxTimeMS') ?? 0) : 0;
    this.timeLimit = milliseconds > 0 ? new TimeLimit(milliseconds) : undefined;
  }

  get ns(): string {
    const collection = this.get(this.name);
    if (typeof collection !== 'string' || collection === '') {
      throw new CommandError(73, `collection name has invalid type or is empty in ${this.name}`);
    }
    const ns = `${this.db}.${collection}`;
    checkNamespace(ns);
    return ns;
  }

  /** Documents that a client sent beside or inside the command, as bytes. */
  rawDocuments(name: string): readonly Buffer[] {
    const raw = this.message.sequences.get(name) ?? this.message.body.documentsIn(name);
    if (!raw) throw new CommandError(9, `BSON field '${this.name}.${name}' is missing but a required field`);
    return raw;
  }

  /** The statements of a write; one that is not as it should be refuses the command before any is carried out. */
  statements(name: keyof typeof STATEMENT_FIELDS): Arguments[] {
    return this.rawDocuments(name).map((raw) => {
      const doc = new StoredDocument(raw);
      const checks = STATEMENT_FIELDS[name];
      refuseRepeats(doc, 'sort');
      return new Arguments((field) => doc.get(field), doc.names(), checks, `${this.name}.${name}`);
    });
  }

  /** The stages of a pipeline, once it is known that no sort among them names a field twice. */
  pipeline(): unknown {
    const stages = this.get('pipeline');
    const raw = this.message.body.documentsIn('pipeline') ?? [];
    if (isArray(stages)) {
      raw.forEach((stage, i) => {
        if (isDocument(stages[i]) && '$sort' in stages[i]) refuseRepeats(new StoredDocument(stage), '$sort');
      });
    }
    return stages;
  }

  wholeBody(): BsonDocument {
    return decodeExact(this.message.body.raw);
  }
}

export function toBigInt(value: unknown): bigint {
  if (bsonTypeOf(value) === 'Long') return (value as Long).toBigInt();
  return BigInt(toNumber(value) ?? 0);
}
