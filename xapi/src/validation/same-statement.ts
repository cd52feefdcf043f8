import type { XapiVersion } from './fault.ts';
import { truncateDuration } from './duration.ts';
import { isObject, type JsonObject } from './structure.ts';
import { toUtc } from './timestamp.ts';

const lower = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);
const mapped = (value: unknown, map: (element: unknown) => unknown): unknown =>
  Array.isArray(value) ? value.map(map) : value;

/** The domain of an address, a hash and a UUID are the same in either case. */
const lowerDomain = (mbox: unknown): unknown =>
  typeof mbox === 'string' ? mbox.replace(/@[^@]*$/, (domain) => domain.toLowerCase()) : mbox;

/** Rewrites the properties that are there. */
const rewrite = (value: unknown, by: Record<string, (value: unknown) => unknown>): unknown => {
  if (!isObject(value)) return value;
  const result = { ...value };
  for (const [key, change] of Object.entries(by)) {
    if (!Object.hasOwn(result, key)) continue;
    result[key] = change(result[key]);
    if (result[key] === undefined) Reflect.deleteProperty(result, key);
  }
  return result;
};

const gone = (): undefined => undefined;
const unless =
  (standard: string) =>
  (value: unknown): unknown =>
    value === standard ? undefined : value;

const identity = { mbox: lowerDomain, mbox_sha1sum: lower };

/** Members are in no order. */
const sorted = (members: unknown): unknown =>
  Array.isArray(members)
    ? members
        .map((member) => rewrite(member, { objectType: unless('Agent'), ...identity }))
        .map((member) => ({ member, text: canonicalText(member) }))
        .sort((a, b) => (a.text < b.text ? -1 : 1))
        .map(({ member }) => member)
    : members;

/** Text that is the same for the same value, whatever the order of its properties. */
const canonicalText = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    isObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );

const actor = (value: unknown): unknown =>
  rewrite(value, { objectType: unless('Agent'), ...identity, member: sorted });

const activity = (value: unknown): unknown =>
  rewrite(value, { objectType: unless('Activity'), definition: gone });

const activities = (value: unknown): unknown => (value === undefined ? value : [value].flat().map(activity));

const reference = (value: unknown): unknown => rewrite(value, { id: lower });

const relevantActors = (value: unknown): unknown =>
  mapped(value, (element) => rewrite(element, { agent: actor, group: actor }));

const context = (value: unknown): unknown =>
  rewrite(value, {
    registration: lower,
    instructor: actor,
    team: actor,
    language: lower,
    statement: reference,
    contextActivities: (lists) =>
      rewrite(lists, {
        parent: activities,
        grouping: activities,
        category: activities,
        other: activities,
      }),
    contextAgents: relevantActors,
    contextGroups: relevantActors,
  });

const time = (value: unknown): unknown =>
  typeof value === 'string' ? (toUtc(value)?.slice(0, 23) ?? value) : value;

const attachments = (value: unknown): unknown =>
  mapped(value, (element) => rewrite(element, { sha2: lower }));

const target =
  (version: XapiVersion) =>
  (value: unknown): unknown => {
    if (!isObject(value)) return value;
    switch (value.objectType) {
      case 'SubStatement':
        return comparable(value, version);
      case 'StatementRef':
        return reference(value);
      case 'Agent':
      case 'Group':
        return rewrite(value, { ...identity, member: sorted });
      default:
        return activity(value);
    }
  };

/** A statement in the one form that all its equals have. */
const comparable = (statement: JsonObject, version: XapiVersion): unknown =>
  rewrite(statement, {
    id: lower,
    actor,
    verb: (verb) => rewrite(verb, { display: gone }),
    object: target(version),
    result: (result) =>
      version === '1.0.3'
        ? result
        : rewrite(result, {
            duration: (value) => (typeof value === 'string' ? truncateDuration(value) : value),
          }),
    context,
    attachments,
    timestamp: time,
    stored: gone,
    authority: gone,
    version: gone,
  });

const isEqual = (a: unknown, b: unknown): boolean => {
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((value, index) => isEqual(value, b[index]));
  if (!isObject(a) || !isObject(b)) return a === b;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isEqual(a[key], b[key]))
  );
};

/** A record store gives a statement an id, and the time of storing where it has none of its own. */
const isAssigned = (a: JsonObject, b: JsonObject, key: 'id' | 'timestamp'): boolean =>
  a[key] === undefined ||
  b[key] === undefined ||
  (key === 'timestamp' && (time(a.timestamp) === time(a.stored) || time(b.timestamp) === time(b.stored)));

const without = (statement: JsonObject, keys: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(statement).filter(([key]) => !keys.includes(key)));

/**
 * Whether two statements say the same: apart from what a record store sets by itself (id, authority, stored, timestamp,
 * version), what belongs to activities and verbs rather than to the statement (definition, display), the order of the members of a
 * group, the zone of timestamps, a single context activity in place of a list of one, and case where it has no meaning.
 * A duration is compared as text in 1.0.x, to a hundredth of a second in 2.0.
 * @see xAPI 1.0.3 Data §2.3.1 "Statement Immutability"; xAPI 2.0 §4.2.4 and §4.2.7 "Durations"
 */
export function isSameStatement(a: JsonObject, b: JsonObject, version: XapiVersion): boolean {
  const assigned = (['id', 'timestamp'] as const).filter((key) => isAssigned(a, b, key));
  return isEqual(comparable(without(a, assigned), version), comparable(without(b, assigned), version));
}
