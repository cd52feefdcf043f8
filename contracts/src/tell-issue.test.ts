import { z } from 'zod';
import { tellIssue } from './tell-issue.ts';
import { boundedRecord } from './vocabulary.ts';

const told = (schema: z.ZodType, value: unknown) =>
  (schema.safeParse(value).error?.issues ?? []).map((issue) => tellIssue(issue, ['body']));

describe('a fault', () => {
  const members = (count: number, name = 'k') =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`${name}${at}`, 1]));

  it('is told with its place', () => {
    expect(told(z.object({ a: z.array(z.string()) }), { a: ['x', 1] })).toEqual([
      { path: 'body.a.1', message: expect.stringContaining('string') as string },
    ]);
  });

  it('of members that nobody knows names a few and counts the others', () => {
    const [one] = told(z.strictObject({}), members(1));
    expect(one).toEqual({ path: 'body', message: '1 unknown: "k0"' });
    const [many] = told(z.strictObject({}), members(9_000));
    expect(many?.message).toBe('9000 unknown: "k0", "k1", "k2", …');
  });

  it.each([
    ['a member with a long name', z.strictObject({}), members(5, 'x'.repeat(10_000))],
    ['a place with a long name', boundedRecord(z.string(), z.string(), 5), members(1, 'x'.repeat(10_000))],
    ['a value that is repeated', z.custom(() => false, { message: 'y'.repeat(10_000) }), 1],
  ])('is short, whatever was sent: %s', (_what, schema, value) => {
    const [fault] = told(schema, value);
    expect(fault?.path.length).toBeLessThanOrEqual(200);
    expect(fault?.message.length).toBeLessThanOrEqual(200);
    expect(fault?.message).not.toBe('');
  });
});
