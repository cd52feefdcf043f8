import { createHash } from 'node:crypto';

import { aStatement, aSubStatement } from '../../test/a-statement.ts';
import { makeSigner, signStatement } from '../../test/sign-statement.ts';
import type { JsonObject } from '../validation/structure.ts';

import { SIGNATURE } from './attached.ts';
import { receiveStatements } from './receive-statements.ts';

const TEXT = Buffer.from('Xin chào\r\n--b?\u0000', 'utf8');
const IMAGE = Buffer.from([0xff, 0xd8, 0x0d, 0x0a, 0x00]);
const hashOf = (content: Buffer, algorithm = 'sha256') => createHash(algorithm).update(content).digest('hex');

const aNote = (content: Buffer, change: JsonObject = {}): JsonObject => ({
  usageType: 'http://example.com/usage',
  display: { vi: 'Tệp' },
  contentType: 'text/plain',
  length: content.length,
  sha2: hashOf(content),
  ...change,
});

const aPart = (
  content: Buffer,
  change: Record<string, string | undefined> = {},
): [Record<string, string | undefined>, Buffer] => [
  {
    'Content-Type': 'text/plain',
    'Content-Transfer-Encoding': 'binary',
    'X-Experience-API-Hash': hashOf(content),
    ...change,
  },
  content,
];

function multipart(
  json: unknown,
  parts: ReturnType<typeof aPart>[],
  first: string | undefined = 'application/json',
): Buffer {
  const all: ReturnType<typeof aPart>[] = [
    [{ 'Content-Type': first }, Buffer.from(JSON.stringify(json))],
    ...parts,
  ];
  const chunks = all.flatMap(([headers, content]) => {
    const lines = Object.entries(headers)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `${name}:${value ?? ''}\r\n`);
    return [Buffer.from(`--b\r\n${lines.join('')}\r\n`), content, Buffer.from('\r\n')];
  });
  return Buffer.concat([...chunks, Buffer.from('--b--')]);
}

const receive = async (
  body: Buffer | string,
  contentType: string | undefined = 'multipart/mixed; boundary=b',
  version: '1.0.3' | '2.0.0' = '1.0.3',
) => {
  const result = await receiveStatements({ body: Buffer.from(body as string), contentType, version });
  return result.ok ? result.received : result.fault;
};
const receiveJson = (value: unknown) => receive(JSON.stringify(value), 'application/json; charset=utf-8');

const withFile = aStatement({ attachments: [aNote(TEXT)] });

describe('receiveStatements', () => {
  it('takes one statement, or a list, with their text', async () => {
    const statement = aStatement();
    const text = JSON.stringify(statement);
    expect(await receiveJson(statement)).toEqual({
      statements: [statement],
      text,
      single: true,
      attachments: [],
    });
    expect(await receiveJson([statement])).toMatchObject({ statements: [statement], single: false });
    expect(await receiveJson([])).toMatchObject({ statements: [], single: false });
  });

  it.each([
    undefined,
    '',
    'text/plain',
    'multipart/form-data; boundary=b',
    'application/x-www-form-urlencoded',
    'nonsense',
  ])('refuses a body of type %s', async (type) => {
    expect(await receive(multipart(aStatement(), []), type ?? '')).toMatchObject({ path: '$' });
  });

  it.each([
    ['the fault of one', { ...aStatement(), verb: {} }, '$.verb.id'],
    ['the fault of one in a list', [aStatement(), { ...aStatement(), verb: {} }], '$[1].verb.id'],
    ['what is no statement in a list', [aStatement(), [aStatement()]], '$[1]'],
    ['text in place of a statement', 'x', '$'],
    ['a data file that is nowhere', withFile, '$.attachments[0]'],
    [
      'a file of a substatement that is nowhere',
      [aStatement({ object: aSubStatement({ attachments: [aNote(TEXT)] }) })],
      '$[0].object.attachments[0]',
    ],
    [
      'one id twice',
      ['7ccd3322-e1a5-411a-a67d-6a735c76f119', '7CCD3322-E1A5-411A-A67D-6A735C76F119'].map((id) =>
        aStatement({ id }),
      ),
      '$[1].id',
    ],
  ])('names %s', async (_, value, path) => {
    expect(await receiveJson(value)).toMatchObject({ path });
  });

  it('lets others run while it looks at thousands', async () => {
    const statements = Array.from({ length: 9_000 }, () => aStatement());
    const text = JSON.stringify([...statements, 'none']);
    let isOver = false;
    const over = receive(text, 'application/json').then((fault) => {
      isOver = true;
      return fault;
    });
    await new Promise(setImmediate);
    expect(isOver).toBe(false);
    expect(await over).toMatchObject({ path: '$[9000]' });
  });

  it('takes attachments that are elsewhere as application/json', async () => {
    const attachments = [aNote(TEXT, { fileUrl: 'https://x.vn/a' })];
    expect(await receiveJson(aStatement({ attachments }))).toMatchObject({ attachments: [] });
  });

  it('brings parts and statements together by hash', async () => {
    const body = multipart(
      [
        aStatement({
          attachments: [aNote(IMAGE, { contentType: 'image/jpeg', sha2: hashOf(IMAGE).toUpperCase() })],
        }),
        aStatement({ object: aSubStatement({ attachments: [aNote(TEXT)] }) }),
        aStatement({ attachments: [aNote(TEXT), aNote(IMAGE, { contentType: 'image/jpeg' })] }),
      ],
      [aPart(TEXT), aPart(IMAGE, { 'Content-Type': undefined })],
    );
    expect(await receive(body)).toMatchObject({
      attachments: [
        { sha2: hashOf(IMAGE), contentType: 'image/jpeg', content: IMAGE },
        { sha2: hashOf(TEXT), contentType: 'text/plain', content: TEXT },
      ],
    });
  });

  it.each(['sha224', 'sha256', 'sha384', 'sha512'])('knows %s', async (algorithm) => {
    const sha2 = hashOf(TEXT, algorithm);
    const body = multipart(aStatement({ attachments: [aNote(TEXT, { sha2 })] }), [
      aPart(TEXT, { 'X-Experience-API-Hash': sha2 }),
    ]);
    expect(await receive(body)).toMatchObject({ attachments: [{ sha2 }] });
  });

  it('takes multipart without attachments, and with such as are elsewhere', async () => {
    expect(await receive(multipart(aStatement(), []))).toMatchObject({ attachments: [] });
    const attachments = [aNote(TEXT, { fileUrl: 'https://x.vn/a' })];
    expect(await receive(multipart(aStatement({ attachments }), []))).toMatchObject({ attachments: [] });
  });

  it.each([
    ['a first part that is no JSON by its type', multipart(withFile, [aPart(TEXT)], 'text/plain')],
    ['a first part without type', multipart(withFile, [aPart(TEXT)], '')],
    ['no parts', Buffer.from('--b--')],
    ['a part that no statement has', multipart(withFile, [aPart(TEXT), aPart(IMAGE)])],
    ['a part without statements', multipart(aStatement(), [aPart(TEXT)])],
    [
      'a second part of JSON',
      multipart(withFile, [[{ 'Content-Type': 'application/json' }, TEXT], aPart(TEXT)]),
    ],
    [
      'a file without its part',
      multipart(aStatement({ attachments: [aNote(TEXT), aNote(IMAGE)] }), [aPart(TEXT)]),
    ],
    ['a part without hash', multipart(withFile, [aPart(TEXT, { 'X-Experience-API-Hash': undefined })])],
    ['a hash that is none', multipart(withFile, [aPart(TEXT, { 'X-Experience-API-Hash': 'abc' })])],
    [
      'a hash of something else',
      multipart(withFile, [aPart(TEXT, { 'X-Experience-API-Hash': hashOf(IMAGE) })]),
    ],
    ['a content other than its hash', multipart(withFile, [[aPart(TEXT)[0], IMAGE]])],
    ['another encoding', multipart(withFile, [aPart(TEXT, { 'Content-Transfer-Encoding': 'base64' })])],
    ['no encoding', multipart(withFile, [aPart(TEXT, { 'Content-Transfer-Encoding': undefined })])],
    ['another type', multipart(withFile, [aPart(TEXT, { 'Content-Type': 'text/html' })])],
    ['statements that are no JSON', Buffer.from('--b\r\nContent-Type: application/json\r\n\r\n{\r\n--b--')],
  ])('refuses %s', async (_, body) => {
    expect(await receive(body)).toMatchObject({ rule: expect.any(String) as string });
  });

  describe('with a signature', () => {
    const signer = makeSigner();
    const jws = signStatement({ payload: aStatement(), signer });
    const noteOf = (content: Buffer, change: JsonObject = {}) =>
      aNote(content, { usageType: SIGNATURE, contentType: 'application/octet-stream', ...change });
    const partOf = (content: Buffer, type = 'application/octet-stream') =>
      aPart(content, { 'Content-Type': type });

    it('takes one that is made of the statement', async () => {
      const body = multipart(aStatement({ attachments: [noteOf(jws)] }), [partOf(jws)]);
      expect(await receive(body)).toMatchObject({ attachments: [{ content: jws }] });
    });

    it('takes no more of them than are looked at, and says so', async () => {
      const many = ['1', '2', '3', '4', '5'].map((name) =>
        signStatement({ header: { alg: 'RS256', name }, payload: aStatement(), signer }),
      );
      const statement = aStatement({ attachments: many.map((each) => noteOf(each)) });
      const result = await receive(
        multipart(
          statement,
          many.map((each) => partOf(each)),
        ),
      );
      expect(result).toMatchObject({ rule: expect.stringContaining('a statement 4') as string });
    });

    const broken = signStatement({ payload: aStatement({ result: {} }), signer });
    it.each([
      [
        'made of another statement',
        multipart(aStatement({ attachments: [noteOf(broken)] }), [partOf(broken)]),
      ],
      [
        'of another type',
        multipart(aStatement({ attachments: [noteOf(jws, { contentType: 'text/plain' })] }), [
          partOf(jws, 'text/plain'),
        ]),
      ],
      [
        'that is elsewhere',
        multipart(aStatement({ attachments: [noteOf(jws, { fileUrl: 'https://x.vn/a' })] }), []),
      ],
    ])('refuses one %s', async (_, body) => {
      expect(await receive(body)).toMatchObject({ path: '$.attachments[0]' });
    });
  });
});
