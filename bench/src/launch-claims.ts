const LTI = 'https://purl.imsglobal.org/spec/lti/claim';
const AGS = 'https://purl.imsglobal.org/spec/lti-ags';

/** Where the bench's platform has placed the item that everybody opens. */
export interface Placement {
  issuer: string;
  clientId: string;
  deploymentId: string;
  itemCode: string;
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
  { issuer, clientId, deploymentId, itemCode }: Placement,
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
    given_name: 'Học Viên',
    family_name: 'Nguyễn Văn',
    name: `Nguyễn Văn Học Viên ${sub}`,
    email: `hv${sub}@example.org`,
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
  };
}
