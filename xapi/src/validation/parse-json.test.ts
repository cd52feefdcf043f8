import { parseJson } from './parse-json.ts';

const parse = (text: string | Buffer) => parseJson(Buffer.from(text as string));

const nested = (open: string, close: string, depth: number): string =>
  open.repeat(depth) + close.repeat(depth);

describe('parseJson', () => {
  it.each(['null', '1', '"x"', '[]', '{"a":[1,{"b":"\\u00e9 :{["}]}', ' {"a": "\\\\\\"" , "b":"}"} '])(
    'reads %s',
    (text) => {
      expect(parse(text)).toEqual({ ok: true, value: JSON.parse(text) as unknown, text });
    },
  );

  it.each([
    ['nothing', '', '$'],
    ['half an object', '{"a":', '$'],
    ['two values', '{} {}', '$'],
    ['a comma at the end', '[1,]', '$'],
    ['NaN', '[NaN]', '$'],
    ['bytes that are not UTF-8', Buffer.from([0x22, 0xc3, 0x28, 0x22]), '$'],
    ['a surrogate in UTF-8', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), '$'],
    ['half a surrogate pair', '{"a":["\\ud800x"]}', '$.a[0]'],
    ['half a surrogate pair in a key', '{"\\udc00":1}', '$["\\udc00"]'],
    ['NUL', '{"a b":"\\u0000"}', '$["a b"]'],
    ['a bare control character', '"\u0001"', '$'],
    ['a number beyond a double', '{"a":[1e999]}', '$.a[0]'],
    ['a number below all doubles', '-1e999', '$'],
    ['a property twice', '{"a":[{"b":[",",{}]},{"b":{"c":1},"c":2,"b":1}]}', '$.a[1].b'],
    ['a property twice by an escape', '{"a":1,"\\u0061":1}', '$.a'],
    ['lists without end', nested('[', ']', 1_000_000), '$'],
    ['objects without end', `${'{"a":'.repeat(500_000)}1${'}'.repeat(500_000)}`, '$'],
    ['lists without end that never close', '['.repeat(1_000_000), '$'],
  ])('refuses %s', (_, text, path) => {
    expect(parse(text)).toMatchObject({ ok: false, fault: { path } });
  });

  it('nests as deep as a statement may need', () => {
    expect(parse(nested('[', ']', 100)).ok).toBe(true);
    expect(parse(nested('[', ']', 101)).ok).toBe(false);
  });

  it('takes whole characters written as a pair of escapes', () => {
    expect(parse('"\\ud83d\\ude00 \\\\u0000"')).toMatchObject({ value: '😀 \\u0000' });
  });

  it('passes over a byte order mark', () => {
    expect(parse('\ufeff{}')).toEqual({ ok: true, value: {}, text: '{}' });
  });

  it('keeps keys that name a prototype as they are and touches none', () => {
    const parsed = parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}');
    expect(parsed.ok && Object.keys(parsed.value as object)).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('says where a text ceases to be JSON', () => {
    expect(parse('{"a" 1}')).toMatchObject({
      fault: { rule: expect.stringContaining('position 5') as string },
    });
  });
});
