import fc from 'fast-check';
import { readLongList, type ListPlace } from './long-list.rules.ts';

const MEMBERS: ListPlace = { member: 'members' };

/** What is read of a text: its value, with the list back in its place; `undefined` where it is no JSON or has no list. */
function whole(text: string, place: ListPlace): unknown {
  let read: ReturnType<typeof readLongList>;
  try {
    read = readLongList(text, place);
  } catch {
    return undefined;
  }
  if (!read) return undefined;
  const entries = [...read.list.slices()].flat();
  expect(read.list.length).toBe(entries.length);
  if (place === 'itself') return entries;
  return { ...(read.value as object), [place.member]: entries };
}

/** The same by `JSON.parse`, all at once. */
function parsed(text: string, place: ListPlace): unknown {
  try {
    const value = JSON.parse(text) as Record<string, unknown> | unknown[] | null;
    const list =
      place === 'itself' || value === null ? value : (value as Record<string, unknown>)[place.member];
    return Array.isArray(list) && Array.isArray(value) === (place === 'itself') ? value : undefined;
  } catch {
    return undefined;
  }
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

it.each([
  '[]',
  ' [ ] ',
  '[,]',
  '[1,]',
  `[${numbers(200).join(',')},]`,
  `[${numbers(200).join(',')}`,
  `[${numbers(200).join(',')}}`,
  `[${numbers(400).join(',')},,1]`,
  `[${numbers(200).join(',')}]]`,
  '[1] 2',
  '{"members":[1]}',
  'null',
  '"[1,2]"',
  '',
])('a text is a list, or none, as it is for JSON.parse: %#', (text) => {
  expect(whole(text, 'itself')).toEqual(parsed(text, 'itself'));
});

it.each([
  '{"members":[]}',
  '{"a":{"members":[1]},"members" : [2, "]", {"members":[3]}],"z":1}',
  '{"m\\u0065mbers":[1]}',
  '{"members":[1],"members":[2]}',
  '{"members":[1],"members":null}',
  '{"members":"[1]"}',
  '{"a":"members","b":[1]}',
  '{"a":{"members":[1]}}',
  '{"members":[1}',
  '{"members":[1],}',
  '{"members":[1]',
  '{"members":[{]}]}',
  '{"members"[1]}',
  '{members:[1]}',
  '[{"members":[1]}]',
  '"members":[1]',
])('a member is a list, or none, as it is for JSON.parse: %s', (text) => {
  expect(whole(text, MEMBERS)).toEqual(parsed(text, MEMBERS));
});

const entries = fc
  .array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 5 })
  .chain((some) => fc.nat(450).map((count) => numbers(count).map((at) => some[at % some.length] ?? null)));
const objects = fc
  .tuple(entries, fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { noNullPrototype: true }))
  .map(([members, others]) => JSON.stringify({ ...others, members, more: { members: [1] } }));

it('is what JSON.parse makes of any list, and of any text that something was done to', () => {
  const texts = fc.tuple(
    fc.oneof(
      entries.map((list) => JSON.stringify(list)),
      objects,
    ),
    fc.nat(),
    fc.string(),
  );
  fc.assert(
    fc.property(texts, ([text, at, put]) => {
      const cut = at % (text.length + 1);
      const changed = `${text.slice(0, cut)}${put}${text.slice(cut + (at % 3))}`;
      for (const one of [text, changed])
        for (const place of ['itself', MEMBERS] as const)
          expect(whole(one, place)).toEqual(parsed(one, place));
    }),
  );
});

it.each([
  `{"${'x'.repeat(1_000_000)}"${':'.repeat(1_000_000)}`,
  '{"members":['.repeat(100_000),
  `{${'"members":[}'.repeat(100_000)}`,
])('comes to an end in what is no JSON: %#', (text) => {
  expect(whole(text, MEMBERS)).toBeUndefined();
});

it('is built some at a time', () => {
  const text = JSON.stringify({ members: numbers(1_000) });
  const slices = [...readLongList(text, MEMBERS)!.list.slices()];
  expect(slices.map(({ length }) => length)).toEqual([200, 200, 200, 200, 200]);
});
