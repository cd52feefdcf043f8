import { anActivity, anAgent } from '../../test/a-statement.ts';

import { context } from './context.ts';

const UUID = '7ccd3322-e1a5-411a-a67d-6a735c76f119';
const GROUP = { objectType: 'Group', member: [anAgent()] };
const REFERENCE = { objectType: 'StatementRef', id: UUID };
const AGENT_IN_CONTEXT = { objectType: 'contextAgent', agent: anAgent() };
const GROUP_IN_CONTEXT = { objectType: 'contextGroup', group: GROUP };

describe.each(['1.0.3', '2.0.0'] as const)('a context in %s', (version) => {
  it.each([
    ['a registration that is no UUID', { registration: 'x' }, '$.registration'],
    ['an instructor that is none', { instructor: {} }, '$.instructor'],
    ['a team that is an agent', { team: anAgent() }, '$.team.objectType'],
    ['a language that is none', { language: 'en_US' }, '$.language'],
    ['a reference of the context without type', { statement: { id: UUID } }, '$.statement.objectType'],
    [
      'context activities of unknown kind',
      { contextActivities: { parents: [] } },
      '$.contextActivities.parents',
    ],
    ['a context activity that is text', { contextActivities: { parent: 'x' } }, '$.contextActivities.parent'],
    [
      'a context activity without id',
      { contextActivities: { parent: [anActivity(), {}] } },
      '$.contextActivities.parent[1].id',
    ],
    [
      'a context activity that is an agent',
      { contextActivities: { other: [anAgent()] } },
      '$.contextActivities.other[0].objectType',
    ],
    ['an unknown property of the context', { course: 'x' }, '$.course'],
  ])('has not %s', (_, value, path) => {
    expect(context(value, version)).toMatchObject({ path });
  });

  it('may have everything', () => {
    const contextActivities = { parent: [anActivity()], grouping: [], category: anActivity(), other: [] };
    const everything = {
      registration: UUID,
      instructor: GROUP,
      team: { objectType: 'Group', openid: 'http://x.vn' },
      contextActivities,
      revision: '',
      platform: 'Moodle',
      language: 'vi',
      statement: REFERENCE,
      extensions: { 'urn:x': null },
    };
    expect(context(everything, version)).toBeUndefined();
    expect(context({}, version)).toBeUndefined();
  });
});

describe('what only 2.0 knows', () => {
  it.each([
    ['contextAgents', { contextAgents: [{ ...AGENT_IN_CONTEXT, relevantTypes: ['urn:role'] }] }],
    ['contextGroups', { contextGroups: [GROUP_IN_CONTEXT] }],
  ])('takes %s there and refuses it in 1.0.x', (name, value) => {
    expect(context(value, '2.0.0')).toBeUndefined();
    expect(context(value, '1.0.3')).toMatchObject({ path: `$.${name}` });
  });

  it.each([
    [
      'another objectType',
      { contextAgents: [{ ...AGENT_IN_CONTEXT, objectType: 'Agent' }] },
      '$.contextAgents[0].objectType',
    ],
    ['no objectType', { contextAgents: [{ agent: anAgent() }] }, '$.contextAgents[0].objectType'],
    [
      'a group as agent',
      { contextAgents: [{ ...AGENT_IN_CONTEXT, agent: GROUP }] },
      '$.contextAgents[0].agent.objectType',
    ],
    [
      'an agent as group',
      { contextGroups: [{ ...GROUP_IN_CONTEXT, group: anAgent() }] },
      '$.contextGroups[0].group.objectType',
    ],
    [
      'no types',
      { contextAgents: [{ ...AGENT_IN_CONTEXT, relevantTypes: [] }] },
      '$.contextAgents[0].relevantTypes',
    ],
    [
      'a type without scheme',
      { contextGroups: [{ ...GROUP_IN_CONTEXT, relevantTypes: ['abc'] }] },
      '$.contextGroups[0].relevantTypes[0]',
    ],
    ['no list', { contextAgents: AGENT_IN_CONTEXT }, '$.contextAgents'],
  ])('refuses %s', (_, value, path) => {
    expect(context(value, '2.0.0')).toMatchObject({ path });
  });
});
