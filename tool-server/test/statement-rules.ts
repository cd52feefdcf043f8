import { isDeepStrictEqual } from 'node:util';
import type { makeProfile, XapiStatement } from '@chuyen-de/xapi';

type Profile = ReturnType<typeof makeProfile>;
type Template = Profile['templates'][number];
type Rule = Template['rules'][number];

/** The steps of a JSONPath of names, quoted names and wildcards. */
const stepsOf = (path: string): string[] =>
  [...path.matchAll(/\.([A-Za-z_]\w*)|\['([^']+)'\]|\[(\*)\]/g)].map(
    ([, name, quoted, all]) => name ?? quoted ?? all!,
  );

/** The values at a JSONPath. */
function valuesAt(value: unknown, path: string): unknown[] {
  let found = [value];
  for (const step of stepsOf(path))
    found = found.flatMap((parent) => {
      if (typeof parent !== 'object' || parent === null) return [];
      if (step === '*') return Object.values(parent) as unknown[];
      return Object.hasOwn(parent, step) ? [(parent as Record<string, unknown>)[step]] : [];
    });
  return found;
}

const isIn = (list: unknown[], value: unknown): boolean =>
  list.some((candidate) => isDeepStrictEqual(candidate, value));

/** @see xAPI Profiles 1.0, Part Two §8.1 */
function breaks({ location, presence, any, all, none }: Rule, statement: XapiStatement): boolean {
  const values = valuesAt(statement, location);
  if (presence === 'included' && values.length === 0) return true;
  if (presence === 'excluded' && values.length > 0) return true;
  if (values.length === 0) return false;
  return (
    (any !== undefined && !values.some((value) => isIn(any, value))) ||
    (all !== undefined && !values.every((value) => isIn(all, value))) ||
    (none !== undefined && values.some((value) => isIn(none, value)))
  );
}

const typesIn = (statement: XapiStatement, role: 'parent' | 'category'): (string | undefined)[] =>
  (statement.context?.contextActivities?.[role] ?? []).map(({ definition }) => definition?.type);

/** Whether a statement is of the kind that a template describes. */
const isOf = (template: Template, statement: XapiStatement): boolean =>
  template.verb === statement.verb.id &&
  template.objectActivityType === statement.object.definition?.type &&
  template.contextCategoryActivityType.every((type) => typesIn(statement, 'category').includes(type)) &&
  (template.contextParentActivityType ?? []).every((type) => typesIn(statement, 'parent').includes(type));

/** What is wrong with a statement by the templates of a profile: it has to follow exactly one. */
export function templateFaults({ templates }: Profile, statement: XapiStatement): string[] {
  const kinds = templates.filter((template) => isOf(template, statement));
  const [kind] = kinds;
  if (!kind || kinds.length > 1)
    return [`${statement.verb.id} of ${statement.object.definition?.type} follows ${kinds.length} templates`];
  return kind.rules
    .filter((rule) => breaks(rule, statement))
    .map(({ location }) => `${kind.id}: ${location}`);
}

/** The templates that none of some statements follows. */
export const unusedTemplates = ({ templates }: Profile, statements: XapiStatement[]): string[] =>
  templates
    .filter((template) => !statements.some((statement) => isOf(template, statement)))
    .map(({ id }) => id);

const MOODLE_INTERACTIONS = [
  'choice',
  'fill-in',
  'long-fill-in',
  'true-false',
  'matching',
  'performance',
  'sequencing',
  'likert',
  'numeric',
  'other',
];
const MOODLE_DURATION = /^P(\d+Y)?(\d+M)?(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/;

const isHttp = (id: string): boolean => /^https?:\/\//.test(id) && URL.canParse(id);

/**
 * What Moodle would refuse in a statement.
 * @see Moodle, `core_xapi\local\statement\item_agent`, `item_verb`, `item_object`, `item_definition`, `item_result`, `item_score`
 */
export function moodleFaults({ actor, verb, object, result }: XapiStatement, moodle: string): string[] {
  const { raw, min, max } = result?.score ?? {};
  const rules: [boolean, string][] = [
    [actor.account?.homePage === moodle, 'the account is of another site'],
    [/^\d+$/.test(actor.account?.name ?? ''), 'the account is no user id'],
    [isHttp(verb.id), 'the verb is no http address'],
    [isHttp(object.id), 'the activity is no http address'],
    [
      object.definition?.interactionType === undefined ||
        MOODLE_INTERACTIONS.includes(object.definition.interactionType),
      'the interaction is of no known type',
    ],
    [result?.duration === undefined || MOODLE_DURATION.test(result.duration), 'the duration cannot be read'],
    [
      [raw, min, max].every((value) => value === undefined || Number.isInteger(value)),
      'the score is no integer',
    ],
  ];
  return rules.filter(([holds]) => !holds).map(([, fault]) => fault);
}
