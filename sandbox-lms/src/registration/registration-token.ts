import { createLocalJWKSet, jwtVerify } from 'jose';
import type { Platform } from '../platform.ts';
import { newClientId } from './tools.ts';

const HOUR = 3600;
export type TokenScope = 'reg' | 'reg-update';

/** A token for one registration, good for an hour; it already names the client that will come of it. */
export async function issueRegistrationToken(
  platform: Platform,
  scope: TokenScope = 'reg',
  clientId = newClientId(),
): Promise<{ token: string; clientId: string }> {
  const now = Math.floor(platform.clock().getTime() / 1000);
  const token = await platform.keys.sign({ sub: clientId, scope, iat: now, exp: now + HOUR });
  return { token, clientId };
}

export async function readRegistrationToken(
  platform: Platform,
  token: string,
): Promise<{ clientId: string; scope: TokenScope } | undefined> {
  try {
    const { payload } = await jwtVerify(token, createLocalJWKSet(platform.keys.publicKeys()), {
      algorithms: ['RS256'],
      currentDate: platform.clock(),
    });
    const { sub, scope } = payload;
    return sub !== undefined && (scope === 'reg' || scope === 'reg-update')
      ? { clientId: sub, scope }
      : undefined;
  } catch {
    return undefined;
  }
}
