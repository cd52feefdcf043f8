import { anAgent } from '../../test/a-statement.ts';

import { checkActor, checkAgent, checkGroup } from './agent.ts';

const IDENTIFIERS = {
  mbox: 'mailto:an@example.edu.vn',
  mbox_sha1sum: 'cd9b00a5611f94eaa7b1661edab976068e364975',
  openid: 'http://an.example.org/12345',
  account: { homePage: 'http://www.example.com', name: '5' },
};

const aGroup = (change = {}) => ({ objectType: 'Group', member: [anAgent()], ...change });

describe.each(['1.0.3', '2.0.0'] as const)('an actor in %s', (version) => {
  it.each(Object.entries(IDENTIFIERS))('may be known by %s alone', (key, value) => {
    expect(checkAgent({ [key]: value }, version)).toBeUndefined();
    expect(checkActor({ objectType: 'Group', [key]: value }, version)).toBeUndefined();
  });

  it.each([
    ['no object', 'an', '$'],
    ['null', null, '$'],
    ['a list', [anAgent()], '$'],
    ['no identifier', { name: 'An' }, '$'],
    ['two identifiers', { ...anAgent(), openid: IDENTIFIERS.openid }, '$'],
    ['an identifier that is null', { mbox: null }, '$.mbox'],
    ['an mbox without mailto', { mbox: 'an@example.edu.vn' }, '$.mbox'],
    ['an mbox without domain', { mbox: 'mailto:an' }, '$.mbox'],
    ['a hash that is none', { mbox_sha1sum: 'cd9b' }, '$.mbox_sha1sum'],
    ['an openid without scheme', { openid: 'an.example.org' }, '$.openid'],
    ['an account without homePage', { account: { name: '5' } }, '$.account.homePage'],
    ['an account without name', { account: { homePage: 'http://x.vn' } }, '$.account.name'],
    ['a homePage without scheme', { account: { homePage: 'x.vn', name: '5' } }, '$.account.homePage'],
    [
      'an account whose name is a number',
      { account: { homePage: 'http://x.vn', name: 5 } },
      '$.account.name',
    ],
    [
      'an account whose name is longer than any',
      { account: { homePage: 'http://x.vn', name: 'x'.repeat(1_001) } },
      '$.account.name',
    ],
    ['an account with more', { account: { ...IDENTIFIERS.account, id: 1 } }, '$.account.id'],
    ['a name that is no text', anAgent({ name: ['An'] }), '$.name'],
    ['a name that is null', anAgent({ name: null }), '$.name'],
    ['an objectType in lower case', anAgent({ objectType: 'agent' }), '$.objectType'],
    ['an unknown property', anAgent({ email: 'x' }), '$.email'],
    ['a property in another case', { MBOX: 'mailto:a@b' }, '$.MBOX'],
    ['members without being a group', anAgent({ member: [] }), '$.member'],
    ['a key of the prototype', JSON.parse('{"mbox":"mailto:a@b","__proto__":{}}'), '$.__proto__'],
    ['a key that every object inherits', anAgent({ constructor: 'x' }), '$.constructor'],
  ])('is no agent with %s', (_, value: unknown, path) => {
    expect(checkActor(value, version)).toMatchObject({ path });
  });

  it.each([
    ['members', aGroup()],
    ['an identifier and no members', aGroup({ mbox: IDENTIFIERS.mbox, member: [] })],
    ['an identifier and members', aGroup({ account: IDENTIFIERS.account })],
  ])('may be a group with %s', (_, value) => {
    expect(checkActor(value, version)).toBeUndefined();
    expect(checkGroup(value, version)).toBeUndefined();
  });

  it.each([
    ['neither members nor identifier', { objectType: 'Group' }, '$.member'],
    ['no members in its list', aGroup({ member: [] }), '$.member'],
    ['members that are no list', aGroup({ member: anAgent() }), '$.member'],
    ['a group among its members', aGroup({ member: [anAgent(), aGroup()] }), '$.member[1].objectType'],
    ['a member without identifier', aGroup({ member: [{ name: 'An' }] }), '$.member[0]'],
    ['two identifiers', aGroup({ mbox: IDENTIFIERS.mbox, openid: IDENTIFIERS.openid }), '$'],
  ])('is no group with %s', (_, value, path) => {
    expect(checkActor(value, version)).toMatchObject({ path });
  });

  it('is a group only where it says so', () => {
    expect(checkGroup({ member: [anAgent()] }, version)?.path).toBe('$.objectType');
  });
});
