import { marksTrial } from '../profile/terms.ts';
import { sortedResponse } from '../statements/formats.ts';
import { durationSeconds } from '../analysis/duration.ts';
import { toUtc } from '../validation/timestamp.ts';
import { agentKey } from './agent-key.ts';

type Json = Record<string, unknown>;

/** What a statement says of an outcome; parts that it does not say are absent. */
interface DerivedResult {
  scaled?: number;
  raw?: number;
  max?: number;
  success?: boolean;
  completion?: boolean;
  /** Seconds. */
  duration?: number;
  response?: string;
}

/** Values of a statement that analyses group by and compute with. */
export interface DerivedFields {
  /** When it happened. */
  at: Date;
  /** The identifier of the actor; absent for a group without one. */
  actor?: string;
  verb: string;
  /** The activity that it is about. */
  activity?: string;
  /** The type of that activity. */
  type?: string;
  registration?: string;
  /** Ids of context activities. */
  parents?: string[];
  groupings?: string[];
  /** Ids of the context's other activities, e.g. the topic of a question. */
  others?: string[];
  result?: DerivedResult;
  /** Done for trying, as the context says: it counts nowhere. */
  trial?: true;
}

const objectOf = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};

const idsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value])
    .map((each) => objectOf(each)['id'])
    .filter((id) => typeof id === 'string');

const isChoice = (activity: Json): boolean =>
  objectOf(activity['definition'])['interactionType'] === 'choice';

function resultOf(value: unknown, ofChoice: boolean): DerivedResult | undefined {
  if (value === undefined) return undefined;
  const { score, success, completion, duration, response } = objectOf(value);
  const { scaled, raw, max } = objectOf(score);
  const seconds = durationSeconds(duration);
  const result: DerivedResult = {
    ...(typeof scaled === 'number' && { scaled }),
    ...(typeof raw === 'number' && { raw }),
    ...(typeof max === 'number' && { max }),
    ...(typeof success === 'boolean' && { success }),
    ...(typeof completion === 'boolean' && { completion }),
    ...(seconds !== undefined && { duration: seconds }),
    ...(typeof response === 'string' && { response: ofChoice ? sortedResponse(response) : response }),
  };
  return Object.keys(result).length > 0 ? result : undefined;
}

/** The time of a timestamp, to the millisecond. */
function timeOf(timestamp: unknown, fallback: Date): Date {
  const utc = typeof timestamp === 'string' ? toUtc(timestamp) : undefined;
  return utc === undefined ? fallback : new Date(`${utc.slice(0, 23)}Z`);
}

const isTrial = (extensions: unknown): boolean =>
  Object.entries(objectOf(extensions)).some(([id, value]) => value === true && marksTrial(id));

/** The derived fields of a statement; `stored` stands in for a timestamp that it lacks. */
export function deriveFields(statement: Json, stored: Date): DerivedFields {
  const object = objectOf(statement['object']);
  const isActivity = object['objectType'] === undefined || object['objectType'] === 'Activity';
  const { registration, contextActivities, extensions } = objectOf(statement['context']);
  const { parent, grouping, other } = objectOf(contextActivities);
  const type = isActivity ? objectOf(object['definition'])['type'] : undefined;
  const actor = agentKey(statement['actor']);
  const parents = idsOf(parent);
  const groupings = idsOf(grouping);
  const others = idsOf(other);
  const result = resultOf(statement['result'], isActivity && isChoice(object));
  return {
    at: timeOf(statement['timestamp'], stored),
    ...(actor !== undefined && { actor }),
    verb: objectOf(statement['verb'])['id'] as string,
    ...(isActivity && { activity: object['id'] as string }),
    ...(typeof type === 'string' && { type }),
    ...(typeof registration === 'string' && { registration: registration.toLowerCase() }),
    ...(parents.length > 0 && { parents }),
    ...(groupings.length > 0 && { groupings }),
    ...(others.length > 0 && { others }),
    ...(result && { result }),
    ...(isTrial(extensions) && { trial: true }),
  };
}
