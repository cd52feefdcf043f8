import { z } from 'zod';
import { launchNames } from './launch-names.ts';
import { launchAddress, isOwnTarget } from './tool-addresses.ts';
import type { LaunchState, LaunchStates } from './launch-state.ts';
import type { Platforms } from './platforms.ts';
import type { StoredPlatform } from './platform.model.ts';
import type { Refusal } from './refusals.ts';

/** What is sent empty is not sent. */
const optional = (most: number) =>
  z
    .string()
    .max(most)
    .optional()
    .transform((text) => (text === '' ? undefined : text));

const LoginParameters = z.object({
  iss: z.string().min(1).max(2_000),
  login_hint: z.string().min(1).max(4_000),
  target_link_uri: optional(4_000),
  client_id: optional(2_000),
  lti_message_hint: z.string().max(20_000).optional(),
  lti_deployment_id: optional(2_000),
  lti_storage_target: optional(200),
});
type LoginParameters = z.infer<typeof LoginParameters>;

interface Deps {
  publicUrl: string;
  platforms: Platforms;
  states: LaunchStates;
}

export interface BegunLogin {
  ok: true;
  /** The platform's authorisation endpoint with our request. */
  redirectTo: string;
  state: LaunchState;
  proof: string;
  /** The same login, for another window. */
  again: URLSearchParams;
}

/** The request is made of the hints byte for byte: Moodle's is JSON. @see OpenID Connect Core, 3.2.2.1 */
function authenticationRequest(
  platform: StoredPlatform,
  login: LoginParameters,
  { token, state, redirectUri }: { token: string; state: LaunchState; redirectUri: string },
): string {
  const url = new URL(platform.authorizationEndpoint);
  const query = {
    response_type: 'id_token',
    response_mode: 'form_post',
    scope: 'openid',
    prompt: 'none',
    client_id: platform.clientId,
    redirect_uri: redirectUri,
    login_hint: login.login_hint,
    lti_message_hint: login.lti_message_hint,
    nonce: state.nonce,
    state: token,
  };
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
}

/** The registration that a login means. Some LMSs send no client id: then the one that is switched on. */
async function findPlatform(
  { iss, client_id: clientId }: LoginParameters,
  platforms: Platforms,
): Promise<{ ok: true; platform: StoredPlatform } | Refusal> {
  const found = await platforms.findByIssuer(iss, clientId);
  const active = found.filter((platform) => platform.active);
  const [platform] = active;
  if (platform)
    return active.length === 1 ? { ok: true, platform } : { ok: false, reason: 'ambiguous_platform' };
  const [known] = found;
  if (!known) return { ok: false, reason: 'unknown_platform' };
  return { ok: false, reason: 'inactive_platform', platformId: known._id };
}

/** Begins a launch: a platform asks us to ask it who is there. */
export const makeBeginLogin =
  ({ publicUrl, platforms, states }: Deps) =>
  async (parameters: unknown): Promise<BegunLogin | Refusal> => {
    const parsed = LoginParameters.safeParse(parameters);
    if (!parsed.success) return { ok: false, reason: 'missing_login_parameters' };
    const login = parsed.data;
    const names = launchNames({
      issuer: login.iss,
      clientId: login.client_id,
      deploymentId: login.lti_deployment_id,
      target: login.target_link_uri,
    });
    const found = await findPlatform(login, platforms);
    if (!found.ok) return { ...found, names };
    const { platform } = found;
    const platformId = platform._id;
    if (login.target_link_uri !== undefined && !isOwnTarget(publicUrl, login.target_link_uri))
      return { ok: false, reason: 'foreign_target', platformId, names };
    const { token, state, proof } = states.begin(platformId, login.lti_storage_target);
    const { lti_storage_target: _, ...hints } = login;
    return {
      ok: true,
      state,
      proof,
      redirectTo: authenticationRequest(platform, login, {
        token,
        state,
        redirectUri: launchAddress(publicUrl),
      }),
      again: new URLSearchParams(
        Object.entries(hints).filter((hint): hint is [string, string] => hint[1] !== undefined),
      ),
    };
  };
