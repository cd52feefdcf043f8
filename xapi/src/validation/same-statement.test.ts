import { aStatement, aSubStatement, anActivity, anAgent } from '../../test/a-statement.ts';

import { isSameStatement } from './same-statement.ts';
import type { JsonObject } from './structure.ts';

const UUID = '7ccd3322-e1a5-411a-a67d-6a735c76f119';
const OTHER = { openid: 'http://binh.example.org' };
const group = (...member: JsonObject[]) => ({ objectType: 'Group', member });
const withContext = (context: JsonObject) => aStatement({ context });
const withDuration = (duration: string) => aStatement({ result: { duration } });

type Pair = readonly [string, JsonObject, JsonObject];

const SAME: readonly Pair[] = [
  ['the order of properties', aStatement(), Object.fromEntries(Object.entries(aStatement()).reverse())],
  [
    'what the record store sets',
    aStatement(),
    aStatement({
      id: UUID,
      stored: '2026-01-01T10:00:00.000Z',
      timestamp: '2026-01-01T10:00:00.000Z',
      authority: anAgent(),
      version: '1.0.0',
    }),
  ],
  ['the case of ids', aStatement({ id: UUID }), aStatement({ id: UUID.toUpperCase() })],
  [
    'the time of storing against a time of its own',
    aStatement({ timestamp: '2025-01-01T00:00:00Z' }),
    aStatement({ timestamp: '2026-01-01T10:00:00.000Z', stored: '2026-01-01T10:00:00.000Z' }),
  ],
  [
    'zones',
    aStatement({ timestamp: '2023-05-04T12:00:00-05:00' }),
    aStatement({ timestamp: '2023-05-04T17:00:00.000Z', stored: '2026-01-01T10:00:00.000Z' }),
  ],
  ['definitions', aStatement({ object: anActivity({ definition: { name: { vi: 'x' } } }) }), aStatement()],
  [
    'displays',
    aStatement({ verb: { id: 'urn:x', display: { vi: 'x' } } }),
    aStatement({ verb: { id: 'urn:x' } }),
  ],
  [
    'types that go without saying',
    aStatement({ object: anActivity({ objectType: 'Activity' }), actor: { mbox: 'mailto:a@b' } }),
    aStatement({ actor: { mbox: 'mailto:a@b', objectType: 'Agent' } }),
  ],
  [
    'the order of members',
    aStatement({ actor: group(anAgent(), OTHER) }),
    aStatement({ actor: group(OTHER, anAgent()) }),
  ],
  [
    'the case of a domain',
    aStatement({ actor: { mbox: 'mailto:An@Example.VN' } }),
    aStatement({ actor: { mbox: 'mailto:An@example.vn' } }),
  ],
  [
    'one activity and a list of it',
    withContext({ contextActivities: { parent: anActivity() } }),
    withContext({ contextActivities: { parent: [anActivity({ definition: {} })] } }),
  ],
  [
    'the case of a registration',
    withContext({ registration: UUID }),
    withContext({ registration: UUID.toUpperCase() }),
  ],
  [
    'nought and minus nought',
    aStatement({ result: { score: { raw: 0 } } }),
    aStatement({ result: { score: { raw: -0 } } }),
  ],
  [
    'the same of a substatement',
    aStatement({
      object: aSubStatement({
        object: anActivity({ definition: {} }),
        timestamp: '2026-01-01T07:00:00+07:00',
      }),
    }),
    aStatement({ object: aSubStatement({ timestamp: '2026-01-01T00:00:00Z' }) }),
  ],
];

const DIFFERENT: readonly Pair[] = [
  ['an id', aStatement({ id: UUID }), aStatement({ id: UUID.replace('7', '8') })],
  ['an actor', aStatement(), aStatement({ actor: OTHER })],
  ['a name', aStatement({ actor: anAgent({ name: 'An' }) }), aStatement()],
  [
    'the local part of an address',
    aStatement({ actor: { mbox: 'mailto:An@x.vn' } }),
    aStatement({ actor: { mbox: 'mailto:an@x.vn' } }),
  ],
  ['a verb', aStatement(), aStatement({ verb: { id: 'urn:x' } })],
  ['an activity', aStatement(), aStatement({ object: anActivity({ id: 'urn:x' }) })],
  ['a result', aStatement(), aStatement({ result: { success: true } })],
  ['an empty result', aStatement(), aStatement({ result: {} })],
  [
    'a time',
    aStatement({ timestamp: '2025-01-01T00:00:00Z', stored: '2025-01-01T01:00:00Z' }),
    aStatement({ timestamp: '2025-01-01T00:00:00.001Z' }),
  ],
  [
    'the order of activities',
    withContext({ contextActivities: { parent: [anActivity(), { id: 'urn:x' }] } }),
    withContext({ contextActivities: { parent: [{ id: 'urn:x' }, anActivity()] } }),
  ],
  [
    'an extension in another case',
    withContext({ extensions: { 'urn:x': 'A' } }),
    withContext({ extensions: { 'urn:x': 'a' } }),
  ],
  [
    'an extension that looks like a display',
    withContext({ extensions: { 'urn:x': { definition: 1 } } }),
    withContext({ extensions: { 'urn:x': {} } }),
  ],
  [
    'a list and an object of the same keys',
    withContext({ extensions: { 'urn:x': ['a'] } }),
    withContext({ extensions: { 'urn:x': { 0: 'a' } } }),
  ],
  ['a member', aStatement({ actor: group(anAgent()) }), aStatement({ actor: group(anAgent(), OTHER) })],
  [
    'a substatement',
    aStatement({ object: aSubStatement() }),
    aStatement({ object: aSubStatement({ result: {} }) }),
  ],
];

describe.each(['1.0.3', '2.0.0'] as const)('two statements in %s', (version) => {
  it.each(SAME)('are the same but for %s', (_, a, b) => {
    expect(isSameStatement(a, b, version)).toBe(true);
    expect(isSameStatement(b, a, version)).toBe(true);
  });
  it.each(DIFFERENT)('differ by %s', (_, a, b) => {
    expect(isSameStatement(a, b, version)).toBe(false);
    expect(isSameStatement(b, a, version)).toBe(false);
  });
});

describe('durations', () => {
  it('are compared to a hundredth of a second in 2.0, as text in 1.0.x', () => {
    const [fine, short] = [withDuration('P1DT12H36M0.1237S'), withDuration('P1DT12H36M0.12S')];
    expect(isSameStatement(fine, short, '2.0.0')).toBe(true);
    expect(isSameStatement(fine, short, '1.0.3')).toBe(false);
  });
  it('of other units are others', () => {
    expect(isSameStatement(withDuration('PT60S'), withDuration('PT1M'), '2.0.0')).toBe(false);
  });
});
