import { checkActivity } from './activity.ts';
import { checkActor, checkAgent, checkGroup, hasIdentifier } from './agent.ts';
import { attachments } from './attachment.ts';
import { context } from './context.ts';
import { broken, inside, type Check, type Fault, type XapiVersion } from './fault.ts';
import { isVersion1, isVersion2, uuid } from './formats.ts';
import { result } from './result.ts';
import { statementRef } from './statement-ref.ts';
import { both, isObject, object, oneOf, type JsonObject } from './structure.ts';
import { isTimestamp } from './timestamp.ts';
import { checkVerb, VOIDED } from './verb.ts';

const timestamp: Check = (value, version) =>
  isTimestamp(value, version)
    ? undefined
    : broken(
        version === '1.0.3'
          ? 'this is a timestamp of ISO 8601 with date and time, and no offset of minus nought'
          : 'this is a timestamp of RFC 3339, and no offset of minus nought',
      );

/** Objects by their objectType; without one the object is an activity. @see xAPI 1.0.3 Data §2.4.4 */
const simpleObject = (value: unknown, version: XapiVersion): Fault | undefined => {
  if (!isObject(value)) return broken('the object of a statement is an object');
  switch (value.objectType) {
    case undefined:
    case 'Activity':
      return checkActivity(value, version);
    case 'Agent':
      return checkAgent(value, version);
    case 'Group':
      return checkGroup(value, version);
    case 'StatementRef':
      return statementRef(value, version);
    default:
      return inside(
        'objectType',
        broken(
          'objectType is "Activity", "Agent", "Group", "StatementRef" or, outside a substatement, "SubStatement"',
        ),
      );
  }
};

/** A context tells revision and platform of an activity alone. @see xAPI 1.0.3 Data §2.4.6; xAPI 2.0 §4.2.2.5 */
const contextFitsObject = ({ object: target, context: around }: JsonObject): Fault | undefined => {
  if (!isObject(around) || !isObject(target)) return undefined;
  if (target.objectType === undefined || target.objectType === 'Activity') return undefined;
  for (const key of ['revision', 'platform']) {
    if (around[key] !== undefined)
      return inside('context', inside(key, broken('only a statement about an activity has this property')));
  }
  return undefined;
};

const COMMON = { actor: checkActor, verb: checkVerb, result, context, attachments, timestamp };

/** @see xAPI 1.0.3 Data §2.4.4.3 "Sub-Statements"; xAPI 2.0 §4.2.2.3 */
const subStatement = both(
  object({
    name: 'a substatement',
    required: ['objectType', 'actor', 'verb', 'object'],
    properties: {
      ...COMMON,
      objectType: oneOf('the objectType of a substatement', ['SubStatement']),
      object: simpleObject,
    },
  }),
  contextFitsObject,
);

const statementObject: Check = (value, version) =>
  isObject(value) && value.objectType === 'SubStatement'
    ? subStatement(value, version)
    : simpleObject(value, version);

/**
 * An agent, or (OAuth) an anonymous group of two: an application and a person.
 * @see xAPI 1.0.3 Data §2.4.9; xAPI 2.0 §4.2.4.2 "Authority"
 */
const authority: Check = (value, version) => {
  const fault = checkActor(value, version);
  if (fault !== undefined || !isObject(value) || value.objectType !== 'Group') return fault;
  const { member } = value;
  return hasIdentifier(value) || !Array.isArray(member) || member.length !== 2
    ? broken('an authority that is a group has two members and no identifier')
    : undefined;
};

const statementVersion: Check = (value, version) => {
  if (typeof value === 'string' && (isVersion1(value) || (version === '2.0.0' && isVersion2(value))))
    return undefined;
  return broken(version === '1.0.3' ? 'version is 1.0.x' : 'version is 2.0.x or 1.0.x');
};

/** Voiding names a statement. @see xAPI 1.0.3 Data §2.3.2; xAPI 2.0 §4.2.5 */
const voidingNamesStatement = ({ verb, object: target }: JsonObject): Fault | undefined =>
  (verb as JsonObject).id === VOIDED && (target as JsonObject).objectType !== 'StatementRef'
    ? inside('object', broken('the object of a voiding statement is a statement reference'))
    : undefined;

/**
 * The first fault of a statement as a client sends it. `stored` and `authority` may be there: the record store sets its own.
 * @see xAPI 1.0.3 Data §2.4; xAPI 2.0 §4.2.2
 */
export const checkStatement = both(
  object({
    name: 'a statement',
    required: ['actor', 'verb', 'object'],
    properties: {
      ...COMMON,
      id: uuid,
      object: statementObject,
      stored: timestamp,
      authority,
      version: statementVersion,
    },
  }),
  (statement) => contextFitsObject(statement) ?? voidingNamesStatement(statement),
);
