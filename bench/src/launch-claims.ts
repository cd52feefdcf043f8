const LTI = 'https://purl.imsglobal.org/spec/lti/claim';
const AGS = 'https://purl.imsglobal.org/spec/lti-ags';
const NRPS = 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice';

const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Bùi', 'Đặng', 'Vũ', 'Hoàng', 'Hồ'];
const MIDDLE = ['Văn', 'Thị', 'Hữu', 'Ngọc', 'Quốc', 'Thanh', 'Minh'];
const GIVEN = [
  'An',
  'Ánh',
  'Bình',
  'Đức',
  'Dung',
  'Hòa',
  'Lan',
  'Minh',
  'Nga',
  'Oanh',
  'Phúc',
  'Quân',
  'Sơn',
];

const oneOf = (words: string[], number: number): string => words[number % words.length] ?? '';

/** What somebody is called, here and in the roster: thousands share some hundreds of names, as in a school. */
export function nameOf(subject: string) {
  const number = Number(subject) || 0;
  const family_name = `${oneOf(FAMILY, number)} ${oneOf(MIDDLE, Math.floor(number / 9))}`;
  const given_name = oneOf(GIVEN, Math.floor(number / 63) + number);
  return { family_name, given_name, name: `${family_name} ${given_name}`, email: `hv${subject}@example.org` };
}

/** Where the bench's platform has placed the item that everybody opens. */
export interface Placement {
  issuer: string;
  clientId: string;
  deploymentId: string;
  itemCode: string;
  /** Learners whom the course's roster lists: without any there is none. */
  members: number;
}

interface Authentication {
  login_hint: string;
  nonce: string;
  target: string;
}

/** The one person who teaches. */
export const LECTURER = 'lecturer';

/** What an ordinary Moodle says of somebody who opens a graded activity. @see LTI 1.3, 5.3 and 5.4 */
export function launchClaims(
  { issuer, clientId, deploymentId, itemCode, members }: Placement,
  { login_hint: sub, nonce, target }: Authentication,
): object {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: issuer,
    aud: clientId,
    sub,
    nonce,
    iat: now,
    exp: now + 60,
    ...nameOf(sub),
    [`${LTI}/message_type`]: 'LtiResourceLinkRequest',
    [`${LTI}/version`]: '1.3.0',
    [`${LTI}/deployment_id`]: deploymentId,
    [`${LTI}/target_link_uri`]: target,
    [`${LTI}/roles`]: [
      `http://purl.imsglobal.org/vocab/lis/v2/membership#${sub === LECTURER ? 'Instructor' : 'Learner'}`,
    ],
    [`${LTI}/context`]: { id: '2', label: 'BD-01', title: 'Lớp bồi dưỡng', type: ['CourseSection'] },
    [`${LTI}/resource_link`]: { id: '7', title: 'Bài kiểm tra cuối khóa' },
    [`${LTI}/launch_presentation`]: {
      document_target: 'window',
      locale: 'vi',
      return_url: `${issuer}/return`,
    },
    [`${LTI}/tool_platform`]: { guid: 'bench', product_family_code: 'bench', name: 'Bench' },
    [`${LTI}/custom`]: { item: `exam:${itemCode}` },
    [`${AGS}/claim/endpoint`]: {
      scope: [`${AGS}/scope/score`, `${AGS}/scope/result.readonly`, `${AGS}/scope/lineitem`],
      lineitems: `${issuer}/lineitems`,
      lineitem: `${issuer}/lineitem`,
    },
    ...(members > 0 && {
      [NRPS]: { context_memberships_url: `${issuer}/members`, service_versions: ['2.0'] },
    }),
  };
}
