import { createPrivateKey, randomUUID } from 'node:crypto';
import { mayPass } from '@chuyen-de/contracts';
import { SignJWT } from 'jose';
import { z } from 'zod';
import type { Clock } from '../kernel/clock.ts';
import type { Engine } from './engine.ts';
import type { Outbound, OutboundReply } from './outbound.ts';
import type { StoredPlatform } from './platform.model.ts';
import { parseJson, rateHint, type RateHint } from './reply.rules.ts';

/** Some platforms (Moodle) refuse an assertion that is younger than their own clock. */
const LEEWAY_SECONDS = 10;

const TokenReply = z.object({
  // What a header can carry. @see RFC 6750 §2.1
  access_token: z
    .string()
    .max(16_000)
    .regex(/^[\x21-\x7e]+$/),
  token_type: z.string().min(1),
  expires_in: z.coerce.number().positive().catch(3_600),
});

const ScopeRefusal = z.object({ error: z.literal('invalid_scope') });

/** Why there is no token, and for how long to ask for none. */
export interface TokenFailure extends Partial<RateHint> {
  /** 0: not reached. */
  status: number;
  message: string;
  silent?: boolean;
}

export type AccessTokenResult = { ok: true; token: string } | { ok: false; failure: TokenFailure };

interface Deps {
  engine: Engine;
  outbound: Outbound;
  clock: Clock;
}

const queryOf = (platform: StoredPlatform, scope: string) => ({
  platformUrl: platform.issuer,
  clientId: platform.clientId,
  scopes: scope,
});

/**
 * A refused token is a refused client: 401, whichever status the endpoint chose (Moodle: always 400). A
 * redirect is no answer of a token endpoint, but of a login page or a site that is closed: it may pass. A scope that
 * is not granted is a service that is forbidden: 403. @see RFC 6749, 5.2
 */
function refused(reply: Extract<OutboundReply, { ok: true }>, now: Date): TokenFailure {
  const { status } = reply;
  const isElsewhere = status >= 300 && status < 400;
  const isScope = ScopeRefusal.safeParse(parseJson(reply.text)).success;
  return {
    ...rateHint(reply, now),
    status: mayPass(status) ? status : isElsewhere ? 502 : isScope ? 403 : 401,
    message: `the token endpoint answered ${status}`,
  };
}

/** The assertion that proves to a token endpoint who we are. @see 1EdTech Security Framework, 4.1.1 */
async function signAssertion(platform: StoredPlatform, engine: Engine): Promise<string> {
  const { kid, pem } = await engine.signingKey(platform);
  const now = Math.floor(Date.now() / 1000) - LEEWAY_SECONDS;
  return new SignJWT({ jti: randomUUID() })
    .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
    .setIssuer(platform.clientId)
    .setSubject(platform.clientId)
    .setAudience(platform.tokenAudience ?? platform.tokenEndpoint)
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + LEEWAY_SECONDS + 60)
    .sign(createPrivateKey(pem));
}

async function ask(
  platform: StoredPlatform,
  scope: string,
  { engine, outbound, clock }: Deps,
): Promise<AccessTokenResult> {
  const fail = (failure: TokenFailure): AccessTokenResult => ({ ok: false, failure });
  const reply = await outbound.send(platform.tokenEndpoint, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await signAssertion(platform, engine),
      scope,
    }).toString(),
  });
  if (!reply.ok) return fail({ status: 0, message: reply.message, silent: reply.code === 'too_slow' });
  if (reply.status < 200 || reply.status > 299) return fail(refused(reply, clock.now()));
  const token = TokenReply.safeParse(parseJson(reply.text));
  if (!token.success) return fail({ status: 502, message: 'the token endpoint answered no token' });
  engine.tokens.set(queryOf(platform, scope), token.data);
  return { ok: true, token: token.data.access_token };
}

/** Access tokens: asked for by our own client, and kept where ltijs keeps them, until they end. */
export function makeAccessTokens(deps: Deps) {
  const { engine } = deps;
  const underWay = new Map<string, Promise<AccessTokenResult>>();

  return {
    /** The token for a scope; asked for once, however many need it at the same time. */
    async get(platform: StoredPlatform, scope: string): Promise<AccessTokenResult> {
      const [held] = engine.tokens.find(queryOf(platform, scope)) || [];
      if (held) return { ok: true, token: held.token.access_token };
      const key = `${platform._id} ${scope}`;
      const running = underWay.get(key);
      if (running) return running;
      const asked = ask(platform, scope, deps).finally(() => underWay.delete(key));
      underWay.set(key, asked);
      return asked;
    },

    /** Forgets a token that a service has refused. */
    drop: (platform: StoredPlatform, scope: string): boolean => engine.tokens.drop(queryOf(platform, scope)),
  };
}

export type AccessTokens = ReturnType<typeof makeAccessTokens>;
