import { createPrivateKey, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { z } from 'zod';
import type { Engine } from './engine.ts';
import type { Outbound } from './outbound.ts';
import type { StoredPlatform } from './platform.model.ts';

/** Longer than any token endpoint takes; ltijs itself would wait for ever. */
const TIMEOUT_MS = 15_000;
/** Some platforms (Moodle) refuse an assertion that is younger than their own clock. */
const LEEWAY_SECONDS = 10;

const TokenReply = z.object({
  access_token: z.string().min(1),
  token_type: z.string().min(1),
  expires_in: z.coerce.number().positive().catch(3_600),
});

export type AccessTokenResult =
  { ok: true; token: string } | { ok: false; /** 0: not reached. */ status: number; message: string };

interface Deps {
  engine: Engine;
  outbound: Outbound;
}

const queryOf = (platform: StoredPlatform, scope: string) => ({
  platformUrl: platform.issuer,
  clientId: platform.clientId,
  scopes: scope,
});

/** Status that the token endpoint answered to ltijs' request; undefined when there was no answer. */
function statusOf(error: unknown): number | undefined {
  const response = error instanceof Error && 'response' in error ? error.response : undefined;
  return typeof response === 'object' && response !== null && 'statusCode' in response
    ? Number(response.statusCode)
    : undefined;
}

const within = async <T>(work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('no answer in time'));
    }, TIMEOUT_MS);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
};

/** A refused token is a refused client: 401, whichever status the endpoint chose (Moodle: always 400). */
const refused = (status: number): AccessTokenResult => ({
  ok: false,
  status: status >= 500 || status === 429 ? status : 401,
  message: `the token endpoint answered ${status}`,
});

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

/** Asks once more where an endpoint has refused ltijs, with an assertion a few seconds older. */
async function askWithOlderAssertion(
  platform: StoredPlatform,
  scope: string,
  { engine, outbound }: Deps,
): Promise<AccessTokenResult> {
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
  if (!reply.ok) return { ok: false, status: 0, message: reply.message };
  if (reply.status !== 200) return refused(reply.status);
  const token = TokenReply.safeParse(parseJson(reply.text));
  if (!token.success) return { ok: false, status: 502, message: 'the token endpoint answered no token' };
  engine.tokens.set(queryOf(platform, scope), token.data);
  return { ok: true, token: token.data.access_token };
}

/** Access tokens from ltijs, which keeps them by platform and scope until they end. */
export function makeAccessTokens(deps: Deps) {
  const { engine, outbound } = deps;
  const underWay = new Map<string, Promise<AccessTokenResult>>();

  async function ask(platform: StoredPlatform, scope: string): Promise<AccessTokenResult> {
    if (!(await outbound.permits(platform.tokenEndpoint)))
      return { ok: false, status: 0, message: 'the token endpoint is not reachable or not allowed' };
    try {
      const token = await within(engine.accessToken(platform, scope));
      return { ok: true, token: token.access_token };
    } catch (error) {
      const status = statusOf(error);
      if (status === undefined)
        return { ok: false, status: 0, message: error instanceof Error ? error.message : 'no token' };
      return status === 400 || status === 401
        ? askWithOlderAssertion(platform, scope, deps)
        : refused(status);
    }
  }

  return {
    /** The token for a scope; asked for once, however many need it at the same time. */
    async get(platform: StoredPlatform, scope: string): Promise<AccessTokenResult> {
      // Straight from where ltijs keeps it: on its own way it would read the platform from the store each time.
      const [held] = engine.tokens.find(queryOf(platform, scope)) || [];
      if (held) return { ok: true, token: held.token.access_token };
      const key = `${platform._id} ${scope}`;
      const running = underWay.get(key);
      if (running) return running;
      const asked = ask(platform, scope).finally(() => underWay.delete(key));
      underWay.set(key, asked);
      return asked;
    },

    /** Forgets a token that a service has refused. */
    drop: (platform: StoredPlatform, scope: string): boolean => engine.tokens.drop(queryOf(platform, scope)),
  };
}

export type AccessTokens = ReturnType<typeof makeAccessTokens>;

/** The value of a JSON text; undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
