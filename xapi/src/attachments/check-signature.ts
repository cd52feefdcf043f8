import { verify, X509Certificate, type KeyObject } from 'node:crypto';

import { broken, type Fault, type XapiVersion } from '../validation/fault.ts';
import { parseJson } from '../validation/parse-json.ts';
import { isSameStatement } from '../validation/same-statement.ts';
import { isObject, type JsonObject } from '../validation/structure.ts';

import { SIGNATURE, type AttachmentNote } from './attached.ts';

/** @see RFC 7518 §3.3 */
const HASHES: ReadonlyMap<unknown, string> = new Map([
  ['RS256', 'RSA-SHA256'],
  ['RS384', 'RSA-SHA384'],
  ['RS512', 'RSA-SHA512'],
]);

const COMPACT = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/;

/** A JSON object in base64url. */
function decodeObject(part: string): JsonObject | undefined {
  const json = parseJson(Buffer.from(part, 'base64url'));
  return json.ok && isObject(json.value) ? json.value : undefined;
}

/** The key of the first certificate, which is the signer's. @see RFC 7515 §4.1.6 "x5c" */
function signerKey(x5c: unknown): KeyObject | undefined {
  const first: unknown = Array.isArray(x5c) ? x5c[0] : undefined;
  if (typeof first !== 'string') return undefined;
  try {
    const { publicKey } = new X509Certificate(Buffer.from(first, 'base64'));
    return publicKey.asymmetricKeyType === 'rsa' ? publicKey : undefined;
  } catch {
    return undefined;
  }
}

/** The statement as it was before it was signed. */
function unsigned(statement: JsonObject): JsonObject {
  const { attachments, ...rest } = statement;
  if (!Array.isArray(attachments)) return statement;
  const others = (attachments as AttachmentNote[]).filter(({ usageType }) => usageType !== SIGNATURE);
  return others.length === 0 ? rest : { ...rest, attachments: others };
}

/**
 * Whether a statement's signature is well formed: a JSON web signature by RSA, made of this very statement, and true by
 * the certificate that it carries, where it carries one. Who the signer is, the record store does not ask.
 * The three algorithms are one call of node:crypto each; a library of JOSE would add nothing but all the others.
 * @see xAPI 1.0.3 Data §2.6; xAPI 2.0 §4.2.6; RFC 7515 §3.1
 */
export function checkSignature(statement: JsonObject, jws: Buffer, version: XapiVersion): Fault | undefined {
  const [, header = '', payload = '', signature = ''] = COMPACT.exec(jws.toString('latin1')) ?? [];
  const protectedHeader = decodeObject(header);
  if (protectedHeader === undefined) return broken('a signature is a JWS in compact form');
  const hash = HASHES.get(protectedHeader['alg']);
  if (hash === undefined) return broken('a signature is made by RS256, RS384 or RS512');
  const signed = decodeObject(payload);
  if (signed === undefined) return broken('the payload of a signature is a statement in JSON');
  if (!isSameStatement(unsigned(signed), unsigned(statement), version))
    return broken('the payload of a signature is the statement that carries it');
  if (protectedHeader['x5c'] === undefined) return undefined;
  const key = signerKey(protectedHeader['x5c']);
  if (key === undefined) return broken('x5c holds certificates of RSA keys');
  return verify(hash, Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'))
    ? undefined
    : broken('the signature is true by the certificate in x5c');
}
