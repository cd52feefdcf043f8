import { createPublicKey } from 'node:crypto';
import { aStatement } from '../../test/a-statement.ts';
import { makeSigner, signStatement } from '../../test/sign-statement.ts';

import { SIGNATURE } from './attached.ts';
import { makeCheckSignature } from './check-signature.ts';

const signer = makeSigner();
const other = makeSigner();
const note = {
  usageType: SIGNATURE,
  display: { en: 'Signature' },
  contentType: 'application/octet-stream',
  length: 1,
  sha2: 'a'.repeat(64),
};
const file = { ...note, usageType: 'http://example.com/usage' };

const statement = aStatement({ id: '7ccd3322-e1a5-411a-a67d-6a735c76f119', result: { duration: 'PT1.25S' } });
const signed = { ...statement, attachments: [note] };
/** The certificate of an RSA key with a modulus and an exponent of so many bits. */
const certificateOf = (modulus: number, exponent: number): string => {
  const number = (bits: number) => Buffer.alloc(bits / 8, 0xff).toString('base64url');
  const jwk = { kty: 'RSA', n: number(modulus), e: number(exponent) };
  return makeSigner(createPublicKey({ key: jwk, format: 'jwk' })).certificate;
};
const withChain = { alg: 'RS256', x5c: [signer.certificate] };

const checkSignature = (
  of: Record<string, unknown>,
  jws: Buffer,
  version: Parameters<typeof makeCheckSignature>[0],
) => makeCheckSignature(version)(of, jws);

describe('checkSignature', () => {
  it.each([
    ['RS256', 'sha256'],
    ['RS384', 'sha384'],
    ['RS512', 'sha512'],
  ])('takes %s, with a certificate and without', (alg, hash) => {
    for (const header of [{ alg }, { alg, x5c: [signer.certificate, other.certificate] }]) {
      const jws = signStatement({ header, payload: statement, signer, hash });
      expect(checkSignature(signed, jws, '1.0.3')).toBeUndefined();
    }
  });

  it('looks past what a record store adds and how the payload is written', () => {
    const payload = Object.fromEntries(Object.entries(statement).reverse());
    const jws = signStatement({ payload, signer });
    const stored = {
      ...signed,
      stored: '2026-01-01T00:00:00Z',
      timestamp: '2026-01-01T00:00:00Z',
      version: '1.0.3',
    };
    expect(checkSignature(stored, jws, '1.0.3')).toBeUndefined();
  });

  it('compares the other attachments', () => {
    const jws = signStatement({ payload: { ...statement, attachments: [file] }, signer });
    expect(checkSignature({ ...statement, attachments: [note, file] }, jws, '1.0.3')).toBeUndefined();
    expect(checkSignature(signed, jws, '1.0.3')).toBeDefined();
  });

  it('compares durations to a hundredth of a second in 2.0', () => {
    const jws = signStatement({ payload: { ...statement, result: { duration: 'PT1.2599S' } }, signer });
    expect(checkSignature(signed, jws, '2.0.0')).toBeUndefined();
    expect(checkSignature(signed, jws, '1.0.3')).toBeDefined();
  });

  it.each([
    ['no JWS', Buffer.from('hello')],
    ['no bytes', Buffer.alloc(0)],
    [
      'a JWS with something after it',
      Buffer.concat([signStatement({ payload: statement, signer }), Buffer.from('\n')]),
    ],
    ['a header that is no JSON', Buffer.from('x.x.x')],
    ['another algorithm', signStatement({ header: { alg: 'HS256' }, payload: statement, signer })],
    ['no algorithm', signStatement({ header: { alg: 'none' }, payload: statement, signer })],
    [
      'an algorithm that names a prototype',
      signStatement({ header: { alg: 'constructor' }, payload: statement, signer }),
    ],
    ['a payload that is no JSON', signStatement({ payload: "{'actor'", signer })],
    ['a payload that is a list', signStatement({ payload: [statement], signer })],
    ['another statement', signStatement({ payload: { ...statement, result: {} }, signer })],
    [
      'another id',
      signStatement({ payload: { ...statement, id: '00000000-0000-4000-8000-000000000000' }, signer }),
    ],
    [
      'a key whose exponent takes long',
      signStatement({
        header: { alg: 'RS256', x5c: [certificateOf(3072, 3064)] },
        payload: statement,
        signer,
      }),
    ],
    [
      'a key whose modulus takes long',
      signStatement({ header: { alg: 'RS256', x5c: [certificateOf(8200, 24)] }, payload: statement, signer }),
    ],
    ['the certificate of another', signStatement({ header: withChain, payload: statement, signer: other })],
    [
      'a hash other than it names',
      signStatement({ header: withChain, payload: statement, signer, hash: 'sha512' }),
    ],
    [
      'a certificate that is none',
      signStatement({ header: { alg: 'RS256', x5c: ['AAAA'] }, payload: statement, signer }),
    ],
    [
      'no certificate in its chain',
      signStatement({ header: { alg: 'RS256', x5c: [] }, payload: statement, signer }),
    ],
    [
      'a chain that is null',
      signStatement({ header: { alg: 'RS256', x5c: null }, payload: statement, signer }),
    ],
  ])('refuses %s', (_, jws) => {
    expect(checkSignature(signed, jws, '1.0.3')).toMatchObject({ path: '$' });
  });

  describe('of a body', () => {
    const jwsOf = (name: string) =>
      signStatement({ header: { alg: 'RS256', name }, payload: statement, signer });
    const manyOf = (count: number, of: () => object, name = (i: number) => `${i}`) => {
      const check = makeCheckSignature('1.0.3');
      return Array.from({ length: count }, (_, i) => check(of() as typeof signed, jwsOf(name(i))));
    };

    it('looks once at one that a statement names often', () => {
      const check = makeCheckSignature('1.0.3');
      const jws = jwsOf('often');
      for (let named = 0; named < 200; named++) expect(check(signed, jws)).toBeUndefined();
    });

    it('looks at a hundred, of four signers a statement, and a mebibyte', () => {
      const one = () => signed;
      const each = () => ({ ...signed });
      expect(manyOf(5, one)).toEqual([...Array<undefined>(4), 'too-much']);
      expect(manyOf(101, each)).toEqual([...Array<undefined>(100), 'too-much']);
      const long = 'x'.repeat(400_000);
      expect(manyOf(2, each, () => long)).toEqual([undefined, 'too-much']);
    });
  });
});
