import type { ACTIVITY_TYPES, VERBS } from '../statements/vocabulary.ts';

/** @see xAPI Profiles 1.0, Part Two §8.1 "Statement Template Rules" */
export interface TemplateRule {
  /** JSONPath. */
  location: string;
  presence?: 'included' | 'excluded' | 'recommended';
  any?: unknown[];
  all?: unknown[];
  none?: unknown[];
  scopeNote?: Record<string, string>;
}

/** A kind of statement, from which its template is made. */
export interface Kind {
  name: string;
  label: [vi: string, en: string];
  definition: [vi: string, en: string];
  verb: keyof typeof VERBS;
  object: keyof typeof ACTIVITY_TYPES;
  parent?: (keyof typeof ACTIVITY_TYPES)[];
  rules?: TemplateRule[];
}

export const included = (...locations: string[]): TemplateRule[] =>
  locations.map((location) => ({ location, presence: 'included' }));
export const excluded = (...locations: string[]): TemplateRule[] =>
  locations.map((location) => ({ location, presence: 'excluded' }));

export const REGISTRATION = included('$.context.registration');
export const SCORE = included(
  '$.result.score.scaled',
  '$.result.score.raw',
  '$.result.score.min',
  '$.result.score.max',
);

/** Where an extension is. */
export const extension = (where: string, iri: string): string => `${where}.extensions['${iri}']`;

/** A value that has to be there and to be one of some. */
export const oneOf = (location: string, ...all: unknown[]): TemplateRule => ({
  location,
  presence: 'included',
  all,
});
