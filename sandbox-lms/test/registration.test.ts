import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Sandbox, startSandbox } from '../src/index.ts';
import { scope, toolConfiguration } from '../src/vocabulary.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.close());

const aRegistration = (changes: object = {}, configuration: object = {}) => ({
  application_type: 'web',
  response_types: ['id_token'],
  grant_types: ['implicit', 'client_credentials'],
  initiate_login_uri: 'https://tool.example/login',
  redirect_uris: ['https://tool.example/launch'],
  client_name: 'Chuyên Đề',
  jwks_uri: 'https://tool.example/jwks',
  token_endpoint_auth_method: 'private_key_jwt',
  scope: scope.score,
  [toolConfiguration]: {
    domain: 'tool.example',
    target_link_uri: 'https://tool.example/launch',
    claims: ['sub', 'iss', 'name'],
    messages: [{ type: 'LtiDeepLinkingRequest', target_link_uri: 'https://tool.example/pick' }],
    ...configuration,
  },
  ...changes,
});

const register = async (body: unknown, token?: string) =>
  fetch(`${sandbox.url}/lti/register`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Authorization: `Bearer ${token ?? (await sandbox.registrationToken())}`,
    },
    body: JSON.stringify(body),
  });

it('publishes its configuration', async () => {
  const response = await fetch(`${sandbox.url}/.well-known/openid-configuration`);
  expect(await response.json()).toMatchObject({
    issuer: sandbox.url,
    registration_endpoint: `${sandbox.url}/lti/register`,
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
  });
});

it('takes a tool in as pending and answers with client and deployment', async () => {
  const response = await register(aRegistration());
  expect(response.status).toBe(200);
  const [tool] = sandbox.tools();
  expect(tool).toMatchObject({
    state: 'pending',
    clientName: 'Chuyên Đề',
    deepLinkUrl: 'https://tool.example/pick',
    sharesNames: true,
    sharesEmail: false,
  });
  expect(await response.json()).toMatchObject({
    client_id: tool?.clientId,
    scope: [scope.score, scope.result, scope.lineItemReadOnly].join(' '),
    [toolConfiguration]: { deployment_id: tool?.id },
  });
});

it.each([
  ['response_types', aRegistration({ response_types: ['code'] })],
  ['initiate_login_uri', aRegistration({ initiate_login_uri: undefined })],
  ['redirect_uris', aRegistration({ redirect_uris: [] })],
  ['client_name', aRegistration({ client_name: '' })],
  ['jwks_uri', aRegistration({ jwks_uri: undefined })],
  ['authentication', aRegistration({ token_endpoint_auth_method: 'client_secret_basic' })],
  ['tool configuration', aRegistration({ [toolConfiguration]: undefined })],
  ['domain', aRegistration({}, { domain: 'elsewhere.example' })],
])('answers 400 to a registration with a wrong %s', async (_what, body) => {
  expect((await register(body)).status).toBe(400);
  expect(sandbox.tools()).toEqual([]);
});

it('takes a token once, and none but its own', async () => {
  const token = await sandbox.registrationToken();
  expect((await register(aRegistration(), token)).status).toBe(200);
  expect((await register(aRegistration(), token)).status).toBe(401);
  expect((await register(aRegistration(), 'guess')).status).toBe(401);
});

it('refuses a token after an hour', async () => {
  await sandbox.close();
  let now = new Date('2026-05-01T00:00:00Z');
  sandbox = await startSandbox({ clock: () => now });
  const token = await sandbox.registrationToken();
  now = new Date('2026-05-01T01:00:01Z');
  expect((await register(aRegistration(), token)).status).toBe(401);
});

it('brings a tool up to date with an update token, and leaves it active', async () => {
  await register(aRegistration());
  const { clientId, id } = sandbox.tools()[0]!;
  await sandbox.activateTool(id);
  const token = await sandbox.registrationToken({ updates: clientId });
  expect((await register(aRegistration({ client_name: 'Tên mới' }), token)).status).toBe(200);
  expect(sandbox.tools()).toMatchObject([{ id, clientId, clientName: 'Tên mới', state: 'active' }]);
});

describe('by invitation', () => {
  const aTool = async (registers: 'at once' | 'after confirmation' | 'never') => {
    const server = createServer((req, res) => {
      void (async () => {
        const { pathname, searchParams } = new URL(req.url ?? '', 'http://tool');
        const query = searchParams.toString().replaceAll('&', '&amp;');
        const confirmed = req.method === 'POST' || registers === 'at once';
        if (registers !== 'never' && confirmed)
          await register(aRegistration(), searchParams.get('registration_token')!);
        res.setHeader('Content-Type', 'text/html');
        res.end(
          confirmed
            ? 'done'
            : `<form method="post" action="${pathname}?${query}"><button name="ok" value="1">ok</button></form>`,
        );
      })();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/register?invitation=abc`;
    return {
      url,
      close: () => {
        server.close();
        server.closeAllConnections();
      },
    };
  };

  it.each(['at once', 'after confirmation'] as const)('registers a tool that does it %s', async (when) => {
    const tool = await aTool(when);
    const registered = await sandbox.registerByUrl(tool.url);
    expect(registered).toMatchObject({ issuer: sandbox.url, page: 'done' });
    expect(sandbox.tools()).toMatchObject([{ clientId: registered.clientId, state: 'active' }]);
    tool.close();
  });

  it('says so when the tool does not register', async () => {
    const tool = await aTool('never');
    await expect(sandbox.registerByUrl(tool.url)).rejects.toThrow('did not register');
    tool.close();
  });
});
