import { type JWTVerifyGetKey, createLocalJWKSet, createRemoteJWKSet } from 'jose';
import type { Tool } from '../state.ts';

/**
 * Finds the key of a tool's JWT, from its published set or the one given by hand. A published set is kept and
 * fetched again once for a `kid` that it does not hold.
 */
export function makeFindToolKeys(): (tool: Tool) => JWTVerifyGetKey {
  const remote = new Map<string, JWTVerifyGetKey>();
  return (tool) => {
    if (tool.jwks) return createLocalJWKSet(tool.jwks);
    const known = remote.get(tool.jwksUrl);
    if (known) return known;
    const keys = createRemoteJWKSet(new URL(tool.jwksUrl), {
      cooldownDuration: 0,
      timeoutDuration: 5_000,
    });
    remote.set(tool.jwksUrl, keys);
    return keys;
  };
}
