import fc, { type Arbitrary } from 'fast-check';

import { isObject, type JsonObject } from '../src/validation/structure.ts';

type Path = readonly (string | number)[];

interface Place {
  path: Path;
  value: unknown;
  /** Inside an extension, where anything goes. */
  free: boolean;
}

/** Every value within a statement. */
function placesOf(value: unknown, path: Path = [], free = false): Place[] {
  const inner = Array.isArray(value)
    ? value.flatMap((element, index) => placesOf(element, [...path, index], free))
    : isObject(value)
      ? Object.entries(value).flatMap(([key, part]) =>
          placesOf(part, [...path, key], free || path.at(-1) === 'extensions'),
        )
      : [];
  return [{ path, value, free }, ...inner];
}

/** A copy with another value at a place; undefined takes the place away. */
function changed(value: unknown, path: Path, to: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return to;
  if (Array.isArray(value))
    return value.map((element, index) => (index === key ? changed(element, rest, to) : element) as unknown);
  const entries = Object.entries(value as JsonObject).map(
    ([name, part]) => [name, name === key ? changed(part, rest, to) : part] as const,
  );
  return Object.fromEntries(entries.filter(([, part]) => part !== undefined));
}

/** Whose text has a format, wherever it stands. */
const FORMATTED = new Set([
  'mbox',
  'mbox_sha1sum',
  'openid',
  'homePage',
  'type',
  'moreInfo',
  'usageType',
  'fileUrl',
  'sha2',
  'contentType',
  'timestamp',
  'stored',
  'registration',
  'language',
  'duration',
  'objectType',
  'interactionType',
  'version',
]);
/** Whose parents cannot be without them. */
const REQUIRED = new Set([
  'actor',
  'verb',
  'object',
  'homePage',
  'usageType',
  'contentType',
  'length',
  'sha2',
  'agent',
  'group',
  'id',
]);

const wrongKind = (value: unknown): unknown =>
  typeof value === 'string' ? 1 : typeof value === 'number' ? String(value) : 'wrong';

interface Mutation {
  name: string;
  /** Where it can be done. */
  fits: (place: Place) => boolean;
  to: (value: unknown) => unknown;
}

const keyOf = ({ path }: Place): string | number | undefined => path.at(-1);

/** Each makes of any valid statement one that no version takes. */
const FORBIDDEN: readonly Mutation[] = [
  { name: 'null', fits: () => true, to: () => null },
  { name: 'another kind of value', fits: () => true, to: wrongKind },
  {
    name: 'a property that there is not',
    fits: ({ value }) => isObject(value),
    to: (value) => ({ ...(value as JsonObject), 'not allowed': 1 }),
  },
  {
    name: 'a key of the prototype',
    fits: ({ value }) => isObject(value),
    to: (value) =>
      JSON.parse(
        JSON.stringify(value).replace(/^\{/, '{"__proto__":{"mbox":1},').replace(',}', '}'),
      ) as unknown,
  },
  {
    name: 'an empty text in place of a formatted one',
    fits: (place) => typeof place.value === 'string' && FORMATTED.has(String(keyOf(place))),
    to: () => '',
  },
  {
    name: 'a formatted text with a line end',
    fits: (place) => typeof place.value === 'string' && FORMATTED.has(String(keyOf(place))),
    to: (value) => `${String(value)}\n`,
  },
  {
    name: 'a required property taken away',
    // A statement alone may be without its id.
    fits: ({ path }) => REQUIRED.has(String(path.at(-1))) && !(path.length === 1 && path[0] === 'id'),
    to: () => undefined,
  },
  {
    name: 'properties in capitals',
    fits: ({ path, value }) =>
      isObject(value) &&
      Object.keys(value).length > 0 &&
      !/^(name|description|display|extensions)$/.test(String(path.at(-1))),
    to: (value) =>
      Object.fromEntries(Object.entries(value as JsonObject).map(([key, part]) => [key.toUpperCase(), part])),
  },
];

/** A forbidden change of a statement at a place where it can be done, with its name. */
export const forbidden = (statement: JsonObject): Arbitrary<{ name: string; statement: unknown }> => {
  const places = placesOf(statement).filter(({ free }) => !free);
  const possible = FORBIDDEN.flatMap((mutation) => {
    const fitting = places.filter((place) => mutation.fits(place));
    return fitting.length === 0 ? [] : [{ mutation, fitting }];
  });
  return fc
    .constantFrom(...possible)
    .chain(({ mutation: { name, to }, fitting }) =>
      fc
        .constantFrom(...fitting)
        .map(({ path, value }) => ({ name, statement: changed(statement, path, to(value)) })),
    );
};

/** Any JSON at any place. */
export const anyValueSomewhere = (statement: JsonObject): Arbitrary<unknown> =>
  fc
    .tuple(fc.constantFrom(...placesOf(statement)), fc.jsonValue())
    .map(([{ path }, to]) => changed(statement, path, to));

/** Bytes changed, taken away, doubled or put in. */
export const anyBytesSomewhere = (bytes: Uint8Array): Arbitrary<Buffer> =>
  fc
    .array(
      fc.record({
        at: fc.nat(bytes.length),
        away: fc.oneof(fc.constant(0), fc.constant(1), fc.nat(40)),
        put: fc.oneof(
          fc.uint8Array({ maxLength: 3 }).map((some) => Buffer.from(some)),
          fc
            .constantFrom(
              '"',
              '{',
              '}',
              '[',
              ']',
              ',',
              ':',
              '\\',
              '\\u0000',
              '\\ud800',
              '1e999',
              'null',
              '-00:00',
              '__proto__',
              '\r\n',
            )
            .map((some) => Buffer.from(some)),
        ),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((edits) =>
      edits.reduce(
        (text, { at, away, put }) => Buffer.concat([text.subarray(0, at), put, text.subarray(at + away)]),
        Buffer.from(bytes),
      ),
    );
