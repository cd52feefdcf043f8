import {
  AggregateRequest,
  Dimension,
  DiscriminationRequest,
  Measure,
  RecordsFilter,
  tellIssue,
} from '@chuyen-de/contracts';
import type { z } from 'zod';
import { badParameter, badRequest, refusal, type XapiProblem } from '../http/problem.ts';
import { parseJson } from '../validation/parse-json.ts';
import { FIGURES_FILE_NAMES } from './files/figures-file.ts';
import { isTimeZone } from './time-buckets.ts';

type Query = ReadonlyMap<string, string>;

const FILTER_NAMES = Object.keys(RecordsFilter.shape);

function faultOf({ issues }: z.ZodError): XapiProblem {
  const [issue] = issues;
  if (!issue) return badRequest('malformed request');
  const { path, message } = tellIssue(issue);
  const place = path || '$';
  return badRequest(`${place}: ${message}`, { path: place, rule: message });
}

export function parseAs<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw faultOf(parsed.error);
  return parsed.data;
}

/** Lists are parted by spaces, which no address has. */
const listOf = (text: string): string[] => text.split(/\s+/).filter((part) => part !== '');

function booleanOf(name: string, text: string): boolean {
  if (text !== 'true' && text !== 'false') throw badParameter(name, 'has to be true or false');
  return text === 'true';
}

function filterValue(name: string, text: string): unknown {
  if (name === 'verb') return listOf(text);
  return name === 'success' || name === 'trial' ? booleanOf(name, text) : text;
}

/** @throws XapiProblem 400 when a parameter is known neither as a filter nor as one of the others */
function refuseUnknown(query: Query, others: readonly string[]): void {
  for (const name of query.keys())
    if (!FILTER_NAMES.includes(name) && !others.includes(name))
      throw badParameter(name, 'is no parameter here');
}

/** The filter in a query. @throws XapiProblem 400 */
export function parseFilter(query: Query, others: readonly string[] = []): RecordsFilter {
  refuseUnknown(query, others);
  const given = [...query].filter(([name, text]) => FILTER_NAMES.includes(name) && text !== '');
  return parseAs(
    RecordsFilter,
    Object.fromEntries(given.map(([name, text]) => [name, filterValue(name, text)])),
  );
}

const AGGREGATE_NAMES = [
  'groupBy',
  'measures',
  'attempts',
  'readBefore',
  'zone',
  'limit',
  ...FIGURES_FILE_NAMES,
];

function parseAggregateQuery(query: Query): unknown {
  const filter = parseFilter(query, AGGREGATE_NAMES);
  const text = (name: string): string | undefined => query.get(name);
  return {
    filter,
    groupBy: listOf(text('groupBy') ?? ''),
    measures: listOf(text('measures') ?? ''),
    ...(text('attempts') !== undefined && { attempts: text('attempts') }),
    ...(text('readBefore') !== undefined && { readBefore: text('readBefore') }),
    ...(text('zone') !== undefined && { zone: text('zone') }),
    ...(text('limit') !== undefined && { limit: Number(text('limit')) }),
  };
}

/** Bytes of the body of a question, or of a filter to be kept: several times what one with all its parts has. */
export const QUESTION_BYTES = 64 * 1024;

/** @throws XapiProblem 400 unless it is JSON, 413 when it has too many values */
export function parseBody(body: Buffer): unknown {
  const parsed = parseJson(body);
  if (!parsed.ok) throw refusal(parsed, 'the body');
  return parsed.value;
}

/** An aggregation, from the body of a POST or the query of a GET. @throws XapiProblem 400 */
export function parseAggregate(given: { body: Buffer } | { query: Query }): AggregateRequest {
  const value = 'body' in given ? parseBody(given.body) : parseAggregateQuery(given.query);
  const request = parseAs(AggregateRequest, value);
  if (!isTimeZone(request.zone)) throw badParameter('zone', 'is no time zone known here');
  if (new Set(request.groupBy).size < request.groupBy.length)
    throw badParameter('groupBy', `names one twice; there are ${Dimension.options.join(', ')}`);
  if (new Set(request.measures).size < request.measures.length)
    throw badParameter('measures', `names one twice; there are ${Measure.options.join(', ')}`);
  return request;
}

/** A question for discrimination, from the body of a POST or the query of a GET. @throws XapiProblem 400 */
export function parseDiscrimination(given: { body: Buffer } | { query: Query }): DiscriminationRequest {
  if ('body' in given) return parseAs(DiscriminationRequest, parseBody(given.body));
  const attempts = given.query.get('attempts');
  const filter = parseFilter(given.query, ['attempts']);
  return parseAs(DiscriminationRequest, { filter, ...(attempts !== undefined && { attempts }) });
}
