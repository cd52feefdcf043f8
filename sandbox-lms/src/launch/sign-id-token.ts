import { createPublicKey } from 'node:crypto';
import { type CompactJWSHeaderParameters, CompactSign, type JWTPayload, base64url } from 'jose';
import { generateJwk, importSigningKey } from '../keys.ts';
import type { Platform } from '../platform.ts';
import type { LaunchOverrides } from './launch.types.ts';

const withoutAbsent = (entries: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined && value !== null));

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** Claims after the overrides; an override of `undefined` takes the claim out. */
export function bendClaims(honest: JWTPayload, overrides: LaunchOverrides): JWTPayload {
  const bent: JWTPayload = Object.fromEntries(
    Object.entries({ ...honest, ...overrides.claims }).filter(([, value]) => value !== undefined),
  );
  return overrides.payload ? overrides.payload(bent) : bent;
}

const publicKeyPem = (platform: Platform): string => {
  const newest = platform.keys.publicKeys().keys.at(-1) ?? {};
  return createPublicKey({ key: newest, format: 'jwk' }).export({ type: 'spki', format: 'pem' }).toString();
};

/** Signs as the platform does, or as the forger that `overrides` asks for. */
export async function signIdToken(
  platform: Platform,
  payload: JWTPayload,
  overrides: LaunchOverrides,
): Promise<string> {
  const own = platform.keys.current();
  const header = (alg: string): CompactJWSHeaderParameters =>
    withoutAbsent({
      alg,
      typ: 'JWT',
      kid: own.kid,
      ...overrides.header,
    }) as CompactJWSHeaderParameters;
  switch (overrides.signature ?? 'platform') {
    case 'none':
      return `${base64url.encode(encode(header('none')))}.${base64url.encode(encode(payload))}.`;
    case 'hs256-public-key':
      return new CompactSign(encode(payload))
        .setProtectedHeader(header('HS256'))
        .sign(new TextEncoder().encode(publicKeyPem(platform)));
    case 'foreign-key': {
      const foreign = await importSigningKey(await generateJwk());
      return new CompactSign(encode(payload)).setProtectedHeader(header('RS256')).sign(foreign.privateKey);
    }
    case 'platform':
      return new CompactSign(encode(payload)).setProtectedHeader(header('RS256')).sign(own.privateKey);
  }
}
