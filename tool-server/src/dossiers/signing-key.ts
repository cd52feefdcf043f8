import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8. @see RFC 8410 §7 */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** SHA-256 of a public key (SubjectPublicKeyInfo, DER) in hexadecimal digits, by which people compare keys. */
const fingerprintOf = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');

export interface SigningKey {
  /** The public key, as OpenSSL reads it. */
  pem: string;
  fingerprint: string;
  /** An Ed25519 signature (64 bytes). @see RFC 8032 §5.1 */
  sign: (bytes: Buffer) => Buffer;
}

/** @param seed 32 bytes of the installation, for this purpose alone: the key is the same at each start */
export function makeSigningKey(seed: Buffer): SigningKey {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(key);
  return {
    pem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    fingerprint: fingerprintOf(publicKey),
    sign: (bytes) => sign(null, bytes, key),
  };
}

/** Whether bytes were signed by a key; and which key that is. Undefined: the PEM is none of Ed25519. */
export function checkSignature(
  pem: string,
  bytes: Buffer,
  signature: Buffer,
): { fingerprint: string; isRight: boolean } | undefined {
  try {
    const key = createPublicKey(pem);
    if (key.asymmetricKeyType !== 'ed25519') return undefined;
    return { fingerprint: fingerprintOf(key), isRight: verify(null, bytes, key, signature) };
  } catch {
    return undefined;
  }
}
