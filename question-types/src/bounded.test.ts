import { z } from 'zod';
import { boundedList, boundedRecord } from './bounded.ts';
import { LoggedResponse, QuestionResponse } from './index.ts';

const MANY = 100_000;
const wrongList = Array.from({ length: MANY }, () => 1);
const wrongRecord = Object.fromEntries(wrongList.map((value, at) => [`k${at}`, value]));

/** How many faults a schema finds, those within its unions too. */
function faultsIn(issues: readonly z.core.$ZodIssue[]): number {
  const within = (issue: z.core.$ZodIssue): number =>
    issue.code === 'invalid_union' ? issue.errors.reduce((sum, each) => sum + faultsIn(each), 0) : 0;
  return issues.reduce((sum, issue) => sum + 1 + within(issue), 0);
}
const faultsOf = (schema: z.ZodType, value: unknown): number =>
  faultsIn(schema.safeParse(value).error?.issues ?? []);

describe('what has a bound is counted before it is looked at', () => {
  it.each<[string, z.ZodType, unknown]>([
    ['a list', boundedList(z.string(), 20), wrongList],
    ['an object of any names', boundedRecord(z.string(), z.string(), 20), wrongRecord],
    ['options chosen', QuestionResponse, { type: 'multiple-choice', selected: wrongList }],
    ['an option chosen', QuestionResponse, { type: 'single-choice', selected: wrongList }],
    ['options chosen as devices logged them before', LoggedResponse, { selected: wrongList }],
  ])('%s', (_what, schema, value) => {
    const faults = faultsOf(schema, value);
    expect(faults).toBeGreaterThan(0);
    expect(faults).toBeLessThan(20);
  });
});

describe('an object of any names', () => {
  const schema = boundedRecord(z.string().max(3), z.string(), 2);

  it.each([[{}], [{ a: 'x' }], [{ a: 'x', b: 'y' }]])('is taken: %j', (value) => {
    expect(schema.parse(value)).toEqual(value);
  });

  it.each([[{ a: 'x', b: 'y', c: 'z' }], [{ a: 1 }], [{ long: 'x' }], [['x']], ['x'], [null], [undefined]])(
    'is refused: %j',
    (value) => {
      expect(schema.safeParse(value).success).toBe(false);
    },
  );
});
