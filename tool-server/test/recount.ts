import type { XapiStatement } from '@chuyen-de/xapi';

/**
 * Figures counted anew from the statements themselves, as the record store hands them out by the specification: by
 * nothing that the answers for analysts are made with.
 */

interface Counted {
  count: number;
  learners: number;
  scaled: number[];
}

const hanoiDay = (timestamp: string): string =>
  new Date(Date.parse(timestamp) + 7 * 3_600_000).toISOString().slice(0, 10);

const KEYS: Record<string, (statement: XapiStatement) => (string | boolean | null)[]> = {
  verb: ({ verb }) => [verb.id],
  activity: ({ object }) => [object.id],
  type: ({ object }) => [object.definition?.type ?? null],
  grouping: ({ context }) => (context?.contextActivities?.grouping ?? []).map(({ id }) => id),
  success: ({ result }) => [result?.success ?? null],
  response: ({ result }) => [result?.response ?? null],
  day: ({ timestamp }) => [hanoiDay(timestamp)],
};

const keysOf = (statement: XapiStatement, dimensions: readonly string[]): string[] =>
  dimensions
    .reduce<unknown[][]>(
      (keys, name) => {
        const values = KEYS[name]?.(statement);
        if (!values) throw new Error(`nobody recounts ${name} yet`);
        return keys.flatMap((key) => values.map((value) => [...key, value]));
      },
      [[]],
    )
    .map((key) => JSON.stringify(key));

export const whoDid = ({ actor }: XapiStatement): string => JSON.stringify(actor.account);

/** Statements, people and scores by key: the values of the dimensions in their order. */
export function recount(statements: readonly XapiStatement[], dimensions: readonly string[]) {
  const groups = new Map<string, XapiStatement[]>();
  for (const statement of statements)
    for (const key of keysOf(statement, dimensions)) groups.set(key, [...(groups.get(key) ?? []), statement]);
  return new Map(
    [...groups].map(([key, group]): [string, Counted] => [
      key,
      {
        count: group.length,
        learners: new Set(group.map(whoDid)).size,
        scaled: group.flatMap(({ result }) => result?.score?.scaled ?? []),
      },
    ]),
  );
}

export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
