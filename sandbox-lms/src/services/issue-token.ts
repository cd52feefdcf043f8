import { randomBytes } from 'node:crypto';
import { type JWTPayload, decodeJwt, jwtVerify } from 'jose';
import { z } from 'zod';
import { type Platform, findClient, spendOnce } from '../platform.ts';
import type { Tool } from '../state.ts';
import { allScopes } from '../vocabulary.ts';
import { tokenUrl } from './addresses.ts';

/** Fields that are sent twice are no use to anybody. */
export const FormFields = z.record(z.string(), z.string().optional().catch(undefined));

const LIFETIME_SECONDS = 3600;
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

export type TokenAnswer =
  | {
      ok: true;
      body: { access_token: string; token_type: 'Bearer'; expires_in: number; scope: string };
    }
  | { ok: false; error: string; description: string };

const refuse = (error: string, description: string): TokenAnswer => ({
  ok: false,
  error,
  description,
});

function findClaimedTool(platform: Platform, assertion: string): Tool | undefined {
  try {
    return findClient(platform, decodeJwt(assertion).sub ?? '');
  } catch {
    return undefined;
  }
}

/** No leeway: what is not yet valid is refused, as Moodle does. */
async function verifyAssertion(
  platform: Platform,
  tool: Tool,
  assertion: string,
): Promise<JWTPayload | string> {
  try {
    const { payload } = await jwtVerify(assertion, platform.findToolKeys(tool), {
      algorithms: ['RS256', 'RS384', 'RS512', 'PS256', 'ES256'],
      issuer: tool.clientId,
      subject: tool.clientId,
      audience: tokenUrl(platform),
      requiredClaims: ['iat', 'exp', 'jti'],
      clockTolerance: 0,
      currentDate: platform.clock(),
    });
    const now = platform.clock().getTime() / 1000;
    if ((payload.iat ?? 0) > now) return 'iat is in the future';
    const lasts = (payload.exp ?? 0) * 1000;
    if (!spendOnce(platform, `assertion ${tool.clientId} ${payload.jti ?? ''}`, lasts))
      return 'jti was used before';
    return payload;
  } catch (error) {
    return error instanceof Error ? error.message : 'assertion could not be verified';
  }
}

/**
 * Client credentials with a signed assertion; every refusal is a 400.
 * @see https://www.imsglobal.org/spec/security/v1p0/#using-json-web-tokens-with-oauth-2-0-client-credentials-grant
 */
export async function issueToken(platform: Platform, form: z.infer<typeof FormFields>): Promise<TokenAnswer> {
  if (form.grant_type !== 'client_credentials') return refuse('unsupported_grant_type', '');
  if (form.client_assertion_type !== ASSERTION_TYPE || !form.client_assertion || !form.scope)
    return refuse('invalid_request', 'client_assertion_type, client_assertion, scope are needed');
  const tool = findClaimedTool(platform, form.client_assertion);
  if (tool?.state !== 'active') return refuse('invalid_client', 'unknown or inactive client');
  const verified = await verifyAssertion(platform, tool, form.client_assertion);
  if (typeof verified === 'string') return refuse('invalid_client', verified);
  const scopes = form.scope
    .split(' ')
    .filter((name) => allScopes.includes(name) && tool.scopes.includes(name));
  if (scopes.length === 0) return refuse('invalid_scope', '');
  const token = randomBytes(24).toString('hex');
  const expiresAt = platform.clock().getTime() + LIFETIME_SECONDS * 1000;
  platform.accessTokens.set(token, { toolId: tool.id, scopes, expiresAt });
  return {
    ok: true,
    body: {
      access_token: token,
      token_type: 'Bearer',
      expires_in: LIFETIME_SECONDS,
      scope: scopes.join(' '),
    },
  };
}
