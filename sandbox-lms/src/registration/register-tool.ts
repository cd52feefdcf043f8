import { z } from 'zod';
import { type Platform, findClient } from '../platform.ts';
import type { Tool } from '../state.ts';
import { allScopes, scope, toolConfiguration } from '../vocabulary.ts';
import { readRegistrationToken } from './registration-token.ts';
import { type NewTool, saveTool } from './tools.ts';

const Message = z.looseObject({ type: z.string(), target_link_uri: z.string().optional() });

const Registration = z.looseObject({
  application_type: z.literal('web').optional(),
  response_types: z.array(z.string()).refine((types) => types.includes('id_token')),
  initiate_login_uri: z.url(),
  redirect_uris: z.array(z.url()).min(1),
  client_name: z.string().min(1),
  jwks_uri: z.url(),
  token_endpoint_auth_method: z.literal('private_key_jwt'),
  scope: z.string().default(''),
  [toolConfiguration]: z.looseObject({
    domain: z.string().min(1),
    target_link_uri: z.url(),
    description: z.string().default(''),
    custom_parameters: z.record(z.string(), z.string()).default({}),
    claims: z.array(z.string()).default([]),
    messages: z.array(Message).default([]),
  }),
});
type Registration = z.infer<typeof Registration>;

export type Registered =
  { ok: true; tool: Tool; response: object } | { ok: false; status: 400 | 401; reason: string };

const refuse = (status: 400 | 401, reason: string): Registered => ({ ok: false, status, reason });

/** Writing columns brings the right to read them, grades and results, as in Moodle's two-step setting. */
function grantedScopes(asked: readonly string[]): string[] {
  const granted = new Set<string>();
  if ([scope.score, scope.result, scope.lineItemReadOnly].some((name) => asked.includes(name)))
    [scope.score, scope.result, scope.lineItemReadOnly].forEach((name) => granted.add(name));
  if (asked.includes(scope.lineItem))
    allScopes.filter((name) => name !== scope.memberships).forEach((name) => granted.add(name));
  if (asked.includes(scope.memberships)) granted.add(scope.memberships);
  return [...granted];
}

function toNewTool(registration: Registration, clientId: string, state: Tool['state']): NewTool {
  const configuration = registration[toolConfiguration];
  const picker = configuration.messages.find(({ type }) => type === 'LtiDeepLinkingRequest');
  return {
    clientId,
    clientName: registration.client_name,
    description: configuration.description,
    loginUrl: registration.initiate_login_uri,
    redirectUris: registration.redirect_uris,
    targetLinkUrl: configuration.target_link_uri,
    deepLinkUrl: picker?.target_link_uri,
    jwksUrl: registration.jwks_uri,
    custom: configuration.custom_parameters,
    scopes: grantedScopes(registration.scope.split(' ')),
    sharesNames: ['name', 'given_name', 'family_name'].some((name) => configuration.claims.includes(name)),
    sharesEmail: configuration.claims.includes('email'),
    state,
  };
}

export const describeClient = (tool: Tool): object => ({
  client_id: tool.clientId,
  response_types: ['id_token'],
  jwks_uri: tool.jwksUrl,
  initiate_login_uri: tool.loginUrl,
  grant_types: ['client_credentials', 'implicit'],
  redirect_uris: tool.redirectUris,
  application_type: 'web',
  token_endpoint_auth_method: 'private_key_jwt',
  client_name: tool.clientName,
  logo_uri: '',
  scope: tool.scopes.join(' '),
  [toolConfiguration]: {
    version: '1.3.0',
    deployment_id: tool.id,
    target_link_uri: tool.targetLinkUrl,
    domain: new URL(tool.targetLinkUrl).host,
    description: tool.description,
    messages: [{ type: 'LtiDeepLinkingRequest', target_link_uri: tool.deepLinkUrl }],
    custom_parameters: tool.custom,
    claims: [
      'sub',
      'iss',
      ...(tool.sharesNames ? ['name', 'given_name', 'family_name'] : []),
      ...(tool.sharesEmail ? ['email'] : []),
    ],
  },
});

/** Moodle compares host names, leaving out a leading `www.`; the port does not count. */
const matchesDomain = (domain: string, targetLinkUri: string): boolean => {
  const bare = (host: string): string => host.replace(/^www\./, '').replace(/:\d+$/, '');
  return bare(domain) === bare(new URL(targetLinkUri).host);
};

/**
 * Takes a tool's registration. A new tool waits for the administrator; a `reg-update` token brings one that is
 * known up to date and leaves its state as it is.
 * @see https://www.imsglobal.org/spec/lti-dr/v1p0
 */
export async function registerByToken(platform: Platform, token: string, body: unknown): Promise<Registered> {
  const granted = await readRegistrationToken(platform, token);
  if (!granted) return refuse(401, 'invalid_registration_token');
  const existing = findClient(platform, granted.clientId);
  if (granted.scope === 'reg' && existing) return refuse(401, 'token_already_used');
  if (granted.scope === 'reg-update' && !existing) return refuse(401, 'invalid_registration_token');
  const parsed = Registration.safeParse(body);
  if (!parsed.success) return refuse(400, z.prettifyError(parsed.error));
  const configuration = parsed.data[toolConfiguration];
  if (!matchesDomain(configuration.domain, configuration.target_link_uri))
    return refuse(400, 'invalid_target_link_uri: it is not of the domain');
  const tool = saveTool(platform, toNewTool(parsed.data, granted.clientId, existing?.state ?? 'pending'));
  await platform.store.commit();
  return { ok: true, tool, response: describeClient(tool) };
}
