import type { Condition } from '../statement-reader.ts';
import type { Fact, FactField } from './fact.ts';

type Matches = (fact: Fact) => boolean;
type Test = (value: unknown) => boolean;

const isPlain = (value: unknown): value is Condition =>
  typeof value === 'object' && value !== null && !(value instanceof Date);

const comparable = (value: unknown): unknown => (value instanceof Date ? value.getTime() : value);

function operatorTest(operator: string, operand: unknown): Test {
  const bound = comparable(operand);
  switch (operator) {
    case '$in':
      return (value) => (operand as unknown[]).includes(value);
    case '$ne':
      return (value) => value !== operand;
    case '$gte':
      return (value) => value !== undefined && (value as number) >= (bound as number);
    case '$lt':
      return (value) => value !== undefined && (value as number) < (bound as number);
    default:
      throw new Error(`facts know no ${operator}`);
  }
}

/** A list fulfils a condition when one of its elements does. */
const orElement =
  (test: Test): Test =>
  (value) =>
    Array.isArray(value) ? value.some(test) : test(value);

function testOf(wanted: unknown): Test {
  if (!isPlain(wanted)) return orElement((value) => value === wanted);
  const tests = Object.entries(wanted).map(([name, operand]) => orElement(operatorTest(name, operand)));
  return (value) => tests.every((test) => test(value));
}

/** Holds facts against a condition as the store holds statements against it, with what analyses use of its language. */
export function factMatcher(condition: Condition): { matches: Matches; fields: FactField[] } {
  const parts = Object.entries(condition).map(([name, wanted]) => {
    if (name === '$and' || name === '$or') {
      const each = (wanted as Condition[]).map(factMatcher);
      const matches: Matches =
        name === '$and'
          ? (fact) => each.every((one) => one.matches(fact))
          : (fact) => each.some((one) => one.matches(fact));
      return { matches, fields: each.flatMap(({ fields }) => fields) };
    }
    const field = (name.startsWith('result.') ? name.slice('result.'.length) : name) as FactField;
    const test = testOf(wanted);
    return { matches: (fact: Fact) => test(fact[field]), fields: [field] };
  });
  return {
    matches: (fact) => parts.every(({ matches }) => matches(fact)),
    fields: [...new Set(parts.flatMap(({ fields }) => fields))],
  };
}
