import { Browser, connectSandbox, startTool, type Connected, type TestTool } from './lti-harness.ts';

const CLAIM = 'https://purl.imsglobal.org/spec/lti/claim';
const OLD = 'https://old.example/lti/launch';

describe('a refused launch', () => {
  let tool: TestTool;
  let lms: Connected;
  beforeAll(async () => {
    tool = await startTool({ trustProxy: 1 });
    lms = await connectSandbox(tool);
  });
  afterAll(async () => {
    await lms.sandbox.close();
    await tool.close();
  });

  const logged = () => tool.logs.findLast(({ msg }) => msg === 'launch refused');
  const loginWith = (fields: Record<string, string>, headers?: Record<string, string>) => {
    const form = lms.sandbox.launchForm(lms.linkId, lms.learner.id);
    return new Browser().post({ ...form, fields: { ...form.fields, ...fields } }, headers);
  };

  it('names both addresses where the LMS opens another one, at the login', async () => {
    const answer = await loginWith({ target_link_uri: `${OLD}?item=topic:CD01&token=x` });
    const page = await answer.text();
    expect(answer.status).toBe(403);
    expect(page).toContain(`LMS: ${OLD}<`);
    expect(page).toContain(`PUBLIC_URL: ${tool.url}<`);
    expect(logged()).toMatchObject({ reason: 'foreign_target', target: OLD });
  });

  it('names both addresses where the LMS opens another one, in the launch', async () => {
    const claims = { [`${CLAIM}/target_link_uri`]: `${OLD}?item=topic:CD01` };
    const page = await (await new Browser().launch(lms, { claims })).text();
    expect(page).toContain(`LMS: ${OLD}<`);
    expect(page).toContain(`PUBLIC_URL: ${tool.url}<`);
  });

  it.each(['Your account is locked: call 0900', 'javascript:alert(1)'])(
    'shows no words of a stranger in place of an address: %s',
    async (target) => {
      const page = await (await loginWith({ target_link_uri: target })).text();
      expect(page).toContain('LMS: ?<');
    },
  );

  const refusals: [string, NonNullable<Parameters<Browser['launch']>[1]>][] = [
    ['foreign_target', { claims: { [`${CLAIM}/target_link_uri`]: OLD } }],
    ['token_expired', { claims: { iat: 1_000, exp: 2_000 } }],
    ['anonymous_launch', { claims: { sub: undefined } }],
    ['wrong_nonce', { claims: { nonce: 'other' } }],
    ['invalid_claims', { claims: { [`${CLAIM}/version`]: '1.1' } }],
  ];
  it.each(refusals)('for %s is logged with whose it was and where it came from', async (reason, bent) => {
    const headers = { 'X-Forwarded-For': '203.0.113.1, 198.51.100.7' };
    await new Browser().launch(lms, { ...bent, headers });
    const { issuer, clientId, deploymentId } = lms.registered;
    const whose = { issuer, clientId, deploymentId, linkId: lms.linkId };
    expect(logged()).toMatchObject({ reason, ...whose, address: '198.51.100.7' });
  });

  it('is logged with what its login says where the LMS is not known', async () => {
    await loginWith({ iss: 'https://other.example' }, { 'X-Forwarded-For': '198.51.100.8' });
    expect(logged()).toMatchObject({
      reason: 'unknown_platform',
      issuer: 'https://other.example',
      clientId: lms.registered.clientId,
      address: '198.51.100.8',
    });
  });

  it('from another browser is logged with what its token says', async () => {
    const form = lms.sandbox.launchForm(lms.linkId, lms.learner.id);
    const answer = await new Browser().login(lms.sandbox, form);
    await new Browser().post(answer);
    expect(logged()).toMatchObject({
      reason: 'other_browser',
      issuer: lms.registered.issuer,
      linkId: lms.linkId,
    });
  });

  it('does not let a token without form or end fill the log', async () => {
    const form = await new Browser().login(lms.sandbox, lms.sandbox.launchForm(lms.linkId, lms.learner.id));
    const payload = Buffer.from(JSON.stringify({ iss: 'x'.repeat(20_000), aud: 7 })).toString('base64url');
    for (const token of ['no token', `e30.${payload}.x`])
      await new Browser().post({ ...form, fields: { ...form.fields, id_token: token } });
    expect(logged()).toMatchObject({ issuer: 'x'.repeat(300) });
    expect(logged()).not.toHaveProperty('clientId');
  });
});
