import { ACTIVITY_TYPES, VERBS } from '../statements/vocabulary.ts';
import { examKinds } from './exam-kinds.ts';
import { practiceKinds } from './practice-kinds.ts';
import { READING_KINDS } from './reading-kinds.ts';
import { excluded, included, type Kind, type TemplateRule } from './template-kind.ts';
import type { ProfileTerms } from './terms.ts';

/** What statements of one kind have in common. @see xAPI Profiles 1.0, Part Two §8.0 */
export interface StatementTemplate {
  id: string;
  type: 'StatementTemplate';
  inScheme: string;
  prefLabel: Record<string, string>;
  definition: Record<string, string>;
  verb: string;
  objectActivityType: string;
  contextCategoryActivityType: string[];
  contextParentActivityType?: string[];
  rules: TemplateRule[];
}

/** Every statement says when, who (and never by name), where, and in which language. */
const EVERYWHERE: TemplateRule[] = [
  ...included('$.id', '$.timestamp', '$.context.platform', '$.context.language'),
  ...excluded('$.actor.name'),
];
const templateOf =
  (terms: ProfileTerms) =>
  ({ name, label, definition, verb, object, parent, rules = [] }: Kind): StatementTemplate => ({
    id: `${terms.templates}${name}`,
    type: 'StatementTemplate',
    inScheme: terms.version,
    prefLabel: { vi: label[0], en: label[1] },
    definition: { vi: definition[0], en: definition[1] },
    verb: VERBS[verb].id,
    objectActivityType: ACTIVITY_TYPES[object],
    contextCategoryActivityType: [ACTIVITY_TYPES.profile, ACTIVITY_TYPES.lms],
    ...(parent && { contextParentActivityType: parent.map((type) => ACTIVITY_TYPES[type]) }),
    rules: [
      ...EVERYWHERE,
      { location: '$.context.contextActivities.category[*].id', any: [terms.version] },
      ...rules,
    ],
  });

/** A template for each kind of statement that the product tells. */
export const statementTemplates = (terms: ProfileTerms): StatementTemplate[] =>
  [...READING_KINDS, ...practiceKinds(terms), ...examKinds(terms)].map(templateOf(terms));
