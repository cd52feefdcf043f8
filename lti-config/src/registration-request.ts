const TOOL_CONFIGURATION = 'https://purl.imsglobal.org/spec/lti-tool-configuration';

/** The services that the tool uses. */
export const TOOL_SCOPES = [
  'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem',
  'https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly',
  'https://purl.imsglobal.org/spec/lti-ags/scope/score',
  'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
] as const;

const CLAIMS = ['iss', 'sub', 'name', 'given_name', 'family_name', 'email'];
const NAME = 'Chuyên Đề';
const DESCRIPTION = {
  vi: 'Chuyên đề lý luận chính trị, ngân hàng câu hỏi và bài kiểm tra ngay trong khóa học.',
  en: 'Topics of political theory, question bank and exams inside the course.',
};

export interface ToolAddresses {
  login: string;
  /** Redirect URI and target link. */
  launch: string;
  keySet: string;
}

/** Sent only to platforms that know them. */
const OPTIONAL_MESSAGES = ['LtiDeepLinkingRequest', 'LtiSubmissionReviewRequest'];

/**
 * What the tool asks of a platform in dynamic registration. The domain is that of the target link: Moodle
 * compares the two.
 * @see https://www.imsglobal.org/spec/lti-dr/v1p0#client-registration-request
 */
export function registrationRequest(
  tool: ToolAddresses,
  /** Message types that the platform names; undefined: it names none. */
  offeredMessages: readonly string[] | undefined,
): Record<string, unknown> {
  const messages = OPTIONAL_MESSAGES.filter((type) => offeredMessages?.includes(type) ?? true);
  return {
    application_type: 'web',
    response_types: ['id_token'],
    grant_types: ['implicit', 'client_credentials'],
    initiate_login_uri: tool.login,
    redirect_uris: [tool.launch],
    client_name: NAME,
    jwks_uri: tool.keySet,
    token_endpoint_auth_method: 'private_key_jwt',
    // A scope that a platform forgot to name is better asked for in vain than missing later.
    scope: TOOL_SCOPES.join(' '),
    [TOOL_CONFIGURATION]: {
      domain: new URL(tool.launch).host,
      description: DESCRIPTION.vi,
      'description#en': DESCRIPTION.en,
      target_link_uri: tool.launch,
      claims: CLAIMS,
      custom_parameters: {},
      messages: [
        { type: 'LtiResourceLinkRequest' },
        ...messages.map((type) => ({ type, target_link_uri: tool.launch, label: NAME })),
      ],
    },
  };
}
