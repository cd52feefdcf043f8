import type { XapiRequest } from '../http/exchange.ts';
import { allowParameters } from '../http/parameters.ts';
import { badParameter } from '../http/problem.ts';
import { checkActor } from '../validation/agent.ts';
import { isIri, isUuid } from '../validation/formats.ts';
import { parseJson } from '../validation/parse-json.ts';
import { isTimestamp, toUtc } from '../validation/timestamp.ts';
import { agentKey } from './agent-key.ts';
import type { PageRequest, Sought } from './find-statements.ts';
import { isPosition } from './position.ts';

const FORMATS = ['exact', 'ids', 'canonical'] as const;
type StatementFormat = (typeof FORMATS)[number];

/** How what is found is to be shown. */
export interface Presentation {
  format: StatementFormat;
  /** With the bytes of attachments. */
  attachments: boolean;
}

/** What `GET /statements` asks for: one statement, or a page of those that its filters find. */
export type StatementQuery = Presentation &
  (
    | { kind: 'one'; id: string; voided: boolean }
    | { kind: 'page'; sought: Sought; page: Omit<PageRequest, 'bytes'> }
  );

const PRESENTATION = ['format', 'attachments'];
const FILTERS = [
  'agent',
  'verb',
  'activity',
  'registration',
  'related_activities',
  'related_agents',
  'since',
  'until',
  'limit',
  'ascending',
];
/** Our own: where the page before ended, in a `more` address. */
export const CONTINUATION = 'after';

type Query = XapiRequest['query'];

function flag(query: Query, name: string): boolean {
  const value = query.get(name);
  if (value !== undefined && value !== 'true' && value !== 'false')
    throw badParameter(name, 'has to be true or false');
  return value === 'true';
}

function checked(
  query: Query,
  name: string,
  isValid: (value: string) => boolean,
  rule: string,
): string | undefined {
  const value = query.get(name);
  if (value !== undefined && !isValid(value)) throw badParameter(name, rule);
  return value;
}

function agentOf({ query, version }: XapiRequest): string | undefined {
  const text = query.get('agent');
  if (text === undefined) return undefined;
  const parsed = parseJson(Buffer.from(text));
  if (!parsed.ok) throw badParameter('agent', parsed.fault.rule);
  const fault = checkActor(parsed.value, version);
  if (fault) throw badParameter(`agent${fault.path.slice(1)}`, fault.rule);
  const key = agentKey(parsed.value);
  if (key === undefined) throw badParameter('agent', 'has to be an agent or a group with one identifier');
  return key;
}

/** Finer than a millisecond nothing is stored: what is left away changes neither bound. */
function timeOf({ query, version }: XapiRequest, name: string): number | undefined {
  const value = checked(query, name, (text) => isTimestamp(text, version), 'has to be a timestamp');
  return value === undefined ? undefined : Date.parse((toUtc(value) ?? value).slice(0, 23).concat('Z'));
}

function limitOf(query: Query): number {
  const value = checked(query, 'limit', (text) => /^\d{1,9}$/.test(text), 'has to be a whole number');
  return Number(value ?? 0);
}

function presentationOf(query: Query): Presentation {
  const format = query.get('format') ?? 'exact';
  const known = FORMATS.find((name) => name === format);
  if (!known) throw badParameter('format', `has to be one of ${FORMATS.join(', ')}`);
  return { format: known, attachments: flag(query, 'attachments') };
}

function parseOne(query: Query, name: 'statementId' | 'voidedStatementId'): StatementQuery {
  allowParameters(query, [name, ...PRESENTATION]);
  const id = checked(query, name, isUuid, 'has to be a UUID in its standard form');
  return { kind: 'one', id: id ?? '', voided: name === 'voidedStatementId', ...presentationOf(query) };
}

/**
 * What a request asks for.
 * @throws XapiProblem 400 for a parameter that is malformed, unknown, or goes not with another
 * @see xAPI 1.0.3 Communication §2.1.3
 */
export function parseStatementQuery(request: XapiRequest): StatementQuery {
  const { query } = request;
  if (query.has('statementId')) return parseOne(query, 'statementId');
  if (query.has('voidedStatementId')) return parseOne(query, 'voidedStatementId');
  allowParameters(query, ['statementId', 'voidedStatementId', ...FILTERS, ...PRESENTATION, CONTINUATION]);
  const iri = (name: string): string | undefined =>
    checked(query, name, isIri, 'has to be an IRI with its scheme');
  return {
    kind: 'page',
    sought: {
      agent: agentOf(request),
      verb: iri('verb'),
      activity: iri('activity'),
      registration: checked(query, 'registration', isUuid, 'has to be a UUID in its standard form'),
      relatedAgents: flag(query, 'related_agents'),
      relatedActivities: flag(query, 'related_activities'),
      since: timeOf(request, 'since'),
      until: timeOf(request, 'until'),
    },
    page: {
      limit: limitOf(query),
      ascending: flag(query, 'ascending'),
      after: checked(query, CONTINUATION, isPosition, 'has to come from a "more" address'),
    },
    ...presentationOf(query),
  };
}
