import { findCourseRole, isInstructorInRoster } from '../launch/roles.ts';
import { type Platform, findLink, findPerson } from '../platform.ts';
import type { Course, Person, Tool } from '../state.ts';
import { membershipPrefix } from '../vocabulary.ts';
import { membershipsUrl } from './addresses.ts';
import { type Answer, mediaType, refuse } from './answer.ts';

export interface MembershipsQuery {
  role?: string | undefined;
  limit?: string | undefined;
  from?: string | undefined;
  rlid?: string | undefined;
}

interface Member {
  person: Person;
  role: 'Instructor' | 'Learner';
}

/** Roles come in their short form; a name is given name first, whatever the platform shows elsewhere. */
const toJson = ({ person, role }: Member, tool: Tool, alsoLearner: boolean): object => ({
  status: 'Active',
  roles: alsoLearner && role !== 'Learner' ? ['Learner', role] : [role],
  user_id: person.id,
  lis_person_sourcedid: person.idNumber,
  ...(tool.sharesNames && {
    name: `${person.givenName} ${person.familyName}`,
    given_name: person.givenName,
    family_name: person.familyName,
  }),
  ...(tool.sharesEmail && { email: person.email }),
});

function membersOf(platform: Platform, course: Course, wanted: string | undefined): Member[] {
  const members = course.members.flatMap(({ personId }): Member[] => {
    const person = findPerson(platform, personId);
    const courseRole = findCourseRole(course, personId);
    if (!person || !courseRole) return [];
    return [{ person, role: isInstructorInRoster(courseRole) ? 'Instructor' : 'Learner' }];
  });
  const short = wanted?.replace(membershipPrefix, '');
  return short === 'Instructor' || short === 'Learner'
    ? members.filter(({ role }) => role === short)
    : members;
}

/** A link whose title holds all that a careless reader takes for the next one. */
const oddLink = (url: string): string => `<${url}>; rel="first"; title="first, <none>; rel=next", `;

/** The roster: everyone at once unless a limit is asked for; the address of the next page drops the role. */
export function listMemberships(
  platform: Platform,
  course: Course,
  tool: Tool,
  query: MembershipsQuery,
): Answer {
  if (query.rlid !== undefined && findLink(platform, query.rlid)?.courseId !== course.id)
    return refuse(404, 'The resource link is not in this course');
  const { nrpsPageSize, nrpsForeignNext, nrpsNextOrigin, nrpsFailsFrom, nrpsStaffAreLearners, nrpsOddLinks } =
    platform.faults;
  const members = membersOf(platform, course, query.role);
  const asked = Number(query.limit) || 0;
  const limit = asked && nrpsPageSize ? Math.min(asked, nrpsPageSize) : asked || nrpsPageSize;
  const from = Number(query.from) || 0;
  if (nrpsFailsFrom > 0 && from >= nrpsFailsFrom) return refuse(503, 'The roster ends here');
  const page = limit ? members.slice(from, from + limit) : members;
  const url = membershipsUrl(platform, course.id, tool.id);
  const next = limit && from + limit < members.length && nextPage(url, limit, from, query.rlid);
  const link =
    nrpsForeignNext || (next && (nrpsNextOrigin ? next.replace(platform.url, nrpsNextOrigin) : next));
  return {
    status: 200,
    type: mediaType.memberships,
    body: {
      id: url,
      context: { id: course.id, label: course.shortName, title: course.fullName },
      members: page.map((member) => toJson(member, tool, nrpsStaffAreLearners)),
    },
    ...(link && { link: `${nrpsOddLinks ? oddLink(url) : ''}<${link}>; rel="next"` }),
  };
}

const nextPage = (url: string, limit: number, from: number, rlid: string | undefined): string =>
  `${url}?limit=${limit}&from=${from + limit}${rlid === undefined ? '' : `&rlid=${rlid}`}`;
