import { hash } from 'node:crypto';
import { makeMemory } from '../kernel/memory.ts';
import { agentKey } from './agent-key.ts';

/** What a token stands for: the same text as an agent and as a verb are two. */
type Kind =
  | 'agent'
  | 'verb'
  | 'activity'
  | 'registration'
  | 'authority'
  | 'platform'
  | 'related agent'
  | 'related activity';

const TOKEN_LENGTH = 10;
const HALF = TOKEN_LENGTH / 2;
/** Verbs, activities and agents come again and again; more of them than this, at some 200 bytes each, begin anew. */
const MOST_REMEMBERED = 20_000;
const remembered = makeMemory<string>(MOST_REMEMBERED);

/** Sixty bits of a hash: short, because each is an entry of the index. */
export function tokenOf(kind: Kind, text: string): string {
  const name = `${kind} ${text}`;
  return remembered.get(name, () => hash('sha256', name, 'base64url').slice(0, TOKEN_LENGTH));
}

/** Of two tokens that are found together; what it finds has to be held against both, as halves may coincide. */
export const pairOf = (first: string, second: string): string =>
  `${first.slice(0, HALF)}${second.slice(0, HALF)}`;

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const listOf = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

/** An agent or group, and the members of a group. */
function agentsIn(value: unknown): string[] {
  if (!isObject(value)) return [];
  const own = agentKey(value);
  const members = listOf(value['member']).map(agentKey);
  return [own, ...members].filter((key) => key !== undefined);
}

const isActivity = (value: unknown): value is Json & { id: string } =>
  isObject(value) && (value['objectType'] === undefined || value['objectType'] === 'Activity');

const isAgent = ({ objectType }: Json): boolean => objectType === 'Agent' || objectType === 'Group';

function contextAgents({ instructor, team, contextAgents: agents, contextGroups: groups }: Json): string[] {
  const typed = [
    ...listOf(agents).map((each) => (each as Json)['agent']),
    ...listOf(groups).map((each) => (each as Json)['group']),
  ];
  return [instructor, team, ...typed].flatMap(agentsIn);
}

const contextActivities = ({ contextActivities: activities }: Json): string[] =>
  Object.values(isObject(activities) ? activities : {}).flatMap((list) =>
    listOf(list)
      .filter(isActivity)
      .map(({ id }) => id),
  );

interface Found {
  agents: string[];
  activities: string[];
  relatedAgents: string[];
  relatedActivities: string[];
}

/** What a statement or substatement is about and what it is related to. */
function findIn({ actor, object, context }: Json): Found {
  const around = isObject(context) ? context : {};
  const about = isObject(object) ? object : {};
  const inner = about['objectType'] === 'SubStatement' ? findIn(about) : undefined;
  return {
    agents: [...agentsIn(actor), ...(isAgent(about) ? agentsIn(about) : [])],
    activities: isActivity(about) ? [about.id] : [],
    relatedAgents: [...contextAgents(around), ...(inner ? [...inner.agents, ...inner.relatedAgents] : [])],
    relatedActivities: [
      ...contextActivities(around),
      ...(inner ? [...inner.activities, ...inner.relatedActivities] : []),
    ],
  };
}

/**
 * The tokens by which a statement is found: one for each value that a filter may ask for, and one for each pair that
 * filters often ask together. Related agents and activities have tokens only where they have none already.
 * @see xAPI 1.0.3 Communication §2.1.3, "related_agents" and "related_activities"
 */
export function searchKeys(statement: Json): string[] {
  const { agents, activities, relatedAgents, relatedActivities } = findIn(statement);
  const { verb, context, authority } = statement;
  const registration = isObject(context) ? context['registration'] : undefined;
  const verbToken = tokenOf('verb', (verb as { id: string }).id);
  const keys = new Set([verbToken]);
  const direct = { agents: new Set(agents), activities: new Set(activities) };
  const activityTokens = activities.map((id) => tokenOf('activity', id));
  for (const activity of activityTokens) keys.add(activity).add(pairOf(verbToken, activity));
  for (const agent of direct.agents) {
    const token = tokenOf('agent', agent);
    keys.add(token).add(pairOf(token, verbToken));
    for (const activity of activityTokens) keys.add(pairOf(token, activity));
  }
  if (typeof registration === 'string') keys.add(tokenOf('registration', registration.toLowerCase()));
  for (const agent of agentsIn(authority)) keys.add(tokenOf('authority', agent));
  for (const agent of relatedAgents) if (!direct.agents.has(agent)) keys.add(tokenOf('related agent', agent));
  for (const id of relatedActivities)
    if (!direct.activities.has(id)) keys.add(tokenOf('related activity', id));
  return [...keys];
}
