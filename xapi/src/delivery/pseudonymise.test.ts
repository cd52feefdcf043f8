import { createHash } from 'node:crypto';
import { makeActor } from '../statements/actor.ts';
import { makePseudonymise } from './pseudonymise.ts';

const options = { key: 'key', homePage: 'https://tool.example' };
const pseudonymise = makePseudonymise(options);
const account = (name: string) => ({
  objectType: 'Agent',
  name: `Nguyễn ${name}`,
  account: { homePage: 'https://lms.example', name },
});
const verb = { id: 'http://adlnet.gov/expapi/verbs/answered' };
const object = { id: 'https://tool.example/topics/CD01', objectType: 'Activity' };

type Found = Record<string, Record<string, unknown>>;

/** Every statement that names these people somewhere. */
const everywhere = {
  id: '6f1a4a54-2f0e-4c53-9b67-3f2f6d0c8a11',
  actor: { objectType: 'Group', name: 'Lớp A', member: [account('an'), { mbox: 'mailto:Binh@example.org' }] },
  verb,
  object: {
    objectType: 'SubStatement',
    actor: account('chi'),
    verb,
    object: account('dung'),
    context: { instructor: account('giang') },
    attachments: [{ sha2: 'x', display: { vi: 'của hanh' } }],
  },
  context: {
    instructor: account('khanh'),
    team: { objectType: 'Group', name: 'Tổ', openid: 'https://lan.example/' },
    contextAgents: [{ objectType: 'contextAgent', agent: account('minh'), relevantTypes: ['https://x'] }],
    contextGroups: [{ objectType: 'contextGroup', group: { objectType: 'Group', member: [account('nga')] } }],
    platform: 'LMS',
    extensions: { 'https://x': 1 },
  },
  authority: { objectType: 'Group', member: [account('oanh'), account('phuong')] },
  attachments: [{ sha2: 'y', display: { vi: 'Giấy chứng nhận của quy' } }],
  result: { response: 'a' },
};

describe('a statement under pseudonyms', () => {
  const hidden = pseudonymise(everywhere) as Found & typeof everywhere;

  it('names nobody, wherever the specification lets a person be named', () => {
    const text = JSON.stringify(hidden).toLowerCase();
    for (const name of ['nguyễn', 'binh', 'lan.example', 'lớp', 'tổ', 'lms.example', 'giấy', 'hanh'])
      expect(text).not.toContain(name);
  });

  it('keeps everything else', () => {
    expect(hidden).toMatchObject({ id: everywhere.id, verb, result: everywhere.result });
    expect(hidden.context).toMatchObject({ platform: 'LMS', extensions: { 'https://x': 1 } });
    expect(hidden.context.contextAgents[0]!.relevantTypes).toEqual(['https://x']);
    expect(pseudonymise({ actor: account('an'), verb, object })).toMatchObject({ verb, object });
  });

  it('has one pseudonym for one person and different ones for different people', () => {
    const { member } = hidden.actor as unknown as { member: { account: { name: string } }[] };
    const again = pseudonymise({ actor: account('an'), verb, object }) as Found;
    expect(again['actor']).toEqual(member[0]);
    const names = JSON.stringify(hidden).match(/"[0-9a-f]{32}"/g)!;
    expect(new Set(names).size).toBe(names.length);
  });

  it('has the pseudonym that the naming of actors gives', () => {
    const named = makeActor(
      { issuer: 'https://lms.example', subject: 'an' },
      { ...options, naming: 'pseudonym' },
    );
    expect((pseudonymise({ actor: account('an'), verb, object }) as Found)['actor']).toEqual(named);
    expect((pseudonymise({ actor: named, verb, object }) as Found)['actor']).toEqual(named);
  });

  it('knows a person by address and by its hash', () => {
    const hashOfAn = createHash('sha1').update('mailto:an@example.org').digest('hex');
    expect(pseudonymise({ actor: { mbox: 'mailto:an@example.org' }, verb, object })).toEqual(
      pseudonymise({ actor: { mbox_sha1sum: hashOfAn.toUpperCase() }, verb, object }),
    );
  });

  it('leaves a group without an identifier without one', () => {
    expect(hidden.actor).not.toHaveProperty('account');
    expect(hidden.actor.objectType).toBe('Group');
  });
});
