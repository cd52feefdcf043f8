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
  icon: string;
}

/** A message type that a platform names, with the places where it can show it. */
export interface OfferedMessage {
  type: string;
  placements?: readonly string[] | undefined;
}

/** Sent only to platforms that know them; with the place where people add to a course, by choosing from the tool. */
const OPTIONAL_MESSAGES = [
  { type: 'LtiDeepLinkingRequest', placement: 'ContentArea' },
  { type: 'LtiSubmissionReviewRequest' },
];

/** Whether a platform knows a message; one that names none is asked for all. */
const isOffered = (type: string, offered: readonly OfferedMessage[] | undefined): boolean =>
  offered?.some((message) => message.type === type) ?? true;

/** Placements that a platform names count; one that names none knows those of the specification. */
function placementsOf(
  { type, placement }: { type: string; placement?: string },
  offered: readonly OfferedMessage[] | undefined,
): { placements?: string[] } {
  const named = offered?.find((message) => message.type === type)?.placements;
  return placement !== undefined && (named?.includes(placement) ?? true) ? { placements: [placement] } : {};
}

/**
 * What the tool asks of a platform in dynamic registration. The domain is that of the target link: Moodle
 * compares the two.
 * @see https://www.imsglobal.org/spec/lti-dr/v1p0#client-registration-request
 */
export function registrationRequest(
  tool: ToolAddresses,
  /** Messages that the platform names; undefined: it names none. */
  offered: readonly OfferedMessage[] | undefined,
): Record<string, unknown> {
  const shown = { target_link_uri: tool.launch, label: NAME, icon_uri: tool.icon };
  const messages = OPTIONAL_MESSAGES.filter(({ type }) => isOffered(type, offered));
  return {
    application_type: 'web',
    response_types: ['id_token'],
    grant_types: ['implicit', 'client_credentials'],
    initiate_login_uri: tool.login,
    redirect_uris: [tool.launch],
    client_name: NAME,
    logo_uri: tool.icon,
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
        { type: 'LtiResourceLinkRequest', ...shown },
        ...messages.map((message) => ({ type: message.type, ...shown, ...placementsOf(message, offered) })),
      ],
    },
  };
}
