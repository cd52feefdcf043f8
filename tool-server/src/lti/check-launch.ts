import type { KeyObject } from 'node:crypto';
import { decodeProtectedHeader, errors, jwtVerify, type JWTPayload } from 'jose';
import type { Clock } from '../kernel/clock.ts';
import { CLAIM, findUnsoundId, LaunchClaims } from './claims.rules.ts';
import { TOKEN_MAX_AGE_SECONDS } from './engine.ts';
import type { KeySets } from './key-sets.ts';
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
  /** Whether ltijs, which is stricter in some things, would take the token as well. */
  ltijsTakes: boolean;
  /** The deployment is new, and the registration lets launches enter deployments. */
  newDeployment: boolean;
  /** The way back into the LMS. */
  returnUrl?: string;
}

type VerifiedToken = { ok: true; payload: JWTPayload; key: KeyObject };

/** How far the clocks of an LMS and of the tool may differ, ahead and behind, for every time in a token. */
const LEEWAY_SECONDS = 120;

const REASONS: Record<string, RefusalReason> = {
  ERR_JOSE_ALG_NOT_ALLOWED: 'unsupported_algorithm',
  ERR_JOSE_NOT_SUPPORTED: 'unsupported_algorithm',
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: 'bad_signature',
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

/** Verifies with the first key that fits; `bad_signature` when none does. */
async function verifyWith(
  keys: readonly KeyObject[],
  idToken: string,
  platform: StoredPlatform,
  now: Date,
): Promise<VerifiedToken | Refusal> {
  for (const key of keys) {
    try {
      const { payload } = await jwtVerify(idToken, key, {
        algorithms: ['RS256'],
        issuer: platform.issuer,
        audience: platform.clientId,
        requiredClaims: ['iat', 'exp'],
        clockTolerance: LEEWAY_SECONDS,
        currentDate: now,
      });
      return { ok: true, payload, key };
    } catch (error) {
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) return tokenRefusal(error);
    }
  }
  return { ok: false, reason: 'bad_signature' };
}

/** The id of the key that signed a token; a token of another algorithm costs no key set's reading. */
function keyIdOf(idToken: string): { ok: true; kid: string } | Refusal {
  try {
    const { alg, kid } = decodeProtectedHeader(idToken);
    if (alg !== 'RS256') return { ok: false, reason: 'unsupported_algorithm' };
    // A set of one key would fit a token that names none.
    return kid ? { ok: true, kid } : { ok: false, reason: 'unknown_key' };
  } catch {
    return { ok: false, reason: 'malformed_token' };
  }
}

async function verifyToken(
  idToken: string,
  platform: StoredPlatform,
  { keySets, clock }: Deps,
): Promise<VerifiedToken | Refusal> {
  const named = keyIdOf(idToken);
  if (!named.ok) return named;
  const found = await keySets.find(platform.keySetUrl, named.kid);
  if (!found.ok) return found;
  const verified = await verifyWith(found.keys, idToken, platform, clock.now());
  if (verified.ok || verified.reason !== 'bad_signature') return verified;
  const others = await keySets.findOther(platform.keySetUrl, named.kid, found.keys);
  return verifyWith(others, idToken, platform, clock.now());
}

/** What OpenID Connect asks of a token beyond its signature. @see OpenID Connect Core, 3.1.3.7 */
function tokenFault(
  payload: JWTPayload,
  platform: StoredPlatform,
  nonce: string,
  now: Date,
): RefusalReason | undefined {
  const audience = [payload.aud ?? []].flat();
  // Where we are the only audience, who else is authorised says nothing: some LMSs name themselves there.
  if (audience.some((name) => name !== platform.clientId)) return 'wrong_audience';
  if (payload['nonce'] !== nonce) return 'wrong_nonce';
  const age = now.getTime() / 1000 - (payload.iat ?? 0);
  if (age < -LEEWAY_SECONDS || age > TOKEN_MAX_AGE_SECONDS) return 'token_not_current';
  if (payload.sub === undefined || payload.sub === '') return 'anonymous_launch';
  return undefined;
}

/** Whether somebody may choose content for a course: an LMS that lets a learner ask for it is wrong. */
const mayPlace = (claims: LaunchClaims): boolean =>
  mapRoles(claims[CLAIM.roles]).some((role) => role !== 'learner');

/** ltijs allows no difference of clocks, and nobody else as the authorised party of a list of audiences. */
function ltijsTakes({ exp = 0, nbf = 0, aud, ...others }: JWTPayload, now: Date): boolean {
  const seconds = now.getTime() / 1000;
  const party = others['azp'];
  const isOnlyParty = party === undefined || (typeof party === 'string' && [aud].flat().includes(party));
  return exp > seconds && nbf <= seconds && isOnlyParty;
}

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
    const unsound = findUnsoundId(verified.payload);
    if (unsound !== undefined) return refuse('malformed_id', unsound);
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
      ltijsTakes: ltijsTakes(verified.payload, deps.clock.now()),
      newDeployment: !known,
      ...returnUrlOf(verified.payload),
    };
  };
