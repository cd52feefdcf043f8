import type { Platform } from '../platform.ts';
import { tokenUrl } from '../services/addresses.ts';
import { allScopes, platformConfiguration } from '../vocabulary.ts';

export const configurationUrl = ({ url }: Platform): string => `${url}/.well-known/openid-configuration`;

/** @see https://www.imsglobal.org/spec/lti-dr/v1p0#platform-configuration */
export const openidConfiguration = (platform: Platform): object => ({
  issuer: platform.url,
  authorization_endpoint: `${platform.url}/lti/authorize`,
  token_endpoint: tokenUrl(platform),
  token_endpoint_auth_methods_supported: ['private_key_jwt'],
  token_endpoint_auth_signing_alg_values_supported: ['RS256'],
  jwks_uri: `${platform.url}/lti/jwks`,
  registration_endpoint: `${platform.url}/lti/register`,
  scopes_supported: ['openid', ...allScopes],
  response_types_supported: ['id_token'],
  subject_types_supported: ['public', 'pairwise'],
  id_token_signing_alg_values_supported: ['RS256'],
  claims_supported: ['sub', 'iss', 'name', 'given_name', 'family_name', 'email'],
  [platformConfiguration]: {
    product_family_code: 'sandbox',
    version: '1.0',
    messages_supported: [
      { type: 'LtiResourceLinkRequest' },
      { type: 'LtiDeepLinkingRequest', placements: ['ContentArea'] },
      { type: 'LtiSubmissionReviewRequest' },
    ],
    variables: ['User.id', 'Person.sourcedId', 'Person.name.full', 'Context.id', 'ResourceLink.id'],
  },
});
