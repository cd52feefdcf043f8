import { makeActor, type ActorNaming } from './actor.ts';

const person = { issuer: 'https://moodle.example', subject: '5', email: 'an@example.vn' };
const actor = (naming: ActorNaming, over: object = {}, key = 'key') =>
  makeActor({ ...person, ...over }, { naming, key, homePage: 'https://tool.example' });

describe('the actor of a statement', () => {
  it("is by default the LMS's account, as Moodle's own records name it", () => {
    expect(actor('account')).toEqual({
      objectType: 'Agent',
      account: { homePage: 'https://moodle.example', name: '5' },
    });
  });

  it('may be an e-mail address', () => {
    expect(actor('mbox')).toEqual({ objectType: 'Agent', mbox: 'mailto:an@example.vn' });
  });

  it.each([undefined, 'no address', ''])('falls back to the account for the e-mail address %p', (email) => {
    expect(actor('mbox', { email })).toEqual(actor('account'));
  });

  it('may be a pseudonym: the same for one person, another for others, unknown without the key', () => {
    const pseudonym = actor('pseudonym');
    expect(pseudonym.account).toEqual({
      homePage: 'https://tool.example',
      name: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
    });
    expect(actor('pseudonym', { email: undefined })).toEqual(pseudonym);
    expect(actor('pseudonym', { subject: '6' })).not.toEqual(pseudonym);
    expect(actor('pseudonym', { issuer: 'https://other.example' })).not.toEqual(pseudonym);
    expect(actor('pseudonym', {}, 'another key')).not.toEqual(pseudonym);
    expect(JSON.stringify(pseudonym)).not.toContain('moodle');
  });
});
