import { extensions } from './extensions.ts';
import { iri } from './formats.ts';
import { INTERACTION, interactionRules } from './interaction.ts';
import { languageMap } from './language.ts';
import { both, object, oneOf } from './structure.ts';

/** @see xAPI 1.0.3 Data §2.4.4.1 "Activity Definition"; xAPI 2.0 §4.2.2.3 */
export const checkActivityDefinition = both(
  object({
    name: 'an activity definition',
    properties: {
      name: languageMap,
      description: languageMap,
      type: iri,
      moreInfo: iri,
      extensions,
      ...INTERACTION,
    },
  }),
  interactionRules,
);

/** @see xAPI 1.0.3 Data §2.4.4.1; xAPI 2.0 §4.2.2.3 */
export const checkActivity = object({
  name: 'an activity',
  required: ['id'],
  properties: {
    objectType: oneOf('the objectType of an activity', ['Activity']),
    id: iri,
    definition: checkActivityDefinition,
  },
});
