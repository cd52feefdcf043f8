import type { Course, Link, Person, Tool } from '../state.ts';

export interface Substitutions {
  person: Person;
  course: Course;
  link: Link | undefined;
  roles: readonly string[];
}

export const fullName = ({ familyName, givenName }: Person): string => `${familyName} ${givenName}`;

const variables: Record<string, (from: Substitutions) => string> = {
  '$User.id': ({ person }) => person.id,
  '$User.username': ({ person }) => person.username,
  '$Person.sourcedId': ({ person }) => person.idNumber,
  '$Person.name.full': ({ person }) => fullName(person),
  '$Person.name.family': ({ person }) => person.familyName,
  '$Person.name.given': ({ person }) => person.givenName,
  '$Person.email.primary': ({ person }) => person.email,
  '$Context.id': ({ course }) => course.id,
  '$Context.title': ({ course }) => course.fullName,
  '$Context.label': ({ course }) => course.shortName,
  '$CourseSection.title': ({ course }) => course.fullName,
  '$CourseSection.label': ({ course }) => course.shortName,
  '$ResourceLink.id': ({ link }) => link?.id ?? '',
  '$ResourceLink.title': ({ link }) => link?.title ?? '',
  '$Membership.role': ({ roles }) => roles.join(','),
};

/**
 * The `custom` claim as Moodle makes it: the tool's own parameters win over the item's, variables are filled
 * in where known, and every key also arrives in lower case.
 */
export function customParameters(
  tool: Tool,
  item: Record<string, string>,
  from: Substitutions,
): Record<string, string> {
  const custom: Record<string, string> = {};
  for (const [key, value] of Object.entries({ ...item, ...tool.custom })) {
    const filled = variables[value]?.(from) ?? value;
    custom[key.toLowerCase()] = filled;
    custom[key] = filled;
  }
  return custom;
}
