import type { JWTPayload } from 'jose';
import { lineItemUrl, lineItemsUrl, membershipsUrl } from '../services/addresses.ts';
import { type Platform, findCourse, findLink, findPerson, findTool, must } from '../platform.ts';
import type { Course, Link, Person, Tool } from '../state.ts';
import { claim, gradeScopes, scope } from '../vocabulary.ts';
import { customParameters, fullName } from './custom-parameters.ts';
import type { PendingLaunch } from './launch.types.ts';
import { launchRoles } from './roles.ts';

/** Moodle's own lifetime of an id_token. */
const LIFETIME_SECONDS = 60;

interface Parties {
  person: Person;
  course: Course;
  tool: Tool;
  link: Link | undefined;
}

const partiesOf = (platform: Platform, launch: PendingLaunch): Parties => ({
  person: must(findPerson(platform, launch.personId), 'person', launch.personId),
  course: must(findCourse(platform, launch.courseId), 'course', launch.courseId),
  tool: must(findTool(platform, launch.toolId), 'tool', launch.toolId),
  link: launch.linkId === null ? undefined : findLink(platform, launch.linkId),
});

const personClaims = ({ person, tool }: Parties): JWTPayload => ({
  sub: person.id,
  ...(tool.sharesNames && {
    given_name: person.givenName,
    family_name: person.familyName,
    name: fullName(person),
    [claim.ext]: { user_username: person.username, lms: 'sandbox' },
  }),
  ...(tool.sharesEmail && { email: person.email }),
  [claim.lis]: { person_sourcedid: person.idNumber, course_section_sourcedid: '' },
});

function serviceClaims(platform: Platform, { course, tool, link }: Parties): JWTPayload {
  const granted = gradeScopes.filter((name) => tool.scopes.includes(name));
  const columns = platform.store.state.lineItems.filter((item) => link && item.linkId === link.id);
  const [only] = columns;
  return {
    ...(granted.length > 0 && {
      [claim.agsEndpoint]: {
        scope: granted,
        lineitems: lineItemsUrl(platform, course.id, tool.id),
        ...(only && columns.length === 1 && { lineitem: lineItemUrl(platform, only) }),
      },
    }),
    ...(tool.scopes.includes(scope.memberships) && {
      [claim.namesAndRoles]: {
        context_memberships_url: membershipsUrl(platform, course.id, tool.id),
        service_versions: ['1.0', '2.0'],
      },
    }),
  };
}

function messageClaims(
  platform: Platform,
  launch: PendingLaunch,
  { person, course, tool, link }: Parties,
): JWTPayload {
  const roles = launchRoles(person, course);
  const from = { person, course, link, roles };
  if (launch.messageType === 'LtiDeepLinkingRequest')
    return {
      [claim.roles]: roles,
      [claim.custom]: customParameters(tool, {}, from),
      [claim.deepLinkingSettings]: deepLinkingSettings(platform, launch),
    };
  return {
    [claim.roles]: roles,
    [claim.resourceLink]: { id: link?.id, title: link?.title, description: link?.text },
    [claim.custom]: customParameters(tool, link?.custom ?? {}, from),
    ...(launch.forUser !== null && { [claim.forUser]: { user_id: launch.forUser } }),
  };
}

/** What Moodle says of its content picker: several items, nothing else accepted, no `data`. */
const deepLinkingSettings = (platform: Platform, launch: PendingLaunch): object => ({
  accept_types: ['ltiResourceLink'],
  accept_presentation_document_targets: ['frame', 'iframe', 'window'],
  accept_multiple: true,
  accept_copy_advice: false,
  auto_create: false,
  accept_unsigned: false,
  can_confirm: false,
  deep_link_return_url: deepLinkReturnUrl(platform, launch),
  title: '',
  text: '',
  ...(launch.overrides.data !== undefined && { data: launch.overrides.data }),
  ...launch.overrides.settings,
});

const deepLinkReturnUrl = (platform: Platform, launch: PendingLaunch): string =>
  `${platform.url}/lti/deep-linking/return?course=${launch.courseId}&id=${launch.toolId}&sesskey=${launch.id}`;

const returnUrl = (platform: Platform, launch: PendingLaunch): string =>
  `${platform.url}/return?course=${launch.courseId}&launch_container=${launch.documentTarget}`;

/** The honest payload of a launch. */
export function launchClaims(platform: Platform, launch: PendingLaunch, nonce: string): JWTPayload {
  const parties = partiesOf(platform, launch);
  const { course, tool } = parties;
  const now = Math.floor(platform.clock().getTime() / 1000);
  return {
    nonce,
    iat: now,
    exp: now + LIFETIME_SECONDS,
    iss: platform.url,
    aud: tool.clientId,
    [claim.deploymentId]: tool.id,
    [claim.targetLinkUri]: launch.targetLinkUri,
    ...personClaims(parties),
    [claim.context]: {
      id: course.id,
      label: course.shortName,
      title: course.fullName,
      type: ['CourseSection'],
    },
    [claim.launchPresentation]: {
      locale: launch.locale,
      document_target: launch.documentTarget,
      return_url: returnUrl(platform, launch),
    },
    [claim.toolPlatform]: {
      product_family_code: 'sandbox',
      version: '1.0',
      guid: new URL(platform.url).host,
      name: 'Sandbox LMS',
      description: 'A small LTI 1.3 platform',
    },
    [claim.version]: '1.3.0',
    [claim.messageType]: launch.messageType,
    ...messageClaims(platform, launch, parties),
    ...serviceClaims(platform, parties),
  };
}
