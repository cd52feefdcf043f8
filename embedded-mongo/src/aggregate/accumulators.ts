import { compareValues } from '../bson/compare.ts';
import { encodeValue } from '../bson/key-encoding.ts';
import { type BsonDocument, isDocument, isNumeric, setOwnField, toNumber } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { compileExpression, type Expression } from './expressions.ts';
import type { Variables } from '../query/filter.ts';

/** Gathers one value per document of a group. */
interface Accumulator {
  add(value: unknown): void;
  result(): unknown;
}

class Sum implements Accumulator {
  private sum = 0;
  add(value: unknown): void {
    if (isNumeric(value)) this.sum += toNumber(value) ?? 0;
  }
  result(): unknown {
    return this.sum;
  }
}

class Average implements Accumulator {
  private sum = 0;
  private count = 0;
  add(value: unknown): void {
    if (!isNumeric(value)) return;
    this.sum += toNumber(value) ?? 0;
    this.count++;
  }
  result(): unknown {
    return this.count === 0 ? null : this.sum / this.count;
  }
}

/** Welford's way, which does not lose digits. */
class Deviation implements Accumulator {
  private readonly correction: 0 | 1;
  private count = 0;
  private mean = 0;
  private squares = 0;
  constructor(correction: 0 | 1) {
    this.correction = correction;
  }
  add(value: unknown): void {
    const number = isNumeric(value) ? toNumber(value) : undefined;
    if (number === undefined) return;
    this.count++;
    const delta = number - this.mean;
    this.mean += delta / this.count;
    this.squares += delta * (number - this.mean);
  }
  result(): unknown {
    const degrees = this.count - this.correction;
    return degrees <= 0 ? null : Math.sqrt(this.squares / degrees);
  }
}

class Extreme implements Accumulator {
  private readonly sign: 1 | -1;
  private best: unknown;
  constructor(sign: 1 | -1) {
    this.sign = sign;
  }
  add(value: unknown): void {
    if (value === undefined || value === null) return;
    if (this.best === undefined || compareValues(value, this.best) * this.sign > 0) this.best = value;
  }
  result(): unknown {
    return this.best ?? null;
  }
}

class First implements Accumulator {
  private value: unknown;
  private isSet = false;
  add(value: unknown): void {
    if (!this.isSet) this.value = value;
    this.isSet = true;
  }
  result(): unknown {
    return this.value ?? null;
  }
}

class Last implements Accumulator {
  private value: unknown;
  add(value: unknown): void {
    this.value = value;
  }
  result(): unknown {
    return this.value ?? null;
  }
}

class Push implements Accumulator {
  private readonly values: unknown[] = [];
  add(value: unknown): void {
    if (value !== undefined) this.values.push(value);
  }
  result(): unknown {
    return this.values;
  }
}

class AddToSet implements Accumulator {
  private readonly values = new Map<string, unknown>();
  add(value: unknown): void {
    if (value !== undefined) this.values.set(encodeValue(value).toString('latin1'), value);
  }
  result(): unknown {
    return [...this.values.values()];
  }
}

class MergeObjects implements Accumulator {
  private readonly merged: BsonDocument = {};
  add(value: unknown): void {
    if (value === undefined || value === null) return;
    if (!isDocument(value)) throw new CommandError(40400, '$mergeObjects requires object inputs');
    for (const name of Object.keys(value)) setOwnField(this.merged, name, value[name]);
  }
  result(): unknown {
    return this.merged;
  }
}

const ACCUMULATORS: Readonly<Record<string, () => Accumulator>> = {
  $sum: () => new Sum(),
  $avg: () => new Average(),
  $stdDevPop: () => new Deviation(0),
  $stdDevSamp: () => new Deviation(1),
  $min: () => new Extreme(-1),
  $max: () => new Extreme(1),
  $first: () => new First(),
  $last: () => new Last(),
  $push: () => new Push(),
  $addToSet: () => new AddToSet(),
  $mergeObjects: () => new MergeObjects(),
};

interface GroupField {
  readonly name: string;
  readonly make: () => Accumulator;
  readonly input: Expression;
}

function compileField(name: string, spec: unknown): GroupField {
  const [operator = '', ...others] = isDocument(spec) ? Object.keys(spec) : [];
  if (!isDocument(spec) || others.length > 0) {
    throw new CommandError(40234, `The field '${name}' must be an accumulator object`);
  }
  if (operator === '$count') return { name, make: () => new Sum(), input: () => 1 };
  const make = Object.hasOwn(ACCUMULATORS, operator) ? ACCUMULATORS[operator] : undefined;
  if (!make) throw new CommandError(15952, `unknown group operator '${operator}'`);
  return { name, make, input: compileExpression(spec[operator]) };
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

  constructor(output: BsonDocument, variables: Variables) {
    this.fields = Object.keys(output).map((name) => compileField(name, output[name]));
    this.variables = variables;
  }

  add(id: unknown, doc: BsonDocument): void {
    const key = encodeValue(id ?? null).toString('latin1');
    let group = this.groups.get(key);
    if (!group) {
      group = { id: id ?? null, accumulators: this.fields.map(({ make }) => make()) };
      this.groups.set(key, group);
    }
    group.accumulators.forEach((accumulator, i) =>
      accumulator.add(this.fields[i]?.input(doc, this.variables)),
    );
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
