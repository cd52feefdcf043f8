import { isSameMediaType, parseMediaType } from './media-type.ts';

describe('parseMediaType', () => {
  it.each([
    ['application/json', 'application/json', {}],
    ['Text/Plain; Charset=utf-8', 'text/plain', { charset: 'utf-8' }],
    ['multipart/mixed; boundary="a b:\\"c"', 'multipart/mixed', { boundary: 'a b:"c' }],
    ['multipart/mixed;boundary=-------314159', 'multipart/mixed', { boundary: '-------314159' }],
    ["multipart/mixed; boundary=abc'()+_,-./:=?", 'multipart/mixed', { boundary: "abc'()+_,-./:=?" }],
    ['multipart/mixed;', 'multipart/mixed', {}],
    ['a/b ; c=d ; e="f"', 'a/b', { c: 'd', e: 'f' }],
  ])('reads %s', (header, type, parameters) => {
    const parsed = parseMediaType(header);
    expect(parsed?.type).toBe(type);
    expect(Object.fromEntries(parsed?.parameters ?? [])).toEqual(parameters);
  });

  it.each([
    '',
    'text',
    'text/',
    '/plain',
    'text/plain text',
    'a/b; c',
    'a/b; c="d',
    'a/b; c=\r\nd',
    'a/b; c="\n"',
  ])('knows no type in %j', (header) => {
    expect(parseMediaType(header)).toBeUndefined();
  });
});

describe('isSameMediaType', () => {
  it.each([
    ['text/plain', 'TEXT/PLAIN', true],
    ['a/b;x=1;y=2', 'a/b; y=2; x="1"', true],
    ['text/plain', 'text/plain; charset=utf-8', false],
    ['text/plain', 'text/html', false],
    ['text/plain', 'nonsense', false],
  ])('%s and %s: %s', (a, b, same) => {
    expect(isSameMediaType(a, b)).toBe(same);
  });
});
