import type { BSONRegExp } from 'bson';
import { bsonTypeOf } from '../bson/values.ts';
import { CommandError } from '../errors.ts';

export const isRegex = (value: unknown): boolean =>
  value instanceof RegExp || bsonTypeOf(value) === 'BSONRegExp';

function partsOf(value: unknown): { pattern: string; options: string } {
  if (value instanceof RegExp) return { pattern: value.source, options: value.flags };
  if (bsonTypeOf(value) === 'BSONRegExp') return value as BSONRegExp;
  if (typeof value === 'string') return { pattern: value, options: '' };
  throw new CommandError(2, '$regex has to be a string');
}

/** PCRE's `x` option: white space and comments in the pattern do not count. */
const withoutComments = (pattern: string): string =>
  pattern.replace(/\\.|\[(?:\\.|[^\]])*\]|#.*$|\s+/gm, (found) => (/^[\\[]/.test(found) ? found : ''));

/** A stored or queried regular expression as one of JavaScript's, without state between tests. */
export function toRegExp(value: unknown, options?: string): RegExp {
  const given = partsOf(value);
  let pattern = given.pattern;
  const flags = new Set((options ?? given.options).replace(/[gly]/g, ''));
  if (flags.delete('x')) pattern = withoutComments(pattern);
  const inline = /^\(\?([ims]+)\)/.exec(pattern);
  if (inline) {
    pattern = pattern.slice(inline[0].length);
    for (const flag of inline[1] ?? '') flags.add(flag);
  }
  try {
    return new RegExp(pattern, [...flags].join(''));
  } catch (error) {
    throw new CommandError(51091, `Regular expression is invalid: ${String(error)}`);
  }
}

/** The literal text a pattern must begin with, for an index range; undefined when there is none. */
export function literalPrefix(regex: unknown): string | undefined {
  const { pattern, options } = partsOf(regex);
  if (options !== '' || pattern.includes('|')) return undefined;
  const literal = /^\^([\p{L}\p{N} _:/@-]+)(.?)/u.exec(pattern);
  if (!literal?.[1]) return undefined;
  return /[*?{+]/.test(literal[2] ?? '') ? literal[1].slice(0, -1) || undefined : literal[1];
}
