import { aStatement, aSubStatement, anActivity, anAgent } from '../../test/a-statement.ts';

import type { XapiVersion } from './fault.ts';
import { checkStatement } from './statement.ts';
import type { JsonObject } from './structure.ts';

const UUID = '7ccd3322-e1a5-411a-a67d-6a735c76f119';
const VOIDED = { id: 'http://adlnet.gov/expapi/verbs/voided' };
const REFERENCE = { objectType: 'StatementRef', id: UUID };
const GROUP = { objectType: 'Group', member: [anAgent()] };
const ATTACHMENT = {
  usageType: 'http://example.com/usage',
  display: { vi: 'Tệp' },
  contentType: 'text/plain; charset=utf-8',
  length: 27,
  sha2: 'a'.repeat(64),
};
const AGENT_IN_CONTEXT = { objectType: 'contextAgent', agent: anAgent() };
const GROUP_IN_CONTEXT = { objectType: 'contextGroup', group: GROUP };

const withContext = (context: JsonObject) => aStatement({ context });
const withResult = (result: JsonObject) => aStatement({ result });
const withAttachment = (change: JsonObject) => aStatement({ attachments: [{ ...ATTACHMENT, ...change }] });
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
  [
    'a substatement',
    aStatement({ object: aSubStatement({ result: { success: true }, attachments: [ATTACHMENT] }) }),
  ],
  ['a substatement about a reference', aStatement({ object: aSubStatement({ object: REFERENCE }) })],
  ['a voided reference', aStatement({ verb: VOIDED, object: REFERENCE })],
  ['a verb without display', aStatement({ verb: { id: 'urn:verb' } })],
  ['an empty result and context', aStatement({ result: {}, context: {} })],
  [
    'a whole result',
    withResult({
      score: { scaled: -1, raw: 0, min: 0, max: 0.5 },
      success: false,
      completion: true,
      response: '',
      duration: 'PT1S',
      extensions: {},
    }),
  ],
  [
    'a whole context',
    withContext({
      registration: UUID,
      instructor: GROUP,
      team: GROUP,
      revision: '',
      platform: 'Moodle',
      language: 'vi',
      statement: REFERENCE,
      contextActivities: { parent: [anActivity()], grouping: [], category: anActivity(), other: [] },
      extensions: { 'urn:x': null },
    }),
  ],
  ['an attachment', withAttachment({ description: {}, fileUrl: 'https://x.vn/a' })],
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
  ['a score beyond one', withResult({ score: { scaled: 1.01 } }), '$.result.score.scaled'],
  ['a score below minus one', withResult({ score: { scaled: -1.00001 } }), '$.result.score.scaled'],
  ['a score in quotes', withResult({ score: { raw: '5' } }), '$.result.score.raw'],
  ['a score beyond its max', withResult({ score: { raw: 6, max: 5 } }), '$.result.score.raw'],
  ['a score below its min', withResult({ score: { raw: 4, min: 5 } }), '$.result.score.raw'],
  ['a max that is not beyond min', withResult({ score: { min: 5, max: 5 } }), '$.result.score.max'],
  ['a score with more', withResult({ score: { percent: 1 } }), '$.result.score.percent'],
  ['a score that is a number', withResult({ score: 1 }), '$.result.score'],
  ['success in quotes', withResult({ success: 'true' }), '$.result.success'],
  ['completion that is a number', withResult({ completion: 1 }), '$.result.completion'],
  ['a response that is a number', withResult({ response: 1 }), '$.result.response'],
  ['a duration that is none', withResult({ duration: '1:00' }), '$.result.duration'],
  [
    'an extension of the result without scheme',
    withResult({ extensions: { x: 1 } }),
    '$.result.extensions.x',
  ],
  ['a registration that is no UUID', withContext({ registration: 'x' }), '$.context.registration'],
  ['an instructor that is none', withContext({ instructor: {} }), '$.context.instructor'],
  ['a team that is an agent', withContext({ team: anAgent() }), '$.context.team.objectType'],
  ['a language that is none', withContext({ language: 'en_US' }), '$.context.language'],
  [
    'a reference of the context without type',
    withContext({ statement: { id: UUID } }),
    '$.context.statement.objectType',
  ],
  [
    'context activities of unknown kind',
    withContext({ contextActivities: { parents: [] } }),
    '$.context.contextActivities.parents',
  ],
  [
    'a context activity that is text',
    withContext({ contextActivities: { parent: 'x' } }),
    '$.context.contextActivities.parent',
  ],
  [
    'a context activity without id',
    withContext({ contextActivities: { parent: [anActivity(), {}] } }),
    '$.context.contextActivities.parent[1].id',
  ],
  [
    'a context activity that is an agent',
    withContext({ contextActivities: { other: [anAgent()] } }),
    '$.context.contextActivities.other[0].objectType',
  ],
  ['an unknown property of the context', withContext({ course: 'x' }), '$.context.course'],
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
  ['attachments that are no list', aStatement({ attachments: ATTACHMENT }), '$.attachments'],
  ...['usageType', 'display', 'contentType', 'length', 'sha2'].map((key): Refused => [
    `an attachment without ${key}`,
    aStatement({ attachments: [without(ATTACHMENT, key)] }),
    `$.attachments[0].${key}`,
  ]),
  ['a usageType without scheme', withAttachment({ usageType: 'x' }), '$.attachments[0].usageType'],
  ['an attachment with a display of text', withAttachment({ display: 'x' }), '$.attachments[0].display'],
  [
    'a contentType that is no media type',
    withAttachment({ contentType: 'text' }),
    '$.attachments[0].contentType',
  ],
  [
    'a contentType that would break a header',
    withAttachment({ contentType: 'text/plain; a="\r\n"' }),
    '$.attachments[0].contentType',
  ],
  ['a length in quotes', withAttachment({ length: '27' }), '$.attachments[0].length'],
  ['a length with a fraction', withAttachment({ length: 2.5 }), '$.attachments[0].length'],
  ['a length below nought', withAttachment({ length: -1 }), '$.attachments[0].length'],
  ['a hash that is no SHA-2', withAttachment({ sha2: 'abc' }), '$.attachments[0].sha2'],
  ['a fileUrl without scheme', withAttachment({ fileUrl: 'x' }), '$.attachments[0].fileUrl'],
];

describe.each(['1.0.3', '2.0.0'] as const)('a statement in %s', (version) => {
  it.each(TAKEN)('may have %s', (_, statement) => {
    expect(checkStatement(statement, version)).toBeUndefined();
  });
  it.each(REFUSED)('has not %s', (_, statement, path) => {
    expect(checkStatement(statement, version)).toEqual({ path, rule: expect.any(String) });
  });
  it.each([undefined, null, 'x', 1, true, [], [aStatement()]])('is not %j', (value) => {
    expect(checkStatement(value, version)?.path).toBe('$');
  });
});

describe('what only 2.0 knows', () => {
  const faultIn = (version: XapiVersion, statement: JsonObject) => checkStatement(statement, version)?.path;

  it.each([
    ['version 2.0.0', aStatement({ version: '2.0.0' }), '$.version'],
    [
      'contextAgents',
      withContext({ contextAgents: [{ ...AGENT_IN_CONTEXT, relevantTypes: ['urn:role'] }] }),
      '$.context.contextAgents',
    ],
    ['contextGroups', withContext({ contextGroups: [GROUP_IN_CONTEXT] }), '$.context.contextGroups'],
  ])('takes %s there and refuses it in 1.0.x', (_, statement, path) => {
    expect(faultIn('2.0.0', statement)).toBeUndefined();
    expect(faultIn('1.0.3', statement)).toBe(path);
  });

  it.each([
    [
      'another objectType',
      { contextAgents: [{ ...AGENT_IN_CONTEXT, objectType: 'Agent' }] },
      '$.context.contextAgents[0].objectType',
    ],
    ['no objectType', { contextAgents: [{ agent: anAgent() }] }, '$.context.contextAgents[0].objectType'],
    [
      'a group as agent',
      { contextAgents: [{ ...AGENT_IN_CONTEXT, agent: GROUP }] },
      '$.context.contextAgents[0].agent.objectType',
    ],
    [
      'an agent as group',
      { contextGroups: [{ ...GROUP_IN_CONTEXT, group: anAgent() }] },
      '$.context.contextGroups[0].group.objectType',
    ],
    [
      'no types',
      { contextAgents: [{ ...AGENT_IN_CONTEXT, relevantTypes: [] }] },
      '$.context.contextAgents[0].relevantTypes',
    ],
    [
      'a type without scheme',
      { contextGroups: [{ ...GROUP_IN_CONTEXT, relevantTypes: ['abc'] }] },
      '$.context.contextGroups[0].relevantTypes[0]',
    ],
    ['no list', { contextAgents: AGENT_IN_CONTEXT }, '$.context.contextAgents'],
  ])('refuses %s', (_, context, path) => {
    expect(faultIn('2.0.0', withContext(context))).toBe(path);
  });
});
