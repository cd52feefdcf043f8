import type { RecordsFilter } from '@chuyen-de/contracts';
import type { Access } from '../access/access.ts';
import { depthOf } from '../access/depth.ts';
import { badParameter, XapiProblem } from '../http/problem.ts';
import { agentKey } from '../record-store/agent-key.ts';
import { beforeTime } from '../record-store/position.ts';
import { pairOf, tokenOf } from '../record-store/search-keys.ts';
import { VOIDED } from '../validation/verb.ts';
import type { LearnerHandles } from './learner-handles.ts';
import type { Condition, Search } from './statement-reader.ts';

/** @throws XapiProblem 403 */
export function requireIdentified(access: Access, what: string): void {
  if (depthOf(access) !== 'people')
    throw new XapiProblem(403, 'not_identified', `${what}: only with a key that may see who people are`);
}

function agentOf(filter: RecordsFilter, access: Access, handles: LearnerHandles): string | undefined {
  if (filter.agent !== undefined) {
    requireIdentified(access, 'agent');
    let key: string | undefined;
    try {
      key = agentKey(JSON.parse(filter.agent));
    } catch {
      key = undefined;
    }
    if (key === undefined) throw badParameter('agent', 'has to be the JSON of an agent with one identifier');
    return key;
  }
  if (filter.learner === undefined) return undefined;
  const agent = handles.agentIn(filter.learner);
  if (agent === undefined) throw badParameter('learner', 'is no handle of this record store');
  return agent;
}

const within = ({ since, until }: RecordsFilter): Condition =>
  since === undefined && until === undefined
    ? {}
    : {
        at: {
          ...(since !== undefined && { $gte: new Date(since) }),
          ...(until !== undefined && { $lt: new Date(until) }),
        },
      };

/** How far clocks of those who tell may be ahead of ours. */
const AHEAD_MS = 86_400_000;

/** What happened from a time on was stored from then on: so that the order of storing bounds what is read. */
const storedAfter = ({ since }: RecordsFilter): string | undefined =>
  since === undefined ? undefined : beforeTime(Date.parse(since) - AHEAD_MS);

interface Sought extends RecordsFilter {
  /** The key of an agent. */
  actor?: string | undefined;
  courses?: readonly string[] | undefined;
  platforms?: readonly string[] | undefined;
}

const inContext = (id: string): string => tokenOf('related activity', id);

/** The search keys of which a statement has to have one: those that the fewest have come first. */
function searchKeys({
  registration,
  actor,
  activity,
  about,
  verb,
  parent,
  grouping,
  courses,
  platforms,
}: Sought): string[] {
  const agentToken = actor === undefined ? undefined : tokenOf('agent', actor);
  const activityToken = activity === undefined ? undefined : tokenOf('activity', activity);
  const verbTokens = verb?.map((id) => tokenOf('verb', id));
  if (registration !== undefined) return [tokenOf('registration', registration.toLowerCase())];
  if (agentToken !== undefined && activityToken !== undefined) return [pairOf(agentToken, activityToken)];
  if (agentToken !== undefined) return verbTokens?.map((token) => pairOf(agentToken, token)) ?? [agentToken];
  if (activityToken !== undefined)
    return verbTokens?.map((token) => pairOf(token, activityToken)) ?? [activityToken];
  const within = parent ?? grouping;
  if (about !== undefined) return [tokenOf('activity', about), inContext(about)];
  if (within !== undefined) return [inContext(within)];
  return courses?.map(inContext) ?? verbTokens ?? platforms?.map((id) => tokenOf('platform', id)) ?? [];
}

const oneOf = (values: readonly string[]): unknown =>
  values.length === 1 ? values[0] : { $in: [...values] };

/** Tenancy: a credential that is bound to platforms or courses sees nothing else, whatever it asks for. */
const boundsOf = ({ platforms, courses }: Access): Condition[] => [
  ...(platforms ? [{ platform: { $in: [...platforms] } }] : []),
  ...(courses ? [{ groupings: { $in: [...courses] } }] : []),
];

/** The exact meaning of a filter, beside the keys by which the index finds candidates. */
const meaningOf = ({
  actor,
  verb,
  activity,
  about,
  type,
  parent,
  grouping,
  registration,
  success,
  trial,
}: Sought): Condition => ({
  ...(actor !== undefined && { actor }),
  // Who voids does not learn: such statements are found by their verb alone.
  verb: verb ? oneOf(verb) : { $ne: VOIDED },
  ...(activity !== undefined && { activity }),
  ...(about !== undefined && { $or: [{ activity: about }, { parents: about }, { others: about }] }),
  ...(type !== undefined && { type }),
  ...(parent !== undefined && { parents: parent }),
  ...(grouping !== undefined && { groupings: grouping }),
  ...(registration !== undefined && { registration: registration.toLowerCase() }),
  ...(success !== undefined && { 'result.success': success }),
  trial: trial ? true : { $ne: true },
});

/**
 * What a filter means for stored statements.
 * @throws XapiProblem 400 or 403 when the filter is not for this access
 */
export function searchOf(filter: RecordsFilter, access: Access, handles: LearnerHandles): Search {
  const { courses, platforms } = access;
  const sought = { ...filter, actor: agentOf(filter, access, handles), courses, platforms };
  const parts = [meaningOf(sought), within(filter), ...boundsOf(access)].filter(
    (part) => Object.keys(part).length > 0,
  );
  return {
    keys: searchKeys(sought),
    condition: parts.length > 0 ? { $and: parts } : {},
    after: storedAfter(filter),
  };
}
