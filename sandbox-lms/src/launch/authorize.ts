import { type Platform, findClient } from '../platform.ts';
import type { Tool } from '../state.ts';
import { bendClaims, signIdToken } from './sign-id-token.ts';
import { launchClaims } from './claims.ts';
import type { FormPost, PendingLaunch } from './launch.types.ts';

export type Authorization =
  | { ok: true; form: FormPost; launch: PendingLaunch }
  /** `form` is absent where the redirect address cannot be trusted: the person sees a page instead. */
  | { ok: false; error: string; description: string; form: FormPost | undefined };

type RequestParameters = Record<string, string | undefined>;

const REQUIRED = ['scope', 'response_type', 'client_id', 'redirect_uri', 'login_hint', 'nonce'];

interface Refusal {
  error: string;
  description: string;
}

function findRefusal(
  parameters: RequestParameters,
  tool: Tool,
  launch: PendingLaunch | undefined,
): Refusal | undefined {
  const missing = REQUIRED.find((name) => !parameters[name]);
  if (missing) return { error: 'invalid_request', description: `Missing ${missing}` };
  if (parameters.scope !== 'openid') return { error: 'invalid_scope', description: '' };
  if (parameters.response_type !== 'id_token') return { error: 'unsupported_response_type', description: '' };
  if (!launch) return { error: 'invalid_request', description: 'Unknown or used lti_message_hint' };
  if (launch.toolId !== tool.id) return { error: 'unauthorized_client', description: '' };
  if (launch.personId !== parameters.login_hint) return { error: 'access_denied', description: '' };
  if (parameters.response_mode !== 'form_post')
    return { error: 'invalid_request', description: 'Invalid response_mode' };
  if (parameters.prompt !== 'none') return { error: 'invalid_request', description: 'Invalid prompt' };
  return undefined;
}

/**
 * The OIDC authorisation endpoint. A launch is used up by its first request, whatever comes of it.
 * @see https://www.imsglobal.org/spec/security/v1p0/#step-2-authentication-request
 */
export async function authorize(platform: Platform, parameters: RequestParameters): Promise<Authorization> {
  const hint = parameters.lti_message_hint ?? '';
  const launch = platform.launches.get(hint);
  platform.launches.delete(hint);
  const tool = findClient(platform, parameters.client_id ?? '');
  if (tool?.state !== 'active') return page('unauthorized_client', 'No active tool has this client_id');
  const redirectUri = parameters.redirect_uri ?? '';
  if (!tool.redirectUris.includes(redirectUri))
    return page('invalid_request', 'redirect_uri is not registered');
  const refusal = findRefusal(parameters, tool, launch);
  const echoed = parameters.state === undefined ? {} : { state: parameters.state };
  if (refusal || !launch) {
    const { error, description } = refusal ?? { error: 'invalid_request', description: '' };
    const fields = { error, ...(description && { error_description: description }), ...echoed };
    return { ok: false, error, description, form: { action: redirectUri, fields } };
  }
  const honest = launchClaims(platform, launch, parameters.nonce ?? '');
  const idToken = await signIdToken(platform, bendClaims(honest, launch.overrides), launch.overrides);
  const state = launch.overrides.state ?? parameters.state;
  const fields = { ...(state !== undefined && { state }), id_token: idToken };
  if (launch.messageType === 'LtiDeepLinkingRequest') platform.picks.set(launch.id, launch);
  return { ok: true, launch, form: { action: redirectUri, fields } };
}

const page = (error: string, description: string): Authorization => ({
  ok: false,
  error,
  description,
  form: undefined,
});
