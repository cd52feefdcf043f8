import fc from 'fast-check';
import { elementSpans, memberSpans } from './json-spans.ts';
import { listContextActivities, openText } from './statement-text.ts';

const spaced = fc.constantFrom('', ' ', '\n', '\t ', '\r\n');

describe('spans of JSON', () => {
  it('finds the elements of any list, however it is written', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.nat(3), spaced, (list, indent, space) => {
        const text = `${space}${JSON.stringify(list, undefined, indent)}${space}`;
        const found = elementSpans(text).map(({ start, end }) => text.slice(start, end));
        expect(found.map((part) => JSON.parse(part) as unknown)).toEqual(JSON.parse(JSON.stringify(list)));
      }),
    );
  });

  it('finds the members of any object, however it is written', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(3), (object, indent) => {
        const text = JSON.stringify(object, undefined, indent);
        const found = memberSpans(text).map(({ name, valueStart, end }) => [
          name,
          JSON.parse(text.slice(valueStart, end)) as unknown,
        ]);
        expect(found).toEqual(Object.entries(JSON.parse(text) as object));
      }),
    );
  });

  it('reads escaped quotes and names', () => {
    const text = '{ "a\\\\" : "\\"}", "\\u0069d":1.50 ,"c":[{"d":"]"}]}';
    expect(memberSpans(text).map(({ name }) => name)).toEqual(['a\\', 'id', 'c']);
  });
});

describe('openText', () => {
  it('keeps spelling and order, sets what is to be set and leaves out what is to go', () => {
    const text = '{"score": 1.50,\n "stored" : "x", "n":1e3, "id":"A"}';
    expect(openText(text, { stored: undefined, id: '"a"', version: '"1.0.0"' })).toBe(
      '{"score": 1.50,"n":1e3,"id":"a","version":"1.0.0"',
    );
  });

  it('brings everything on one line and changes no value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(3), (object, indent) => {
        const text = openText(JSON.stringify(object, undefined, indent), {});
        expect(text).not.toMatch(/[\n\r]/);
        expect(JSON.parse(`${text}}`)).toEqual(JSON.parse(JSON.stringify(object)));
      }),
    );
  });
});

describe('listContextActivities', () => {
  const listed = (statement: object): unknown =>
    JSON.parse(listContextActivities(JSON.stringify(statement), { ...statement }));

  it('puts single context activities into lists, those of a substatement too', () => {
    const context = { contextActivities: { parent: { id: 'a' }, other: [{ id: 'b' }] }, language: 'vi' };
    const expected = { contextActivities: { parent: [{ id: 'a' }], other: [{ id: 'b' }] }, language: 'vi' };
    expect(listed({ context, object: { objectType: 'SubStatement', context } })).toEqual({
      context: expected,
      object: { objectType: 'SubStatement', context: expected },
    });
  });

  it('leaves alone what has none', () => {
    const text = '{ "object" : {"id":"x"},  "context":{"language":"vi"}}';
    expect(listContextActivities(text, JSON.parse(text) as Record<string, unknown>)).toBe(text);
  });
});
