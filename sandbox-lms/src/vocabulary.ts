/** Names fixed by the LTI 1.3 family of specifications. */
const CLAIM = 'https://purl.imsglobal.org/spec/lti/claim';
const DL_CLAIM = 'https://purl.imsglobal.org/spec/lti-dl/claim';
const MEMBERSHIP = 'http://purl.imsglobal.org/vocab/lis/v2/membership#';

export const claim = {
  messageType: `${CLAIM}/message_type`,
  version: `${CLAIM}/version`,
  deploymentId: `${CLAIM}/deployment_id`,
  targetLinkUri: `${CLAIM}/target_link_uri`,
  resourceLink: `${CLAIM}/resource_link`,
  roles: `${CLAIM}/roles`,
  context: `${CLAIM}/context`,
  launchPresentation: `${CLAIM}/launch_presentation`,
  lis: `${CLAIM}/lis`,
  toolPlatform: `${CLAIM}/tool_platform`,
  ext: `${CLAIM}/ext`,
  custom: `${CLAIM}/custom`,
  forUser: `${CLAIM}/for_user`,
  agsEndpoint: 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint',
  namesAndRoles: 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice',
  deepLinkingSettings: `${DL_CLAIM}/deep_linking_settings`,
  contentItems: `${DL_CLAIM}/content_items`,
  deepLinkingData: `${DL_CLAIM}/data`,
  deepLinkingMsg: `${DL_CLAIM}/msg`,
  deepLinkingErrorMsg: `${DL_CLAIM}/errormsg`,
} as const;

export const scope = {
  lineItem: 'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem',
  lineItemReadOnly: 'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly',
  result: 'https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly',
  score: 'https://purl.imsglobal.org/spec/lti-ags/scope/score',
  memberships: 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
} as const;

export const allScopes: readonly string[] = Object.values(scope);
export const gradeScopes: readonly string[] = allScopes.filter((name) => name !== scope.memberships);

export const role = {
  learner: `${MEMBERSHIP}Learner`,
  instructor: `${MEMBERSHIP}Instructor`,
  institutionAdministrator: 'http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator',
  systemAdministrator: 'http://purl.imsglobal.org/vocab/lis/v2/system/person#Administrator',
} as const;

export const membershipPrefix = MEMBERSHIP;
export const toolConfiguration = 'https://purl.imsglobal.org/spec/lti-tool-configuration';
export const platformConfiguration = 'https://purl.imsglobal.org/spec/lti-platform-configuration';
