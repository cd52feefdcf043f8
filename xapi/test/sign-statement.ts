import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

import type { JsonObject } from '../src/validation/structure.ts';

const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
};
const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts);

/** sha256WithRSAEncryption. @see RFC 4055 §5 */
const SHA256_RSA = sequence(der(0x06, Buffer.from('2a864886f70d01010b', 'hex')), der(0x05));
const NAME = sequence(
  der(0x31, sequence(der(0x06, Buffer.from('550403', 'hex')), der(0x0c, Buffer.from('Test')))),
);
const time = (text: string): Buffer => der(0x17, Buffer.from(text));

interface Signer {
  privateKey: KeyObject;
  /** Its certificate, signed by itself, in base64. */
  certificate: string;
}

/** A key and the smallest certificate for it, or for another key. @see RFC 5280 §4.1 */
export function makeSigner(certified?: KeyObject): Signer {
  const { privateKey, ...own } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const publicKey = certified ?? own.publicKey;
  const body = sequence(
    der(0x02, Buffer.from([1])),
    SHA256_RSA,
    NAME,
    sequence(time('260101000000Z'), time('490101000000Z')),
    NAME,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', body, privateKey));
  return { privateKey, certificate: sequence(body, SHA256_RSA, signature).toString('base64') };
}

const base64url = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

interface Signing {
  header?: JsonObject;
  /** An object, or text that need not be JSON. */
  payload: unknown;
  signer: Signer;
  hash?: string;
}

/** A JSON web signature in compact form. @see RFC 7515 §3.1 */
export function signStatement({
  header = { alg: 'RS256' },
  payload,
  signer,
  hash = 'sha256',
}: Signing): Buffer {
  const input = `${base64url(header)}.${base64url(payload)}`;
  return Buffer.from(`${input}.${sign(hash, Buffer.from(input), signer.privateKey).toString('base64url')}`);
}
