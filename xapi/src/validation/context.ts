import { checkActivity } from './activity.ts';
import { checkActor, checkAgent, checkGroup } from './agent.ts';
import { extensions } from './extensions.ts';
import { broken, type Check } from './fault.ts';
import { iri, string, uuid } from './formats.ts';
import { isLanguageTag } from './language.ts';
import { statementRef } from './statement-ref.ts';
import { isObject, listOf, object, oneOf, text } from './structure.ts';

const listOfActivities = listOf('a list of activities', checkActivity);

/** A list; one activity alone is taken too, and is to be returned as a list. @see xAPI 1.0.3 Data §2.4.6.2 */
const activities: Check = (value, version) =>
  isObject(value) ? checkActivity(value, version) : listOfActivities(value, version);

const contextActivities = object({
  name: 'contextActivities',
  properties: { parent: activities, grouping: activities, category: activities, other: activities },
});

const iris = listOf('relevantTypes', iri);

const relevantTypes: Check = (value, version) =>
  Array.isArray(value) && value.length === 0
    ? broken('relevantTypes, where given, is not empty')
    : iris(value, version);

/** @see xAPI 2.0 §4.2.2.5 "Context Agents" */
const contextAgents = listOf(
  'contextAgents',
  object({
    name: 'a context agent',
    required: ['objectType', 'agent'],
    properties: {
      objectType: oneOf('the objectType of a context agent', ['contextAgent']),
      agent: checkAgent,
      relevantTypes,
    },
  }),
);

/** @see xAPI 2.0 §4.2.2.5 "Context Groups" */
const contextGroups = listOf(
  'contextGroups',
  object({
    name: 'a context group',
    required: ['objectType', 'group'],
    properties: {
      objectType: oneOf('the objectType of a context group', ['contextGroup']),
      group: checkGroup,
      relevantTypes,
    },
  }),
);

/** @see xAPI 1.0.3 Data §2.4.6; xAPI 2.0 §4.2.2.5 */
export const context = object({
  name: 'a context',
  properties: {
    registration: uuid,
    instructor: checkActor,
    team: checkGroup,
    contextActivities,
    revision: string,
    platform: string,
    language: text('language is a language tag of RFC 5646', isLanguageTag),
    statement: statementRef,
    extensions,
  },
  since2: { contextAgents, contextGroups },
});
