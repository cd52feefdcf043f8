import { makeHidePeople } from './hide-people.ts';
import { makeLearnerHandles } from './learner-handles.ts';

const hidePeople = makeHidePeople({ key: 'a key', homePage: 'https://tool.example' });
const account = (name: string) => ({ account: { homePage: 'https://moodle.example', name } });

describe('a statement in which people are hidden', () => {
  it('names nobody, wherever the specification allows a name', () => {
    const hidden = hidePeople({
      actor: {
        objectType: 'Group',
        name: 'Tổ 1',
        member: [{ name: 'Nguyễn An', mbox: 'mailto:an@truong.vn' }],
      },
      verb: { id: 'https://verbs.example/gặp' },
      object: {
        objectType: 'SubStatement',
        actor: { ...account('binh'), name: 'Trần Bình' },
        object: { objectType: 'Agent', openid: 'https://id.example/chi' },
      },
      result: {
        response: 'Hỏi an@truong.vn nhé',
        extensions: { 'https://x.example/mail': 'mailto:chi@truong.vn' },
      },
      context: { instructor: account('dung'), team: { objectType: 'Group', ...account('lop') } },
    });
    expect(JSON.stringify(hidden)).not.toMatch(/truong\.vn|Nguyễn|Trần|Tổ 1|id\.example|moodle\.example/);
    expect(hidden['result']).toMatchObject({ response: 'Hỏi *** nhé' });
  });

  it('is another object: what was given stays as it is', () => {
    const given = JSON.parse(
      '{"actor":{"mbox":"mailto:an@truong.vn"},"result":{"extensions":{"__proto__":["an@truong.vn",1]}}}',
    ) as Record<string, unknown>;
    const before = JSON.stringify(given);
    expect(JSON.stringify(hidePeople(given)['result'])).toBe('{"extensions":{"__proto__":["***",1]}}');
    expect(JSON.stringify(given)).toBe(before);
  });

  it('keeps identifiers with an @ in them', () => {
    const object = { id: 'https://tool.example/questions/CD01-Q01@1.2' };
    expect(hidePeople({ actor: account('5'), object })['object']).toEqual(object);
  });
});

describe('handles of learners', () => {
  const handles = makeLearnerHandles('a key');
  const agent = 'account:https://moodle.example|5';

  it('are the same for the same person, lead back, and do not show who it is', () => {
    const handle = handles.handleOf(agent);
    expect(handles.handleOf(agent)).toBe(handle);
    expect(handles.agentIn(handle)).toBe(agent);
    expect(Buffer.from(handle, 'base64url').toString('latin1')).not.toContain('moodle');
    expect(makeLearnerHandles('another key').agentIn(handle)).toBeUndefined();
  });

  it('cannot be made up or changed', () => {
    const bytes = Buffer.from(handles.handleOf(agent), 'base64url');
    bytes[bytes.length - 1]! ^= 1;
    expect(handles.agentIn(bytes.toString('base64url'))).toBeUndefined();
    expect(handles.agentIn('someone')).toBeUndefined();
    expect(handles.agentIn(Buffer.alloc(40).toString('base64url'))).toBeUndefined();
  });
});
