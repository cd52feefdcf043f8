import { BSONRegExp } from 'bson';
import { bsonTypeOf } from '../bson/values.ts';
import { CommandError } from '../errors.ts';

export const isRegex = (value: unknown): boolean =>
  value instanceof RegExp || bsonTypeOf(value) === 'BSONRegExp';

function partsOf(value: unknown): { pattern: string; options: string } {
  if (value instanceof RegExp) return { pattern: value.source, options: value.flags };
  if (bsonTypeOf(value) === 'BSONRegExp') {
    const { pattern, options } = value as BSONRegExp;
    return { pattern, options };
  }
  if (typeof value === 'string') return { pattern: value, options: '' };
  throw new CommandError(2, '$regex has to be a string');
}

export const optionsOf = (value: unknown): string => partsOf(value).options;

/** A pattern as it would be stored with these options. */
export function withOptions(value: unknown, options: string | undefined): unknown {
  const { pattern, options: own } = partsOf(value);
  return new BSONRegExp(pattern, options ?? own);
}

/**
 * PCRE's `x` option: white space and comments in the pattern do not count. A class that does not end is read to the
 * end of the pattern, here and below: who looked for its end from each bracket would take the square of the pattern.
 */
const withoutComments = (pattern: string): string =>
  pattern.replace(/\\.|\[(?:\\.|[^\]\\])*\]?|#.*|\s+/g, (found) => (/^[\\[]/.test(found) ? found : ''));

const TOKEN = /\\[pPu]\{[^}]{0,64}\}|\\.|\[(?:\\.|[^\]\\])*\]?|\{\d+(?:,\d*)?\}|[{}]/gsu;

/** What a backslash may stand before in JavaScript's Unicode mode, besides letters and digits. */
const ESCAPABLE = /[\p{L}\p{N}^$\\.*+?()[\]{}|/]/u;

const withoutIdleEscape = (escape: string): string =>
  ESCAPABLE.test(escape.slice(1)) ? escape : escape.slice(1);

/**
 * A pattern of PCRE for JavaScript's Unicode mode, which refuses what it does not know (`\A`, `[[:alpha:]]`) where the
 * mode without it would read something else. It is stricter in two things that PCRE takes literally: a backslash
 * before a sign that needs none, and a brace that begins no count.
 */
const inUnicodeMode = (pattern: string): string =>
  pattern.replace(TOKEN, (token) => {
    if (token === '{' || token === '}') return `\\${token}`;
    if (token.startsWith('\\')) return withoutIdleEscape(token);
    if (!token.startsWith('[')) return token;
    return token.replace(/\\./gsu, (escape) => (escape === '\\-' ? escape : withoutIdleEscape(escape)));
  });

/** A stored or queried regular expression as one of JavaScript's, without state between tests. */
export function toRegExp(value: unknown, options?: string): RegExp {
  const given = partsOf(value);
  let pattern = given.pattern;
  if (pattern.includes('\0')) throw new CommandError(2, 'a regular expression cannot contain a null byte');
  const flags = new Set(options ?? given.options);
  const unknown = [...flags].find((flag) => !'imsxu'.includes(flag));
  if (unknown !== undefined) throw new CommandError(51108, `invalid flag in regex options: ${unknown}`);
  if (flags.delete('x')) pattern = withoutComments(pattern);
  const inline = /^\(\?([ims]+)\)/.exec(pattern);
  if (inline) {
    pattern = pattern.slice(inline[0].length);
    for (const flag of inline[1] ?? '') flags.add(flag);
  }
  flags.add('u');
  try {
    return new RegExp(inUnicodeMode(pattern), [...flags].join(''));
  } catch (error) {
    throw new CommandError(
      51091,
      `Regular expression is invalid, or one of PCRE's own that the embedded store does not support: ${String(error)}`,
    );
  }
}

/** The literal text a pattern must begin with, for an index range; undefined when there is none. */
export function literalPrefix(regex: unknown): string | undefined {
  const { pattern, options } = partsOf(regex);
  if (options !== '' || pattern.includes('|')) return undefined;
  const literal = /^\^([\p{L}\p{N} _:/@-]+)(.?)/u.exec(pattern);
  if (!literal?.[1]) return undefined;
  return /[*?{+]/.test(literal[2] ?? '') ? literal[1].replace(/.$/u, '') || undefined : literal[1];
}
