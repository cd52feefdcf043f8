import { parseMultipart, type Part } from './parse-multipart.ts';
import { writeMultipart } from './write-multipart.ts';

const TYPE = 'multipart/mixed; boundary=b';
const lines = (...parts: string[]): Buffer => Buffer.from(parts.join('\r\n'), 'latin1');
const shown = ({ headers, content }: Part) => [Object.fromEntries(headers), content.toString('latin1')];
const parse = (body: Buffer, type = TYPE) => {
  const parsed = parseMultipart(body, type);
  return parsed.ok ? parsed.parts.map(shown) : parsed.fault.rule;
};

describe('parseMultipart', () => {
  it.each([
    ['one part', lines('--b', 'A: 1', '', 'x', '--b--'), [[{ a: '1' }, 'x']]],
    [
      'two parts',
      lines('--b', 'A:1', '', 'x', '--b', '', 'y', '--b--', ''),
      [
        [{ a: '1' }, 'x'],
        [{}, 'y'],
      ],
    ],
    ['a preamble and an epilogue', lines('hello', '--b', '', 'x', '--b--', 'bye', '--b'), [[{}, 'x']]],
    ['an empty line first', lines('', '--b', '', 'x', '--b--'), [[{}, 'x']]],
    ['blanks after the boundary', lines('--b \t', '', 'x', '--b-- ', ''), [[{}, 'x']]],
    [
      'a longer line that begins like the boundary',
      lines('--b', '', 'x', '--bc', '--b--'),
      [[{}, 'x\r\n--bc']],
    ],
    ['the boundary within a line', lines('--b', '', 'x--b', '--b--'), [[{}, 'x--b']]],
    ['a bare line feed before the boundary', lines('--b', '', 'x\n--b', '--b--'), [[{}, 'x\n--b']]],
    ['line ends at the ends of the content', lines('--b', '', '', 'x', '', '--b--'), [[{}, '\r\nx\r\n']]],
    ['bytes of all kinds', lines('--b', '', '\u0000\u00ff\r\u0080', '--b--'), [[{}, '\u0000\u00ff\r\u0080']]],
    [
      'empty contents',
      lines('--b', 'A: 1', '', '', '--b', 'B: 2', '', '--b--'),
      [
        [{ a: '1' }, ''],
        [{ b: '2' }, ''],
      ],
    ],
    ['a folded header', lines('--b', 'A: 1;', '  x', '', 'x', '--b--'), [[{ a: '1; x' }, 'x']]],
    ['a header without value', lines('--b', 'A:', '', 'x', '--b--'), [[{ a: '' }, 'x']]],
    ['no parts', lines('--b--'), []],
  ])('reads %s', (_, body, parts) => {
    expect(parse(body)).toEqual(parts);
  });

  it('takes a boundary in quotes', () => {
    const type = `multipart/mixed; charset=x; Boundary="abc'()+_,-./:=? z"`;
    expect(parse(lines(`--abc'()+_,-./:=? z`, '', 'x', `--abc'()+_,-./:=? z--`), type)).toEqual([[{}, 'x']]);
  });

  it.each([
    ['no boundary in its type', lines('--b', '', 'x', '--b--'), 'multipart/mixed;'],
    ['an empty boundary', lines('--', '', 'x', '----'), 'multipart/mixed; boundary=""'],
    [
      'a boundary that is too long',
      lines('--b', '', 'x', '--b--'),
      `multipart/mixed; boundary=${'b'.repeat(71)}`,
    ],
    ['a boundary of other characters', lines('--b*', '', 'x', '--b*--'), 'multipart/mixed; boundary=b*'],
    ['no boundary in it', lines('x'), TYPE],
    ['nothing in it', Buffer.alloc(0), TYPE],
    ['another boundary', lines('--c', '', 'x', '--c--'), TYPE],
    ['no end', lines('--b', '', 'x'), TYPE],
    ['an end that is cut', lines('--b', '', 'x', '--b-'), TYPE],
    ['a line among its headers that is none', lines('--b', 'A: 1', 'hello', '', 'x', '--b--'), TYPE],
    ['a header twice', lines('--b', 'A: 1', 'a: 2', '', 'x', '--b--'), TYPE],
    ['bare line feeds', Buffer.from('--b\nA: 1\n\nx\n--b--\n'), TYPE],
  ])('refuses a body with %s', (_, body, type) => {
    expect(parse(body, type)).toEqual(expect.any(String));
  });

  it('looks for the boundary at the beginnings of lines only', () => {
    const type = 'multipart/mixed; boundary="-"';
    const dashes = '-'.repeat(100);
    expect(parse(lines('---', '', dashes, '---', '', 'x', '-----', ''), type)).toEqual([
      [{}, dashes],
      [{}, 'x'],
    ]);
    const looked = jest.spyOn(Buffer.prototype, 'indexOf');
    expect(parse(Buffer.alloc(100_000, '-'), type)).toEqual(expect.any(String));
    expect(looked.mock.calls.length).toBeLessThan(10);
    looked.mockRestore();
  });

  it('reads ten thousand parts, and no more', () => {
    const body = (parts: number) => Buffer.from(`${'--b\r\n\r\n\r\n'.repeat(parts)}--b--`);
    expect(parse(body(10_000))).toHaveLength(10_000);
    expect(parse(body(10_001))).toBe('a body has at most 10000 parts');
  });
});

describe('writeMultipart', () => {
  it('writes what parseMultipart reads', async () => {
    const content = Buffer.from(Array.from({ length: 512 }, (_, byte) => byte % 256));
    const sha2 = 'a'.repeat(64);
    const { contentType, body } = writeMultipart('{"statements":[]}', [
      { sha2, contentType: 'image/png', content },
      { sha2: 'b', contentType: 'text/plain', content: Buffer.alloc(0) },
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of body) chunks.push(Buffer.from(chunk as string));
    expect(parse(Buffer.concat(chunks), contentType)).toEqual([
      [{ 'content-type': 'application/json' }, '{"statements":[]}'],
      [
        { 'content-type': 'image/png', 'content-transfer-encoding': 'binary', 'x-experience-api-hash': sha2 },
        content.toString('latin1'),
      ],
      [
        { 'content-type': 'text/plain', 'content-transfer-encoding': 'binary', 'x-experience-api-hash': 'b' },
        '',
      ],
    ]);
  });
});
