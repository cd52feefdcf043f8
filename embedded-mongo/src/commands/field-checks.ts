import { bsonTypeOf, describe, isArray, isDocument, isNumeric, toNumber } from '../bson/values.ts';
import { CommandError, notSupported } from '../errors.ts';
import { typeNameOf } from '../query/type-names.ts';

/** Refuses a value that a field may not have; an absent field is not asked about. */
export type FieldCheck = (value: unknown, field: string) => void;

/** What a command or a statement may say, by field. Any other field is refused by its name. */
export type FieldChecks = Readonly<Record<string, FieldCheck>>;

const wrongType = (field: string, value: unknown, expected: string): CommandError =>
  new CommandError(
    14,
    `BSON field '${field}' is the wrong type '${typeNameOf(value)}', expected type '${expected}'`,
  );

export const anything: FieldCheck = () => undefined;

export const text: FieldCheck = (value, field) => {
  if (typeof value !== 'string') throw wrongType(field, value, 'string');
};

export const flag: FieldCheck = (value, field) => {
  if (typeof value !== 'boolean') throw wrongType(field, value, 'bool');
};

/** Where MongoDB takes a number for true or false as well. */
export const flagOrNumber: FieldCheck = (value, field) => {
  if (typeof value !== 'boolean' && !isNumeric(value)) throw wrongType(field, value, 'bool');
};

export const number: FieldCheck = (value, field) => {
  if (!isNumeric(value)) throw wrongType(field, value, 'number');
};

export const document: FieldCheck = (value, field) => {
  if (!isDocument(value)) throw wrongType(field, value, 'object');
};

export const list: FieldCheck = (value, field) => {
  if (!isArray(value)) throw wrongType(field, value, 'array');
};

/** A number that is cut to a whole one of 64 bits, not below zero. */
export const countFromZero: FieldCheck = (value, field) => {
  number(value, field);
  if (Math.trunc(toNumber(value) ?? 0) < 0)
    throw new CommandError(
      51024,
      `BSON field '${field}' value must be >= 0, actual value '${describe(value)}'`,
    );
};

export const cursorId: FieldCheck = (value, field) => {
  if (bsonTypeOf(value) !== 'Long') throw wrongType(field, value, 'long');
};

export const cursorIds: FieldCheck = (value, field) => {
  list(value, field);
  for (const each of value as unknown[]) cursorId(each, `${field}[]`);
};

/** The name of an index, its key, or `{}` as drivers say "none". */
export const hint: FieldCheck = (value, field) => {
  if (typeof value === 'string') return;
  if (!isDocument(value)) throw new CommandError(9, `'${field}' must be the name of an index or its key`);
  const names = Object.keys(value);
  if (names.includes('$natural') && names.length > 1)
    throw new CommandError(2, `${field}: $natural cannot stand beside other fields`);
  const wrong = names.find((name) => Math.abs(toNumber(value[name]) ?? 0) !== 1);
  if (wrong !== undefined) throw new CommandError(2, `${field}: the direction of '${wrong}' must be 1 or -1`);
};

/** As `count` takes it: whole, and of either sign. */
export const wholeNumber: FieldCheck = (value, field) => {
  number(value, field);
  const whole = toNumber(value) ?? 0;
  if (!Number.isInteger(whole) || whole <= -(2 ** 63))
    throw new CommandError(2, `BSON field '${field}' has to be a whole number of 64 bits`);
};

/** For commands that are said as `{ name: 1 }`. */
export const one: FieldCheck = (value, field) => {
  number(value, field);
  if (Math.trunc(toNumber(value) ?? 0) !== 1) throw new CommandError(5255100, `have to pass 1 as ${field}`);
};

/** Milliseconds: a whole number of 32 bits, 0 for none. @see TimeLimit */
export const timeLimit: FieldCheck = (value, field) => {
  number(value, field);
  const milliseconds = toNumber(value) ?? 0;
  if (!Number.isInteger(milliseconds)) throw new CommandError(9, `${field} has to be a whole number`);
  if (milliseconds < 0 || milliseconds > 2147483647)
    throw new CommandError(2, `${field} has to be between 0 and 2147483647: ${milliseconds}`);
};

/** An option that this store does not have: it may be said to be off. */
export const off: FieldCheck = (value, field) => {
  flag(value, field);
  if (value === true) throw notSupported(field);
};

export const unsupported: FieldCheck = (_value, field) => {
  throw notSupported(field);
};

/** Collation changes what is equal: better refused than ignored. */
export const simpleCollation: FieldCheck = (value, field) => {
  document(value, field);
  const [name, ...others] = Object.keys(value as object);
  if (name === 'locale' && others.length === 0 && (value as { locale: unknown }).locale === 'simple') return;
  throw notSupported('collation');
};

/** @throws CommandError for a field that is not there to be said, or whose value is none it may have */
export function checkFields(
  names: Iterable<string>,
  valueOf: (name: string) => unknown,
  checks: FieldChecks,
  what: string,
): void {
  for (const name of names) {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    if (!check) throw new CommandError(40415, `BSON field '${what}.${name}' is an unknown field.`);
    if (check !== anything) check(valueOf(name), `${what}.${name}`);
  }
}

const part =
  (checks: FieldChecks): FieldCheck =>
  (value, field) => {
    document(value, field);
    const doc = value as Readonly<Record<string, unknown>>;
    checkFields(Object.keys(doc), (name) => doc[name], checks, field);
  };

const LEVELS = new Set(['local', 'available', 'majority']);

/** Of one machine every level is the same, but for those that only a replica set has. */
export const readConcern: FieldCheck = part({
  level: (value, field) => {
    text(value, field);
    if (typeof value === 'string' && !LEVELS.has(value)) throw notSupported(`the read concern ${value}`);
  },
});

/** Every write is on disk before it is acknowledged, whatever a client asks for; more machines there are none. */
export const writeConcern: FieldCheck = part({
  w: (value, field) => {
    const members = isNumeric(value) ? toNumber(value) : undefined;
    if (value === 'majority' || members === 1) return;
    if (members === 0) throw notSupported('a write without an answer (w: 0)');
    throw new CommandError(
      isNumeric(value) || typeof value === 'string' ? 2 : 9,
      `${field} may be 1 or 'majority'`,
    );
  },
  j: flagOrNumber,
  fsync: flagOrNumber,
  wtimeout: (value, field) => {
    number(value, field);
    if (Math.abs(toNumber(value) ?? 0) > 2147483647) throw new CommandError(9, `${field} is out of range`);
  },
});

export const cursorOptions: FieldCheck = part({ batchSize: countFromZero });
