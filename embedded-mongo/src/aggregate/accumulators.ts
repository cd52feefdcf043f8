import { Double } from 'bson';
import { compareValues } from '../bson/compare.ts';
import { encodeValue } from '../bson/key-encoding.ts';
import {
  type BsonDocument,
  bsonTypeOf,
  isArray,
  isDocument,
  isNumeric,
  setOwnField,
} from '../bson/values.ts';
import { CommandError, notSupported } from '../errors.ts';
import { type MemoryClaim, OBJECT_BYTES, sizeInMemory } from '../memory.ts';
import { compileExpression } from './expressions/compile.ts';
import { mergeInto } from './expressions/objects.ts';
import { type Expression, isNullish, type Variables } from './expressions/operands.ts';
import { RunningSum } from './sums.ts';

/** Gathers one value per document of a group; says how many bytes more it holds. */
interface Accumulator {
  add(value: unknown): number;
  result(): unknown;
}

class Sum implements Accumulator {
  protected readonly sum = new RunningSum();
  add(value: unknown): number {
    if (isNumeric(value)) this.sum.add(value);
    return 0;
  }
  result(): unknown {
    return this.sum.result();
  }
}

class Average extends Sum {
  override result(): unknown {
    return this.sum.count === 0 ? null : new Double(this.sum.asNumber() / this.sum.count);
  }
}

/** One value of those it is given. */
class Chosen implements Accumulator {
  private readonly takes: (value: unknown, current: unknown, isFirst: boolean) => boolean;
  private value: unknown;
  private isFirst = true;
  private bytes = 0;
  constructor(takes: (value: unknown, current: unknown, isFirst: boolean) => boolean) {
    this.takes = takes;
  }
  add(value: unknown): number {
    const isTaken = this.takes(value, this.value, this.isFirst);
    this.isFirst = false;
    if (!isTaken) return 0;
    this.value = value;
    const before = this.bytes;
    this.bytes = sizeInMemory(value);
    return this.bytes - before;
  }
  result(): unknown {
    return this.value ?? null;
  }
}

const extreme = (sign: 1 | -1) => (): Accumulator =>
  new Chosen(
    (value, best) => !isNullish(value) && (best === undefined || compareValues(value, best) * sign > 0),
  );

class Push implements Accumulator {
  private readonly values: unknown[] = [];
  add(value: unknown): number {
    if (value === undefined) return 0;
    this.values.push(value);
    return 8 + sizeInMemory(value);
  }
  result(): unknown {
    return this.values;
  }
}

class AddToSet implements Accumulator {
  private readonly values = new Map<string, unknown>();
  add(value: unknown): number {
    if (value === undefined) return 0;
    const key = encodeValue(value).toString('latin1');
    if (this.values.has(key)) return 0;
    this.values.set(key, value);
    return OBJECT_BYTES + key.length + sizeInMemory(value);
  }
  result(): unknown {
    return [...this.values.values()];
  }
}

class MergeObjects implements Accumulator {
  private readonly merged: BsonDocument = {};
  add(value: unknown): number {
    mergeInto(this.merged, value);
    return isDocument(value) ? sizeInMemory(value) : 0;
  }
  result(): unknown {
    return this.merged;
  }
}

const ACCUMULATORS: Readonly<Record<string, () => Accumulator>> = {
  $sum: () => new Sum(),
  $avg: () => new Average(),
  $min: extreme(-1),
  $max: extreme(1),
  $first: () => new Chosen((_value, _current, isFirst) => isFirst),
  $last: () => new Chosen(() => true),
  $push: () => new Push(),
  $addToSet: () => new AddToSet(),
  $mergeObjects: () => new MergeObjects(),
};

interface GroupField {
  readonly name: string;
  readonly make: () => Accumulator;
  readonly input: Expression;
}

function operandOf(operator: string, operand: unknown): unknown {
  if (!isArray(operand)) return operand;
  throw new CommandError(40237, `The ${operator} accumulator is a unary operator`);
}

function checkName(name: string): void {
  if (name.includes('.')) throw new CommandError(40235, `The field name '${name}' cannot contain '.'`);
  if (name.startsWith('$'))
    throw new CommandError(40236, `The field name '${name}' cannot be an operator name`);
}

function compileField(name: string, spec: unknown, variables: Variables): GroupField {
  const [operator = '', ...others] = isDocument(spec) ? Object.keys(spec) : [];
  if (!isDocument(spec)) throw new CommandError(40234, `The field '${name}' must be an accumulator object`);
  checkName(name);
  if (operator === '' || others.length > 0)
    throw new CommandError(40238, `The field '${name}' must specify one accumulator`);
  if (operator === '$count') {
    const argument = spec[operator];
    if (!isDocument(argument) || Object.keys(argument).length > 0)
      throw new CommandError(9, '$count takes no arguments, i.e. $count:{}');
    return { name, make: () => new Sum(), input: compileExpression(1) };
  }
  const make = Object.hasOwn(ACCUMULATORS, operator) ? ACCUMULATORS[operator] : undefined;
  if (!make) throw new CommandError(15952, `unknown group operator '${operator}'`);
  return { name, make, input: compileExpression(operandOf(operator, spec[operator]), variables) };
}

function isKeyEnd(value: unknown): boolean {
  const type = bsonTypeOf(value);
  return type === 'MinKey' || type === 'MaxKey';
}

interface Group {
  readonly id: unknown;
  readonly accumulators: readonly Accumulator[];
}

/** Documents gathered by a key, one accumulator per field of the output. */
export class Grouping {
  private readonly groups = new Map<string, Group>();
  private readonly fields: readonly GroupField[];
  private readonly variables: Variables;
  private readonly claim: MemoryClaim;

  constructor(fields: readonly GroupField[], variables: Variables, claim: MemoryClaim) {
    this.fields = fields;
    this.variables = variables;
    this.claim = claim;
  }

  static fieldsOf(output: BsonDocument, variables: Variables): GroupField[] {
    return Object.keys(output).map((name) => compileField(name, output[name], variables));
  }

  add(id: unknown, doc: BsonDocument): void {
    const group = this.groupOf(id ?? null);
    group.accumulators.forEach((accumulator, i) => {
      const value = this.fields[i]?.input(doc, this.variables);
      if (isKeyEnd(value)) throw notSupported('MinKey or MaxKey in an accumulator');
      const more = accumulator.add(value);
      if (more !== 0) this.claim.hold(more);
    });
  }

  private groupOf(id: unknown): Group {
    const key = encodeValue(id).toString('latin1');
    const known = this.groups.get(key);
    if (known) return known;
    this.claim.hold(OBJECT_BYTES * (1 + this.fields.length) + key.length + sizeInMemory(id));
    const group = { id, accumulators: this.fields.map(({ make }) => make()) };
    this.groups.set(key, group);
    return group;
  }

  results(): BsonDocument[] {
    return [...this.groups.values()].map(({ id, accumulators }) => {
      const result: BsonDocument = { _id: id };
      accumulators.forEach((accumulator, i) =>
        setOwnField(result, this.fields[i]?.name ?? '', accumulator.result()),
      );
      return result;
    });
  }
}
