import { KeyObject, type webcrypto } from 'node:crypto';
import { errors, jwtVerify, type JWTPayload } from 'jose';
import type { Clock } from '../clock.ts';
import { CLAIM, LaunchClaims } from './claims.rules.ts';
import { TOKEN_MAX_AGE_SECONDS } from './engine.ts';
import { KeySetUnreachableError, type KeySets } from './key-sets.ts';
import type { LaunchState } from './launch-state.ts';
import type { StoredPlatform } from './platform.model.ts';
import type { Platforms } from './platforms.ts';
import type { Refusal, RefusalReason } from './refusals.ts';
import { mapRoles } from './roles.rules.ts';
import { isOwnTarget } from './tool-addresses.ts';

interface Deps {
  publicUrl: string;
  clock: Clock;
  platforms: Platforms;
  keySets: KeySets;
}

export interface CheckedLaunch {
  ok: true;
  platform: StoredPlatform;
  claims: LaunchClaims;
  /** The platform's key that the token was verified with. */
  key: KeyObject;
  /** The deployment is new, and the registration lets launches enter deployments. */
  newDeployment: boolean;
  /** The way back into the LMS. */
  returnUrl?: string;
}

type VerifiedToken = { ok: true; payload: JWTPayload; key: KeyObject };

const REASONS: Record<string, RefusalReason> = {
  ERR_JWT_EXPIRED: 'token_expired',
  ERR_JOSE_ALG_NOT_ALLOWED: 'unsupported_algorithm',
  ERR_JOSE_NOT_SUPPORTED: 'unsupported_algorithm',
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: 'bad_signature',
  ERR_JWKS_NO_MATCHING_KEY: 'unknown_key',
  ERR_JWKS_MULTIPLE_MATCHING_KEYS: 'unknown_key',
  ERR_JWKS_TIMEOUT: 'keys_unreachable',
  // What came back is no key set.
  ERR_JWKS_INVALID: 'keys_unreachable',
  ERR_JOSE_GENERIC: 'keys_unreachable',
};
const CLAIM_REASONS: Record<string, RefusalReason> = {
  iss: 'wrong_issuer',
  aud: 'wrong_audience',
  nbf: 'token_not_current',
};

/** Only a token whose signature held may say where its person came from. */
function returnUrlOf(payload: JWTPayload): Pick<Refusal, 'returnUrl'> {
  const presentation = payload[CLAIM.launchPresentation];
  const url =
    typeof presentation === 'object' && presentation !== null && 'return_url' in presentation
      ? presentation.return_url
      : undefined;
  return typeof url === 'string' && /^https?:\/\//.test(url) && URL.canParse(url) ? { returnUrl: url } : {};
}

function tokenRefusal(error: unknown): Refusal {
  if (error instanceof KeySetUnreachableError)
    return { ok: false, reason: 'keys_unreachable', detail: error.message };
  if (error instanceof errors.JWTClaimValidationFailed)
    return {
      ok: false,
      reason: CLAIM_REASONS[error.claim] ?? 'malformed_token',
      detail: error.claim,
      ...(error.claim === 'nbf' && returnUrlOf(error.payload)),
    };
  if (error instanceof errors.JWTExpired)
    return { ok: false, reason: 'token_expired', ...returnUrlOf(error.payload) };
  if (error instanceof errors.JOSEError)
    return { ok: false, reason: REASONS[error.code] ?? 'malformed_token', detail: error.code };
  throw error;
}

const keyObjects = new WeakMap<object, KeyObject>();

function keyObjectOf(key: object): KeyObject {
  const held = keyObjects.get(key);
  if (held) return held;
  const made = KeyObject.from(key as webcrypto.CryptoKey);
  keyObjects.set(key, made);
  return made;
}

async function verifyToken(
  idToken: string,
  platform: StoredPlatform,
  { keySets, clock }: Deps,
): Promise<VerifiedToken | Refusal> {
  try {
    const { payload, key } = await jwtVerify(idToken, keySets.of(platform.keySetUrl), {
      algorithms: ['RS256'],
      issuer: platform.issuer,
      audience: platform.clientId,
      requiredClaims: ['iat', 'exp'],
      currentDate: clock.now(),
    });
    return { ok: true, payload, key: keyObjectOf(key) };
  } catch (error) {
    return tokenRefusal(error);
  }
}

/** What OpenID Connect asks of a token beyond its signature. @see OpenID Connect Core, 3.2.2.11 */
function tokenFault(
  payload: JWTPayload,
  platform: StoredPlatform,
  nonce: string,
  now: Date,
): RefusalReason | undefined {
  const audience = [payload.aud ?? []].flat();
  if (audience.some((name) => name !== platform.clientId)) return 'wrong_audience';
  if (payload['azp'] !== undefined && payload['azp'] !== platform.clientId) return 'wrong_audience';
  if (payload['nonce'] !== nonce) return 'wrong_nonce';
  const age = now.getTime() / 1000 - (payload.iat ?? 0);
  return Math.abs(age) > TOKEN_MAX_AGE_SECONDS ? 'token_not_current' : undefined;
}

/** Whether somebody may choose content for a course: an LMS that lets a learner ask for it is wrong. */
const mayPlace = (claims: LaunchClaims): boolean =>
  mapRoles(claims[CLAIM.roles]).some((role) => role !== 'learner');

/** Checks a launch's token and claims. Reads only: a refused launch leaves nothing in the store. */
export const makeCheckLaunch =
  (deps: Deps) =>
  async (idToken: string, state: LaunchState): Promise<CheckedLaunch | Refusal> => {
    const platformId = state.platformId;
    const platform = await deps.platforms.find(platformId);
    if (!platform) return { ok: false, reason: 'unknown_platform', platformId };
    if (!platform.active) return { ok: false, reason: 'inactive_platform', platformId };
    const verified = await verifyToken(idToken, platform, deps);
    if (!verified.ok) return { ...verified, platformId };
    const refuse = (reason: RefusalReason, detail?: string): Refusal => ({
      ok: false,
      reason,
      platformId,
      ...(detail !== undefined && { detail }),
      ...returnUrlOf(verified.payload),
    });
    const fault = tokenFault(verified.payload, platform, state.nonce, deps.clock.now());
    if (fault) return refuse(fault);
    const parsed = LaunchClaims.safeParse(verified.payload);
    if (!parsed.success)
      return refuse('invalid_claims', parsed.error.issues.map(({ path }) => path.join('.')).join(' '));
    const claims = parsed.data;
    const target = claims[CLAIM.targetLinkUri];
    if (target !== undefined && !isOwnTarget(deps.publicUrl, target)) return refuse('foreign_target');
    if (CLAIM.deepLinkingSettings in claims && !mayPlace(claims)) return refuse('learner_in_picker');
    const known = await deps.platforms.knowsDeployment(platformId, claims[CLAIM.deploymentId]);
    if (!known && platform.deployments === 'listed') return refuse('unknown_deployment');
    return {
      ok: true,
      platform,
      claims,
      key: verified.key,
      newDeployment: !known,
      ...returnUrlOf(verified.payload),
    };
  };
