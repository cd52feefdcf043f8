import { broken, inside, type Check, type Fault } from './fault.ts';
import { string } from './formats.ts';
import { languageMap } from './language.ts';
import { listOf, object, oneOf, type JsonObject } from './structure.ts';

/** Which lists of components an interaction has. @see xAPI 1.0.3 Data §2.4.4.1 "Interaction Components" */
const COMPONENTS: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['true-false', []],
  ['choice', ['choices']],
  ['fill-in', []],
  ['long-fill-in', []],
  ['matching', ['source', 'target']],
  ['performance', ['steps']],
  ['sequencing', ['choices']],
  ['likert', ['scale']],
  ['numeric', []],
  ['other', []],
]);

const LISTS = ['choices', 'scale', 'source', 'target', 'steps'];

const component = object({
  name: 'an interaction component',
  required: ['id'],
  properties: { id: string, description: languageMap },
});

const listOfComponents = listOf('a list of interaction components', component);

const components: Check = (value, version) => {
  const fault = listOfComponents(value, version);
  if (fault !== undefined) return fault;
  const seen = new Set<unknown>();
  for (const [index, { id }] of (value as JsonObject[]).entries()) {
    if (seen.has(id))
      return inside(index, inside('id', broken('each component of a list has an id of its own')));
    seen.add(id);
  }
  return undefined;
};

/** The properties of a definition that make it an interaction. @see xAPI 1.0.3 Data §2.4.4.1; xAPI 2.0 §4.2.2.3 */
export const INTERACTION = {
  interactionType: oneOf('interactionType', [...COMPONENTS.keys()] as string[]),
  correctResponsesPattern: listOf('correctResponsesPattern', string),
  choices: components,
  scale: components,
  source: components,
  target: components,
  steps: components,
};

/** A list of components belongs to its kinds of interaction, and a pattern to an interaction. */
export const interactionRules = (definition: JsonObject): Fault | undefined => {
  const allowed = COMPONENTS.get(definition.interactionType);
  if (allowed === undefined && definition.correctResponsesPattern !== undefined)
    return inside(
      'interactionType',
      broken('a definition with a correctResponsesPattern names its interactionType'),
    );
  for (const list of LISTS) {
    if (definition[list] !== undefined && !allowed?.includes(list))
      return inside(list, broken('this list of components does not belong to the interactionType'));
  }
  return undefined;
};
