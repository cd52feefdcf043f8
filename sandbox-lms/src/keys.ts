import { randomUUID } from 'node:crypto';
import {
  type CryptoKey,
  type JSONWebKeySet,
  type JWK,
  type JWTPayload,
  SignJWT,
  exportJWK,
  generateKeyPair,
  importJWK,
} from 'jose';
import type { Store } from './store.ts';

export interface SigningKey {
  kid: string;
  privateKey: CryptoKey;
}

export interface PlatformKeys {
  current(): SigningKey;
  publicKeys(): JSONWebKeySet;
  /** Signs with a new key from now on; the old ones stay published unless told otherwise. */
  rotate(options?: { dropOld?: boolean }): Promise<void>;
  sign(payload: JWTPayload): Promise<string>;
}

/** A new RSA key with its own `kid`, private part included. */
export async function generateJwk(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: 'RS256', use: 'sig' };
}

export async function importSigningKey(jwk: JWK): Promise<SigningKey> {
  return { kid: jwk.kid ?? '', privateKey: (await importJWK(jwk, 'RS256')) as CryptoKey };
}

const publicPart = ({ kty, n, e, kid, alg, use }: JWK): JWK => ({ kty, n, e, kid, alg, use }) as JWK;

/** The platform's keys, the newest last; the first one is made when the state has none. */
export async function openPlatformKeys(store: Store): Promise<PlatformKeys> {
  const { state } = store;
  const add = async (): Promise<SigningKey> => {
    const jwk = await generateJwk();
    state.keys.push(jwk);
    await store.commit();
    return importSigningKey(jwk);
  };
  const newest = state.keys.at(-1);
  let current = newest ? await importSigningKey(newest) : await add();
  return {
    current: () => current,
    publicKeys: () => ({ keys: state.keys.map(publicPart) }),
    rotate: async ({ dropOld = false } = {}) => {
      const old = state.keys.length;
      const next = await add();
      if (dropOld) state.keys.splice(0, old);
      current = next;
      await store.commit();
    },
    sign: (payload) =>
      new SignJWT(payload)
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: current.kid })
        .sign(current.privateKey),
  };
}
