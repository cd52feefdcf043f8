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

/** Bits of a signer's modulus, and of the exponent: what is verified costs as much as they say. */
const MOST_MODULUS_BITS = 8_192;
const MOST_EXPONENT = 2n ** 32n;

const COMPACT = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/;

/** A JSON object in base64url. */
function decodeObject(part: string): JsonObject | undefined {
  const json = parseJson(Buffer.from(part, 'base64url'));
  return json.ok && isObject(json.value) ? json.value : undefined;
}

/** An RSA key that is verified in well under a millisecond, as all that are in use. */
function isUsual({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean {
  const { modulusLength = Infinity, publicExponent = MOST_EXPONENT } = asymmetricKeyDetails ?? {};
  return asymmetricKeyType === 'rsa' && modulusLength <= MOST_MODULUS_BITS && publicExponent < MOST_EXPONENT;
}

/** The key of the first certificate, which is the signer's. @see RFC 7515 §4.1.6 "x5c" */
function signerKey(x5c: unknown): KeyObject | undefined {
  const first: unknown = Array.isArray(x5c) ? x5c[0] : undefined;
  if (typeof first !== 'string') return undefined;
  try {
    const { publicKey } = new X509Certificate(Buffer.from(first, 'base64'));
    return isUsual(publicKey) ? publicKey : undefined;
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

type ReadSignature = { ok: true; /** The payload. */ signed: JsonObject } | { ok: false; fault: Fault };

const refuse = (rule: string): ReadSignature => ({ ok: false, fault: broken(rule) });

/**
 * A JSON web signature by RSA, true by the certificate that it carries, where it carries one.
 * The three algorithms are one call of node:crypto each; a library of JOSE would add nothing but all the others.
 * @see RFC 7515 §3.1
 */
function readSignature(jws: Buffer): ReadSignature {
  const [, header = '', payload = '', signature = ''] = COMPACT.exec(jws.toString('latin1')) ?? [];
  const protectedHeader = decodeObject(header);
  if (protectedHeader === undefined) return refuse('a signature is a JWS in compact form');
  const hash = HASHES.get(protectedHeader['alg']);
  if (hash === undefined) return refuse('a signature is made by RS256, RS384 or RS512');
  const signed = decodeObject(payload);
  if (signed === undefined) return refuse('the payload of a signature is a statement in JSON');
  if (protectedHeader['x5c'] === undefined) return { ok: true, signed };
  const key = signerKey(protectedHeader['x5c']);
  if (key === undefined)
    return refuse(
      `x5c holds certificates of RSA keys of at most ${MOST_MODULUS_BITS} bits, with an exponent below 2^32`,
    );
  return verify(hash, Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'))
    ? { ok: true, signed }
    : refuse('the signature is true by the certificate in x5c');
}

/** Of the signatures of a body, to be read and compared. */
const MOST_SIGNATURES = 100;
const MOST_BYTES = 1024 * 1024;
/** Of signatures of one statement: each is compared with all of it. */
const MOST_SIGNERS = 4;

export const SIGNATURE_LIMITS = `a body has at most ${MOST_SIGNATURES} signatures of ${MOST_BYTES} bytes in all, a statement ${MOST_SIGNERS}`;

/** What came as a signature: its fault, or `too-much` where a body has more of them than are looked at. */
export type SignatureFault = Fault | 'too-much';

/**
 * Sees whether the signatures of a statement are well formed and made of this very statement, each once, however often
 * the statement names it. Who the signer is, the record store does not ask. A checker is of one body: verifying and
 * comparing take time by what that body chooses, so that there is an end to it.
 * @see xAPI 1.0.3 Data §2.6; xAPI 2.0 §4.2.6
 */
export function makeCheckSignature(version: XapiVersion) {
  const left = { signatures: MOST_SIGNATURES, bytes: MOST_BYTES };
  const seen = new WeakMap<JsonObject, Set<Buffer>>();

  return (statement: JsonObject, jws: Buffer): SignatureFault | undefined => {
    const ofStatement = seen.get(statement) ?? new Set();
    if (ofStatement.has(jws)) return undefined;
    seen.set(statement, ofStatement.add(jws));
    left.signatures -= 1;
    left.bytes -= jws.length;
    if (ofStatement.size > MOST_SIGNERS || left.signatures < 0 || left.bytes < 0) return 'too-much';
    const signature = readSignature(jws);
    if (!signature.ok) return signature.fault;
    return isSameStatement(unsigned(signature.signed), unsigned(statement), version)
      ? undefined
      : broken('the payload of a signature is the statement that carries it');
  };
}
