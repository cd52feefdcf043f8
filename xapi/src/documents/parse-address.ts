import { homePlatform } from '../access/permissions.ts';
import type { XapiRequest } from '../http/exchange.ts';
import { allowParameters, getParameter } from '../http/parameters.ts';
import { badParameter } from '../http/problem.ts';
import { agentKey } from '../record-store/agent-key.ts';
import { checkAgent } from '../validation/agent.ts';
import { isIri, isUuid } from '../validation/formats.ts';
import { parseJson } from '../validation/parse-json.ts';
import { isTimestamp, toUtc } from '../validation/timestamp.ts';
import type { DocumentKind } from './document.model.ts';

/** What a document belongs to. */
export interface DocumentOwner {
  kind: DocumentKind;
  platform: string | undefined;
  activity: string | undefined;
  agent: string | undefined;
}

/** One document, or all of an owner and, where given, of a registration. */
export interface DocumentAddress extends DocumentOwner {
  registration: string | undefined;
  name: string | undefined;
  /** Only what was stored after this. */
  since: Date | undefined;
}

/** Of a document. Lists of names hold them all; as a form an address is as long as a body. */
const LONGEST_NAME = 1_000;

/** The parameters of each resource: what a document belongs to, and what names it. */
const RESOURCES = {
  state: { activity: true, agent: true, registration: true, name: 'stateId' },
  'activity-profile': { activity: true, agent: false, registration: false, name: 'profileId' },
  'agent-profile': { activity: false, agent: true, registration: false, name: 'profileId' },
} as const;

/** @throws XapiProblem 400 unless the parameter is the id of an activity */
export function activityParameter({ query }: XapiRequest): string {
  const id = getParameter(query, 'activityId');
  if (!isIri(id)) throw badParameter('activityId', 'has to be an IRI with its scheme');
  return id;
}

/** @throws XapiProblem 400 unless the parameter is an agent, as JSON */
export function agentParameter({ query, version }: XapiRequest): { agent: object; key: string } {
  const parsed = parseJson(Buffer.from(getParameter(query, 'agent')));
  if (!parsed.ok) throw badParameter('agent', parsed.fault.rule);
  const fault = checkAgent(parsed.value, version);
  if (fault) throw badParameter(`agent${fault.path.slice(1)}`, fault.rule);
  const agent = parsed.value as object;
  return { agent, key: agentKey(agent) ?? '' };
}

function registrationParameter({ query }: XapiRequest): string | undefined {
  const registration = query.get('registration');
  if (registration !== undefined && !isUuid(registration))
    throw badParameter('registration', 'has to be a UUID in its standard form');
  return registration?.toLowerCase();
}

function sinceParameter({ query, version }: XapiRequest): Date | undefined {
  const since = query.get('since');
  if (since === undefined) return undefined;
  if (!isTimestamp(since, version)) throw badParameter('since', 'has to be a timestamp');
  return new Date(toUtc(since) ?? since);
}

function nameParameter({ query, method }: XapiRequest, kind: DocumentKind): string | undefined {
  const parameter = RESOURCES[kind].name;
  const name = query.get(parameter);
  if (name === '') throw badParameter(parameter, 'is empty');
  if (name !== undefined && name.length > LONGEST_NAME)
    throw badParameter(parameter, `has at most ${LONGEST_NAME} characters`);
  const manyAllowed = method === 'GET' || method === 'HEAD' || (method === 'DELETE' && kind === 'state');
  if (name === undefined && !manyAllowed) throw badParameter(parameter, 'is missing');
  return name;
}

/**
 * The document, or documents, that a request is about.
 * @throws XapiProblem 400 for a parameter that is missing, malformed or unknown
 * @see xAPI 1.0.3 Communication §2.3, §2.6, §2.7
 */
export function parseAddress(request: XapiRequest, kind: DocumentKind): DocumentAddress {
  const { query, method } = request;
  const resource = RESOURCES[kind];
  const name = nameParameter(request, kind);
  const isList = name === undefined && method !== 'DELETE';
  allowParameters(query, [
    ...(resource.activity ? ['activityId'] : []),
    ...(resource.agent ? ['agent'] : []),
    ...(resource.registration ? ['registration'] : []),
    resource.name,
    ...(isList ? ['since'] : []),
  ]);
  return {
    kind,
    platform: homePlatform(request.access),
    activity: resource.activity ? activityParameter(request) : undefined,
    agent: resource.agent ? agentParameter(request).key : undefined,
    registration: resource.registration ? registrationParameter(request) : undefined,
    name,
    since: isList ? sinceParameter(request) : undefined,
  };
}
