import { iri } from './formats.ts';
import { languageMap } from './language.ts';
import { object } from './structure.ts';

/** @see xAPI 1.0.3 Data §2.4.3.2 */
export const VOIDED = 'http://adlnet.gov/expapi/verbs/voided';

/** @see xAPI 1.0.3 Data §2.4.3; xAPI 2.0 §4.2.2.2 */
export const checkVerb = object({
  name: 'a verb',
  required: ['id'],
  properties: { id: iri, display: languageMap },
});
