import { Browser, countAll, useSandbox } from './lti-harness.ts';

const LTI = 'https://purl.imsglobal.org/spec/lti/claim';
const MEMBERSHIP = 'http://purl.imsglobal.org/vocab/lis/v2/membership';
const now = (): number => Math.floor(Date.now() / 1000);

describe('launch', () => {
  const { tool, lms, lastReason } = useSandbox();

  it('opens the item for the learner, with a single-use code', async () => {
    const launched = await new Browser().launch(lms());
    expect(launched.status).toBe(303);
    const location = new URL(launched.headers.get('location')!);
    expect(location.pathname).toBe('/app/start');
    expect(location.searchParams.get('code')).toMatch(/^[\w-]{20,}$/);
    expect(tool().launches.at(-1)).toMatchObject({
      platform: { id: lms().platformId, issuer: lms().sandbox.url },
      subject: lms().learner.id,
      roles: ['learner'],
      name: { given: 'An', family: 'Nguyễn Thị' },
      context: { id: lms().course.id, title: 'Lớp lý luận chính trị', type: ['CourseSection'] },
      resourceLink: { id: lms().linkId },
      item: { kind: 'exam', code: 'KT01' },
      message: 'resource-link',
      locale: 'vi',
    });
    const { ags, nrps, presentation } = tool().launches.at(-1)!;
    expect(ags?.lineItem).toContain('type_id=');
    expect(nrps?.membershipsUrl).toContain(lms().sandbox.url);
    expect(presentation.returnUrl).toContain('/return');
  });

  it.each([
    ['/lti/login', 'of more than 64 KiB', `iss=${'x'.repeat(65_537)}`],
    ['/lti/launch', 'of more than 64 KiB', `id_token=${'x'.repeat(65_537)}`],
    ['/lti/register', 'of more than 64 KiB', `invitation=${'x'.repeat(65_537)}`],
    ['/lti/login', 'of 51 fields', 'a=1&'.repeat(51)],
    ['/lti/launch', 'of 51 fields', 'a=1&'.repeat(51)],
    ['/lti/register', 'of 51 fields', 'a=1&'.repeat(51)],
  ])('answers a form to %s %s by a page', async (path, _what, body) => {
    const response = await fetch(`${tool().url}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body,
    });
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    expect(tool().logs.at(-1)?.['detail']).toMatch(/^too_large$/);
  });

  const badTokens: [string, Parameters<Browser['launch']>[1], string][] = [
    ['no kid', { header: { kid: null } }, 'unknown_key'],
    ['a kid that the platform does not publish', { header: { kid: 'other' } }, 'unknown_key'],
    ['a key that the platform does not publish', { signature: 'foreign-key' }, 'bad_signature'],
    ['alg none', { signature: 'none' }, 'unsupported_algorithm'],
    ['HS256 keyed with the public key', { signature: 'hs256-public-key' }, 'unsupported_algorithm'],
    ['version 11.3', { claims: { [`${LTI}/version`]: '11.3' } }, 'invalid_claims'],
    ['no version', { claims: { [`${LTI}/version`]: undefined } }, 'invalid_claims'],
    ['a payload that is no LTI at all', { payload: () => ({ name: 'badltilaunch' }) }, 'wrong_issuer'],
    [
      'a signed token without any LTI claim',
      { payload: ({ iss, aud, nonce, iat, exp, sub }) => ({ iss, aud, nonce, iat, exp, sub }) as never },
      'invalid_claims',
    ],
    ['an expired token', { claims: { iat: now() - 190, exp: now() - 130 } }, 'token_expired'],
    ['a token made long ago', { claims: { iat: now() - 600 } }, 'token_not_current'],
    ['a token of the future', { claims: { iat: now() + 190, exp: now() + 250 } }, 'token_not_current'],
    ['a token that is to count later', { claims: { nbf: now() + 190 } }, 'token_not_current'],
    ['no iat', { claims: { iat: undefined } }, 'malformed_token'],
    ['no exp', { claims: { exp: undefined } }, 'malformed_token'],
    ['no message type', { claims: { [`${LTI}/message_type`]: undefined } }, 'invalid_claims'],
    ['an unknown message type', { claims: { [`${LTI}/message_type`]: 'LtiOther' } }, 'invalid_claims'],
    ['no roles', { claims: { [`${LTI}/roles`]: undefined } }, 'invalid_claims'],
    ['no deployment', { claims: { [`${LTI}/deployment_id`]: undefined } }, 'invalid_claims'],
    ['an unknown deployment', { claims: { [`${LTI}/deployment_id`]: 'other' } }, 'unknown_deployment'],
    ['no resource link', { claims: { [`${LTI}/resource_link`]: undefined } }, 'invalid_claims'],
    [
      'a resource link without an id',
      { claims: { [`${LTI}/resource_link`]: { title: 'x' } } },
      'invalid_claims',
    ],
    ['a person with half a character', { claims: { sub: 'a\ud800' } }, 'malformed_id'],
    [
      'a course with a control character',
      { claims: { [`${LTI}/context`]: { id: 'a\u0007b' } } },
      'malformed_id',
    ],
    ['a link of two lines', { claims: { [`${LTI}/resource_link`]: { id: 'a\nb' } } }, 'malformed_id'],
    ['no sub', { claims: { sub: undefined } }, 'anonymous_launch'],
    ['an empty sub', { claims: { sub: '' } }, 'anonymous_launch'],
    ['no target', { claims: { [`${LTI}/target_link_uri`]: undefined } }, 'invalid_claims'],
    [
      'a foreign target',
      { claims: { [`${LTI}/target_link_uri`]: 'https://evil.example/lti/launch' } },
      'foreign_target',
    ],
    ['another issuer', { claims: { iss: 'https://other.example' } }, 'wrong_issuer'],
    ['another audience', { claims: { aud: 'other' } }, 'wrong_audience'],
    ['another nonce', { claims: { nonce: 'other' } }, 'wrong_nonce'],
    ['no nonce', { claims: { nonce: undefined } }, 'wrong_nonce'],
    ['another state', { state: 'other.state' }, 'unknown_state'],
  ];

  it.each(badTokens)(
    'refuses %s with a readable page and stores nothing',
    async (_name, overrides, reason) => {
      const before = await countAll(tool());
      const seen = tool().launches.length;
      const response = await new Browser().launch(lms(), overrides);
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.headers.get('content-type')).toContain('text/html');
      const page = await response.text();
      expect(page).toContain(reason);
      expect(page).not.toContain(lms().learner.familyName);
      expect(lastReason()).toBe(reason);
      expect(tool().launches).toHaveLength(seen);
      expect(await countAll(tool())).toEqual(before);
    },
  );

  it('refuses an additional audience', async () => {
    const { clientId } = lms().registered;
    const response = await new Browser().launch(lms(), {
      claims: { aud: [clientId, 'other'], azp: clientId },
    });
    expect(response.status).toBe(401);
    expect(lastReason()).toBe('wrong_audience');
  });

  it('writes no personal data to the log', async () => {
    await new Browser().launch(lms(), { claims: { aud: 'other' } });
    const lines = JSON.stringify(tool().logs);
    expect(lines).not.toMatch(/Nguyễn|[ "]An\\?"/);
    expect(lines).not.toContain(lms().learner.email);
    expect(lines).not.toMatch(/eyJ[\w-]{20,}/);
  });

  const staff = { personId: 'lecturer' };
  const accepted: [string, Parameters<Browser['launch']>[1], object][] = [
    [
      'several roles',
      { claims: { [`${LTI}/roles`]: [`${MEMBERSHIP}#Instructor`, `${MEMBERSHIP}#Learner`] } },
      { roles: ['lecturer', 'learner'] },
    ],
    ['a short role name', { claims: { [`${LTI}/roles`]: ['Instructor'] } }, { roles: ['lecturer'] }],
    ['an unknown role', { claims: { [`${LTI}/roles`]: ['urn:other#Thing'] } }, { roles: ['learner'] }],
    ['an empty role', { claims: { [`${LTI}/roles`]: [''] } }, { roles: ['learner'] }],
    ['no role', { claims: { [`${LTI}/roles`]: [] } }, { roles: ['learner'] }],
    [
      'an e-mail address only',
      { claims: { name: undefined, given_name: undefined, family_name: undefined, email: 'a@example.org' } },
      { email: 'a@example.org' },
    ],
    ['names only', { claims: { email: undefined } }, { name: { given: 'An' } }],
    [
      'no personal data',
      { claims: { name: undefined, given_name: undefined, family_name: '', email: '' } },
      { roles: ['learner'] },
    ],
    ['no context', { claims: { [`${LTI}/context`]: undefined } }, { item: { code: 'KT01' } }],
    ['claims that it does not know', { claims: { 'https://other.example/claim': { a: 1 } } }, {}],
    [
      'optional claims of the wrong shape',
      { claims: { [`${LTI}/launch_presentation`]: 'x', locale: 7 } },
      {},
    ],
    ['an audience in a list', { payload: (claims) => ({ ...claims, aud: [claims.aud as string] }) }, {}],
    ['a lecturer', { ...staff }, { roles: ['lecturer'] }],
  ];

  it.each(accepted)('accepts %s', async (_name, overrides, expected) => {
    const personId = overrides?.personId === 'lecturer' ? lms().lecturer.id : lms().learner.id;
    const response = await new Browser().launch(lms(), { ...overrides, personId });
    expect([response.status, lastReason()]).toEqual([303, lastReason()]);
    expect(tool().launches.at(-1)).toMatchObject(expected);
  });

  it('finds the item in the target’s query when the custom parameter is lost', async () => {
    await new Browser().launch(lms(), {
      claims: {
        [`${LTI}/custom`]: undefined,
        [`${LTI}/target_link_uri`]: `${tool().url}/lti/launch?item=topic:CD01`,
      },
    });
    expect(tool().launches.at(-1)?.item).toEqual({ kind: 'topic', code: 'CD01' });
  });

  it('leaves out custom values that the platform has not filled in', async () => {
    await new Browser().launch(lms(), {
      claims: { [`${LTI}/custom`]: { item: 'exam:KT01', unit: '$Person.sourcedId', price: '$5' } },
    });
    expect(tool().launches.at(-1)?.custom).toEqual({ item: 'exam:KT01', price: '$5' });
  });

  it('takes a submission review with the person it is about', async () => {
    const response = await new Browser().launch(lms(), {
      personId: lms().lecturer.id,
      messageType: 'LtiSubmissionReviewRequest',
      forUser: lms().learner.id,
    });
    expect(response.status).toBe(303);
    expect(tool().launches.at(-1)).toMatchObject({ message: 'submission-review', forUser: lms().learner.id });
  });

  it('lets one of many concurrent replays pass', async () => {
    const browser = new Browser();
    const form = await browser.login(lms().sandbox, lms().sandbox.launchForm(lms().linkId, lms().learner.id));
    const seen = tool().launches.length;
    const responses = await Promise.all(Array.from({ length: 8 }, () => browser.post(form)));
    expect(responses.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(responses.filter(({ status }) => status === 401)).toHaveLength(7);
    expect(tool().launches).toHaveLength(seen + 1);
  });

  it('refuses the state of another browser', async () => {
    const form = await new Browser().login(
      lms().sandbox,
      lms().sandbox.launchForm(lms().linkId, lms().learner.id),
    );
    const other = new Browser();
    await other.post(lms().sandbox.launchForm(lms().linkId, lms().learner.id));
    const response = await other.post(form);
    expect(response.status).toBe(401);
    expect(lastReason()).toBe('other_browser');
  });

  it('refuses a token of one login under the state of another', async () => {
    const browser = new Browser();
    const first = await browser.login(
      lms().sandbox,
      lms().sandbox.launchForm(lms().linkId, lms().learner.id),
    );
    const second = await browser.login(
      lms().sandbox,
      lms().sandbox.launchForm(lms().linkId, lms().lecturer.id),
    );
    const mixed = { ...first, fields: { ...first.fields, id_token: second.fields['id_token']! } };
    expect((await browser.post(mixed)).status).toBe(401);
    expect(lastReason()).toBe('wrong_nonce');
  });

  it('shows an error of the platform as a readable page', async () => {
    const response = await new Browser().post({
      action: `${tool().url}/lti/launch`,
      fields: { error: 'access_denied', error_description: '<script>', state: 'x' },
    });
    expect(response.status).toBe(400);
    const page = await response.text();
    expect(page).toContain('platform_error');
    expect(page).not.toContain('<script>');
  });

  it('speaks English to a browser that asks for it', async () => {
    const response = await fetch(`${tool().url}/lti/launch`, {
      headers: { 'Accept-Language': 'en-GB,en;q=0.9' },
    });
    expect(await response.text()).toContain('open the activity again');
  });

  it('refuses a platform that is switched off, and takes it back', async () => {
    const { administration } = tool().lti;
    await administration.setPlatformActive(lms().platformId, false);
    const form = lms().sandbox.launchForm(lms().linkId, lms().learner.id);
    expect((await new Browser().post(form)).status).toBe(403);
    expect(lastReason()).toBe('inactive_platform');
    await administration.setPlatformActive(lms().platformId, true);
    expect((await new Browser().launch(lms())).status).toBe(303);
  });
});
