import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSandbox, type Sandbox } from '@chuyen-de/sandbox-lms';
import { Browser, countAll, startTool, type TestTool } from './lti-harness.ts';

/** A server that plays an LMS to lie to us. */
async function startLiar(answer: (url: string) => RequestListener) {
  let handle: RequestListener = (_req, res) => res.end();
  const server = createServer((req, res) => {
    handle(req, res);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  handle = answer(url);
  return {
    url,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

describe('dynamic registration', () => {
  let tool: TestTool;
  let sandbox: Sandbox;

  beforeAll(async () => {
    tool = await startTool();
    sandbox = await startSandbox();
  });
  afterAll(async () => {
    await sandbox.close();
    await tool.close();
  });

  const invite = async (ttlHours = 1): Promise<string> =>
    (await tool.lti.administration.createInvitation({ ttlHours, note: 'Trường A' })).url;
  const lastReason = () => tool.logs.findLast(({ msg }) => msg === 'registration refused')?.reason;
  const open = (invitation: string, configuration: string, method: 'GET' | 'POST' = 'GET') => {
    const url = new URL(invitation);
    url.searchParams.set('openid_configuration', configuration);
    return method === 'GET'
      ? fetch(url)
      : fetch(url.origin + url.pathname, { method, body: url.searchParams });
  };

  it('shows what would be registered, registers when confirmed, and launches', async () => {
    const invitation = await invite();
    const page = await fetch(await sandbox.registrationAddress(invitation));
    expect(page.headers.get('content-security-policy')).toContain(`; frame-ancestors ${sandbox.url}`);
    const shown = await page.text();
    expect(shown).toContain(sandbox.url);
    expect(shown).toContain('<form method="post"');
    expect(sandbox.tools()).toHaveLength(0);
    expect(await tool.lti.administration.listPlatforms()).toHaveLength(0);

    const registered = await sandbox.registerByUrl(invitation);
    expect(registered.page).toContain('org.imsglobal.lti.close');
    expect(await tool.lti.administration.listPlatforms()).toMatchObject([
      {
        issuer: sandbox.url,
        clientId: registered.clientId,
        active: true,
        learnsDeployments: false,
        deploymentIds: [registered.deploymentId],
      },
    ]);
    const person = await sandbox.addPerson({ familyName: 'Lê', givenName: 'Chi' });
    const course = await sandbox.addCourse({
      shortName: 'A',
      fullName: 'A',
      members: [{ personId: person.id, role: 'learner' }],
    });
    const { linkId } = await sandbox.placeItem(course.id, { title: 'x', custom: { item: 'exam:KT01' } });
    const browser = new Browser();
    const form = await browser.login(sandbox, sandbox.launchForm(linkId, person.id));
    expect((await browser.post(form)).status).toBe(303);
    const launch = tool.launches.at(-1);
    expect(launch?.name?.given).toBe('Chi');
    expect(launch?.ags?.scope).toContain('https://purl.imsglobal.org/spec/lti-ags/scope/score');
    expect(launch?.nrps?.membershipsUrl).toContain(sandbox.url);
  });

  it('stores no invitation in the clear', async () => {
    const code = new URL(await invite()).searchParams.get('invitation')!;
    const stored = await tool.connection.collection('invitations').find().toArray();
    expect(JSON.stringify(stored)).not.toContain(code);
  });

  it('refuses an invitation that was used, has expired or was never given', async () => {
    const used = await invite();
    await sandbox.registerByUrl(used);
    const before = await countAll(tool);
    await expect(sandbox.registerByUrl(used)).rejects.toThrow();
    expect(lastReason()).toBe('invitation_used');
    await expect(sandbox.registerByUrl(await invite(-1))).rejects.toThrow();
    expect(lastReason()).toBe('invitation_expired');
    await expect(sandbox.registerByUrl(`${tool.url}/lti/register?invitation=guess`)).rejects.toThrow();
    expect(lastReason()).toBe('invitation_unknown');
    await expect(sandbox.registerByUrl(`${tool.url}/lti/register`)).rejects.toThrow();
    expect(await countAll(tool)).toEqual({ ...before, invitations: before['invitations']! + 1 });
  });

  it('registers one of two LMSs that use an invitation at the same time', async () => {
    const invitation = await invite();
    const other = await startSandbox();
    const outcomes = await Promise.allSettled([
      sandbox.registerByUrl(invitation),
      other.registerByUrl(invitation),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await other.close();
  });

  const configuration = (issuer: string, endpoints: Record<string, string> = {}) => ({
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    registration_endpoint: `${issuer}/register`,
    ...endpoints,
  });
  const lies: [string, (url: string) => RequestListener, string][] = [
    [
      'a registration endpoint of another host',
      (url) => (_req, res) =>
        res.end(JSON.stringify(configuration(url, { registration_endpoint: 'http://127.0.0.1:9/r' }))),
      'foreign_host',
    ],
    [
      'an issuer of another host',
      () => (_req, res) => res.end(JSON.stringify(configuration('http://127.0.0.1:9'))),
      'foreign_host',
    ],
    [
      'a redirection',
      () => (_req, res) =>
        res.writeHead(302, { Location: `${sandbox.url}/.well-known/openid-configuration` }).end(),
      'configuration_unreachable',
    ],
    [
      'an incomplete configuration',
      (url) => (_req, res) => res.end(JSON.stringify({ issuer: url })),
      'configuration_invalid',
    ],
    ['an endless answer', () => (_req, res) => res.end('x'.repeat(2_000_000)), 'configuration_unreachable'],
    [
      'a token endpoint that is no web address',
      (url) => (_req, res) =>
        res.end(JSON.stringify(configuration(url, { token_endpoint: 'file:///etc/passwd' }))),
      'configuration_invalid',
    ],
    [
      'a refusal',
      (url) => (req, res) => {
        if (req.method === 'POST') res.writeHead(401).end();
        else res.end(JSON.stringify(configuration(url)));
      },
      'registration_refused',
    ],
  ];

  it.each(lies)('refuses %s and leaves the invitation unused', async (_name, answer, reason) => {
    const invitation = await invite();
    const before = await tool.lti.administration.listPlatforms();
    const liar = await startLiar(answer);
    const response = await open(invitation, `${liar.url}/.well-known/openid-configuration`, 'POST');
    expect(response.status).toBe(400);
    expect(lastReason()).toBe(reason);
    expect(await tool.lti.administration.listPlatforms()).toEqual(before);
    liar.close();
    expect((await sandbox.registerByUrl(invitation)).page).toContain('org.imsglobal.lti.close');
  });

  it.each(['GET', 'POST'] as const)(
    'says of a token that no header can carry (%s) that the token is wrong, and asks the LMS nothing',
    async (method) => {
      const invitation = new URL(await invite());
      let asked = 0;
      const liar = await startLiar(() => (_req, res) => {
        asked += 1;
        res.end();
      });
      for (const token of ['a\r\nX-Other: b', 'broken\nin two', 'hai từ']) {
        invitation.searchParams.set('registration_token', token);
        const response = await open(invitation.href, `${liar.url}/configuration`, method);
        expect(response.status).toBe(400);
        expect(await response.text()).toContain('Mã đăng ký');
        expect(lastReason()).toBe('token_invalid');
      }
      expect(asked).toBe(0);
      liar.close();
      invitation.searchParams.delete('registration_token');
      expect((await sandbox.registerByUrl(invitation.href)).page).toContain('org.imsglobal.lti.close');
    },
  );

  it('is looked at by HEAD without any effect', async () => {
    const invitation = await invite();
    const address = await sandbox.registrationAddress(invitation);
    const before = await countAll(tool);
    expect((await fetch(address, { method: 'HEAD' })).status).toBe(200);
    expect(await countAll(tool)).toEqual(before);
    expect((await sandbox.registerByUrl(invitation)).page).toContain('org.imsglobal.lti.close');
  });

  it('learns the deployment at the first launch where the LMS named none', async () => {
    const { issuer, clientId, deploymentId, authorizationUrl, tokenUrl, jwksUrl } =
      await sandbox.registerTool({
        clientName: 'Canvas-like',
        loginUrl: `${tool.url}/lti/login`,
        redirectUris: [`${tool.url}/lti/launch`],
        targetLinkUrl: `${tool.url}/lti/launch`,
        jwksUrl: `${tool.url}/lti/jwks`,
      });
    const { platformId } = await tool.lti.administration.registerFromFile({
      name: 'Canvas-like',
      issuer,
      clientId,
      authorizationEndpoint: authorizationUrl,
      tokenEndpoint: tokenUrl,
      keySetUrl: jwksUrl,
      deploymentIds: [],
      learnDeployments: true,
    });
    const course = await sandbox.addCourse({ shortName: 'B', fullName: 'B' });
    const person = await sandbox.addPerson({ familyName: 'Võ', givenName: 'Dũng', kind: 'learner' });
    await sandbox.enrol(course.id, person.id, 'learner');
    const toolId = sandbox.tools().find((known) => known.clientId === clientId)!.id;
    const { linkId } = await sandbox.placeItem(course.id, { title: 'y', toolId });
    const browser = new Browser();
    const form = await browser.login(sandbox, sandbox.launchForm(linkId, person.id));
    expect((await browser.post(form)).status).toBe(303);
    const known = (await tool.lti.administration.listPlatforms()).find(({ id }) => id === platformId);
    expect(known).toMatchObject({ learnsDeployments: true, deploymentIds: [deploymentId] });
  });

  it('asks neither private addresses nor plain http unless that is allowed', async () => {
    const strict = await startTool({ allowPrivateHosts: false });
    const addresses = [
      `${sandbox.url}/.well-known/openid-configuration`,
      'https://127.0.0.1/config',
      'https://[::1]/config',
      'https://[::ffff:10.0.0.1]/config',
      'https://169.254.169.254/latest/meta-data',
      'https://localhost/config',
      'https://user:secret@example.org/config',
    ];
    for (const address of addresses) {
      const { url } = await strict.lti.administration.createInvitation({ ttlHours: 1 });
      const response = await open(url, address);
      expect(response.status).toBe(400);
      expect([address, strict.logs.at(-1)?.reason]).toEqual([address, 'address_not_allowed']);
    }
    await strict.close();
  });
});
