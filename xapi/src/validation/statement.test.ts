import { aStatement, aSubStatement, anAgent } from '../../test/a-statement.ts';

import { checkStatement } from './statement.ts';
import type { JsonObject } from './structure.ts';

const UUID = '7ccd3322-e1a5-411a-a67d-6a735c76f119';
const VOIDED = { id: 'http://adlnet.gov/expapi/verbs/voided' };
const REFERENCE = { objectType: 'StatementRef', id: UUID };
const GROUP = { objectType: 'Group', member: [anAgent()] };

const without = (value: JsonObject, key: string): JsonObject =>
  Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));

type Refused = readonly [name: string, statement: JsonObject, path: string];
type Taken = readonly [name: string, statement: JsonObject];

const TAKEN: readonly Taken[] = [
  ['the least', aStatement()],
  [
    'what the record store sets',
    aStatement({
      id: UUID,
      stored: '2026-01-01T10:00:00Z',
      authority: anAgent(),
      version: '1.0.3',
      timestamp: '2026-01-01T10:00:00Z',
    }),
  ],
  [
    'an authority of two',
    aStatement({ authority: { objectType: 'Group', member: [anAgent(), { openid: 'http://x.vn' }] } }),
  ],
  ['an agent as object', aStatement({ object: anAgent() })],
  ['a group as object', aStatement({ object: GROUP })],
  ['a reference as object', aStatement({ object: REFERENCE })],
  ['a substatement', aStatement({ object: aSubStatement({ result: { success: true }, attachments: [] }) })],
  ['a substatement about a reference', aStatement({ object: aSubStatement({ object: REFERENCE }) })],
  ['a voided reference', aStatement({ verb: VOIDED, object: REFERENCE })],
  ['a verb without display', aStatement({ verb: { id: 'urn:verb' } })],
  ['an empty result and context', aStatement({ result: {}, context: {} })],
  ['no attachments', aStatement({ attachments: [] })],
];

const REFUSED: readonly Refused[] = [
  ['no actor', without(aStatement(), 'actor'), '$.actor'],
  ['no verb', without(aStatement(), 'verb'), '$.verb'],
  ['no object', without(aStatement(), 'object'), '$.object'],
  ['an unknown property', aStatement({ foo: 1 }), '$.foo'],
  ['a property in another case', aStatement({ Result: {} }), '$.Result'],
  ['a result that is null', aStatement({ result: null }), '$.result'],
  ['an id that is no UUID', aStatement({ id: 'x' }), '$.id'],
  ['an id that is null', aStatement({ id: null }), '$.id'],
  ['a verb that is text', aStatement({ verb: 'did' }), '$.verb'],
  ['a verb without id', aStatement({ verb: { display: {} } }), '$.verb.id'],
  ['a verb without scheme', aStatement({ verb: { id: 'did' } }), '$.verb.id'],
  ['a display that is text', aStatement({ verb: { id: 'urn:x', display: 'did' } }), '$.verb.display'],
  ['a verb with more', aStatement({ verb: { id: 'urn:x', name: 'x' } }), '$.verb.name'],
  ['an object that is text', aStatement({ object: 'x' }), '$.object'],
  [
    'an object of unknown type',
    aStatement({ object: { objectType: 'statementRef', id: UUID } }),
    '$.object.objectType',
  ],
  ['a reference without id', aStatement({ object: { objectType: 'StatementRef' } }), '$.object.id'],
  ['a reference to no UUID', aStatement({ object: { objectType: 'StatementRef', id: 'x' } }), '$.object.id'],
  ['a reference with more', aStatement({ object: { ...REFERENCE, name: 'x' } }), '$.object.name'],
  ['voiding an activity', aStatement({ verb: VOIDED }), '$.object'],
  ['voiding a substatement', aStatement({ verb: VOIDED, object: aSubStatement() }), '$.object'],
  ['a substatement with an id', aStatement({ object: aSubStatement({ id: UUID }) }), '$.object.id'],
  [
    'a substatement with stored',
    aStatement({ object: aSubStatement({ stored: '2026-01-01T10:00:00Z' }) }),
    '$.object.stored',
  ],
  [
    'a substatement with a version',
    aStatement({ object: aSubStatement({ version: '1.0.0' }) }),
    '$.object.version',
  ],
  [
    'a substatement with an authority',
    aStatement({ object: aSubStatement({ authority: anAgent() }) }),
    '$.object.authority',
  ],
  [
    'a substatement in a substatement',
    aStatement({ object: aSubStatement({ object: aSubStatement() }) }),
    '$.object.object.objectType',
  ],
  [
    'a substatement without actor',
    aStatement({ object: without(aSubStatement(), 'actor') }),
    '$.object.actor',
  ],
  ['a time that is none', aStatement({ timestamp: 'now' }), '$.timestamp'],
  ['a time of minus nought', aStatement({ timestamp: '2026-01-01T10:00:00-00:00' }), '$.timestamp'],
  ['stored that is no time', aStatement({ stored: 'now' }), '$.stored'],
  ['an authority of one', aStatement({ authority: GROUP }), '$.authority'],
  [
    'an authority that is a group with an identifier',
    aStatement({ authority: { objectType: 'Group', mbox: 'mailto:a@b', member: [anAgent(), anAgent()] } }),
    '$.authority',
  ],
  ['an authority that is none', aStatement({ authority: {} }), '$.authority'],
  ['a version of 0.9', aStatement({ version: '0.9.9' }), '$.version'],
  ['a version of 1.1', aStatement({ version: '1.1.0' }), '$.version'],
  ['a version that is a number', aStatement({ version: 1 }), '$.version'],
  [
    'the revision of an agent',
    aStatement({ object: anAgent(), context: { revision: '1' } }),
    '$.context.revision',
  ],
  [
    'the platform of a reference',
    aStatement({ object: REFERENCE, context: { platform: 'x' } }),
    '$.context.platform',
  ],
  [
    'the platform of a substatement',
    aStatement({ object: aSubStatement(), context: { platform: 'x' } }),
    '$.context.platform',
  ],
  [
    'the platform of an agent in a substatement',
    aStatement({ object: aSubStatement({ object: anAgent(), context: { platform: 'x' } }) }),
    '$.object.context.platform',
  ],
];

describe.each(['1.0.3', '2.0.0'] as const)('a statement in %s', (version) => {
  it.each(TAKEN)('may have %s', (_, statement) => {
    expect(checkStatement(statement, version)).toBeUndefined();
  });
  it.each(REFUSED)('has not %s', (_, statement, path) => {
    expect(checkStatement(statement, version)).toMatchObject({ path });
  });
  it.each([undefined, null, 'x', 1, true, [], [aStatement()]])('is not %j', (value) => {
    expect(checkStatement(value, version)?.path).toBe('$');
  });
});

it('may have a version of 2.0 in 2.0 alone', () => {
  expect(checkStatement(aStatement({ version: '2.0.0' }), '2.0.0')).toBeUndefined();
  expect(checkStatement(aStatement({ version: '2.0.0' }), '1.0.3')?.path).toBe('$.version');
});
