import { Browser, useSandbox } from './lti-harness.ts';

const now = (): number => Math.floor(Date.now() / 1000);

describe('an LMS that differs a little', () => {
  const { tool, lms, lastReason } = useSandbox();

  /** Launches with some fields of the login changed, or left out. */
  async function launchWith(fields: Record<string, string | undefined>): Promise<number> {
    const form = lms().sandbox.launchForm(lms().linkId, lms().learner.id);
    const changed = Object.entries({ ...form.fields, ...fields }).filter(
      (field): field is [string, string] => field[1] !== undefined,
    );
    const browser = new Browser();
    const begun = await browser.post({ ...form, fields: Object.fromEntries(changed) });
    if (begun.status !== 302) return begun.status;
    const answer = await lms().sandbox.completeLogin(begun.headers.get('location')!);
    return (await browser.post(answer)).status;
  }

  it.each([
    ['an empty target', { target_link_uri: '' }],
    ['no target', { target_link_uri: undefined }],
    ['an empty client id', { client_id: '' }],
    ['no client id', { client_id: undefined }],
    ['an empty deployment', { lti_deployment_id: '' }],
  ])('goes on with %s', async (_name, fields) => {
    expect(await launchWith(fields)).toBe(303);
  });

  it('refuses a target that is not ours', async () => {
    expect(await launchWith({ target_link_uri: 'https://other.example/' })).toBe(403);
    expect(lastReason()).toBe('foreign_target');
  });

  it('says so when one of several registrations is meant and none is named, until one alone is on', async () => {
    const { issuer, authorizationUrl, tokenUrl, jwksUrl } = lms().registered;
    const second = await tool().lti.administration.registerFromFile({
      name: 'The same LMS',
      issuer,
      clientId: 'second',
      authorizationEndpoint: authorizationUrl,
      tokenEndpoint: tokenUrl,
      keySetUrl: jwksUrl,
      deploymentIds: ['1'],
      learnDeployments: false,
    });
    const form = lms().sandbox.launchForm(lms().linkId, lms().learner.id);
    const { client_id: _, ...fields } = form.fields;
    const refused = await new Browser().post({ ...form, fields });
    expect([refused.status, lastReason()]).toEqual([403, 'ambiguous_platform']);
    expect(await refused.text()).toContain('platform-off');
    expect(await launchWith({})).toBe(303);

    await tool().lti.administration.setPlatformActive(second.platformId, false);
    expect(await launchWith({ client_id: undefined })).toBe(303);
    await tool().lti.administration.setPlatformActive(lms().platformId, false);
    expect(await launchWith({ client_id: undefined })).toBe(403);
    expect(lastReason()).toBe('inactive_platform');
    await tool().lti.administration.setPlatformActive(lms().platformId, true);
  });

  const differences: [string, Parameters<Browser['launch']>[1]][] = [
    ['another authorised party', { claims: { azp: 'other' } }],
    [
      'another authorised party beside a list of one audience',
      { payload: (claims) => ({ ...claims, aud: [claims.aud as string], azp: 'other' }) },
    ],
    ['a clock that is ahead', { claims: { iat: now() + 100, nbf: now() + 100, exp: now() + 160 } }],
    ['a clock that is behind', { claims: { iat: now() - 160, exp: now() - 100 } }],
  ];
  it.each(differences)('launches with %s', async (_name, overrides) => {
    const response = await new Browser().launch(lms(), overrides);
    expect([response.status, lastReason()]).toEqual([303, lastReason()]);
  });

  it('tells who opens it anonymously what the LMS has to share', async () => {
    const response = await new Browser().launch(lms(), { claims: { sub: undefined } });
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('(sub)');
  });
});
