import fc from 'fast-check';
import { boundsRule, measureJson, type JsonBounds } from './json-bounds.ts';

const BOUNDS: JsonBounds = { depth: 5, values: 20, entries: 8 };
const listOf = (entry: string, count: number): string => `[${Array(count).fill(entry).join(',')}]`;
const verdictOn = (text: string, over: Partial<JsonBounds> = {}) => measureJson(text, { ...BOUNDS, ...over });

/** What a value has, counted in the value itself. */
function sizeOf(value: unknown): { values: number; widest: number; depth: number; members: number } {
  if (typeof value !== 'object' || value === null) return { values: 1, widest: 0, depth: 0, members: 0 };
  const inner = Object.values(value).map(sizeOf);
  const sum = (of: 'values' | 'members') => inner.reduce((total, size) => total + size[of], 0);
  return {
    values: 1 + sum('values'),
    widest: Math.max(inner.length, ...inner.map(({ widest }) => widest)),
    depth: 1 + Math.max(0, ...inner.map(({ depth }) => depth)),
    members: sum('members') + (Array.isArray(value) ? 0 : inner.length),
  };
}

describe('the measure of a text of JSON', () => {
  it.each([
    ['a list of as many entries as may be', listOf('1', 8), undefined],
    ['one entry more', listOf('1', 9), 'entries'],
    [
      'an object of too many members',
      `{${Array.from({ length: 9 }, (_, at) => `"${at}":1`).join(',')}}`,
      'entries',
    ],
    ['the same member many times', `{${Array(9).fill('"a":1').join(',')}}`, 'entries'],
    ['too many values in small lists', listOf(listOf('1', 7), 4), 'values'],
    ['empty objects', listOf('{}', 9), 'entries'],
    ['lists as deep as may be', '[[[[[]]]]]', undefined],
    ['lists one deeper', '[[[[[[]]]]]]', 'depth'],
    ['objects one deeper', `${'{"a":'.repeat(6)}1${'}'.repeat(6)}`, 'depth'],
    ['lists that never close', '['.repeat(1_000_000), 'depth'],
    ['ends without beginning', ']'.repeat(1_000), undefined],
    ['a text full of signs', JSON.stringify('[{,:"\\'.repeat(1_000)), undefined],
    ['a text that never ends', `"${','.repeat(1_000)}`, undefined],
    ['a text that ends in a backslash', `["a\\\\",${Array(9).fill('1').join(',')}]`, 'entries'],
  ])('of %s', (_what, text, over) => {
    const measured = verdictOn(text);
    expect(measured.ok ? undefined : measured.over).toBe(over);
  });

  it('counts no less than there is, and no more than once again what there is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = JSON.stringify(value);
        const { values, widest, depth, members } = sizeOf(JSON.parse(text));
        const roomy = { depth: depth + 1, values: 2 * values + 1, entries: widest + 1 };
        expect(measureJson(text, roomy)).toEqual({ ok: true, members });
        if (depth > 0) expect(measureJson(text, { ...roomy, depth: depth - 1 }).ok).toBe(false);
        if (values > 1) expect(measureJson(text, { ...roomy, values: values - 1 }).ok).toBe(false);
        if (widest > 1) expect(measureJson(text, { ...roomy, entries: widest - 1 }).ok).toBe(false);
      }),
    );
  });

  it('is told with its bound', () => {
    expect(boundsRule('entries', BOUNDS)).toContain('8');
    expect(boundsRule('values', BOUNDS)).toContain('20');
    expect(boundsRule('depth', BOUNDS)).toContain('5');
  });
});
