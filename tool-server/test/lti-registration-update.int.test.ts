import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startTool, type TestTool } from './lti-harness.ts';

interface Registration {
  logo_uri: string;
  'https://purl.imsglobal.org/spec/lti-tool-configuration': {
    messages: { type: string; placements?: string[]; icon_uri?: string }[];
  };
}

/**
 * A host of several LMSs, each below its own path. A registration is changed there before it is answered, and
 * an update keeps its client id, as in Moodle (`mod/lti/openid-registration.php`).
 */
async function startHost() {
  const received: Registration[] = [];
  const state = { keySet: 'certs.php', clientId: 'client', deploymentId: '1', issuerPath: '/moodle' };
  const server: Server = createServer((req, res) => {
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const issuer = `${origin}${state.issuerPath}`;
    if (req.method === 'GET') {
      res.end(
        JSON.stringify({
          issuer,
          authorization_endpoint: `${issuer}/auth.php`,
          token_endpoint: `${issuer}/token.php`,
          jwks_uri: `${issuer}/${state.keySet}`,
          registration_endpoint: `${issuer}/register.php`,
          'https://purl.imsglobal.org/spec/lti-platform-configuration': {
            product_family_code: 'moodle',
            messages_supported: [
              { type: 'LtiResourceLinkRequest' },
              { type: 'LtiDeepLinkingRequest', placements: ['ContentArea'] },
            ],
          },
        }),
      );
      return;
    }
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      received.push(JSON.parse(Buffer.concat(chunks).toString('utf8')) as Registration);
      res.end(
        JSON.stringify({
          client_id: state.clientId,
          'https://purl.imsglobal.org/spec/lti-tool-configuration': { deployment_id: state.deploymentId },
        }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    state,
    received,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

describe('registering again', () => {
  let tool: TestTool;
  let host: Awaited<ReturnType<typeof startHost>>;
  beforeEach(async () => {
    tool = await startTool();
    host = await startHost();
  });
  afterEach(async () => {
    host.close();
    await tool.close();
  });

  async function register(path = '/moodle/openid-configuration.php', method: 'GET' | 'POST' = 'POST') {
    const { url } = await tool.lti.administration.createInvitation({ ttlHours: 1 });
    const address = new URL(url);
    address.searchParams.set('openid_configuration', `${host.origin}${path}`);
    return method === 'GET'
      ? fetch(address)
      : fetch(address.origin + address.pathname, { method, body: address.searchParams });
  }
  const platforms = () => tool.lti.administration.listPlatforms();
  const stored = () => tool.connection.collection('platforms').find().toArray();
  const lastReason = () => tool.logs.findLast(({ msg }) => msg === 'registration refused')?.reason;

  it('updates the registration of the same client', async () => {
    expect((await register()).status).toBe(200);
    const [first] = await platforms();
    Object.assign(host.state, { keySet: 'new-certs.php', deploymentId: '2' });
    expect(await (await register(undefined, 'GET')).text()).toContain('đã được đăng ký');
    expect((await register()).status).toBe(200);
    expect(await platforms()).toEqual([{ ...first, deploymentIds: ['1', '2'] }]);
    expect((await stored())[0]!['keySetUrl']).toBe(`${host.origin}/moodle/new-certs.php`);
  });

  it('says at the first that it has to be activated, and of an update what changed', async () => {
    expect(await (await register()).text()).toMatch(/Đã đăng ký.*Kích hoạt/s);
    const unchanged = await (await register()).text();
    expect(unchanged).toMatch(/Đã cập nhật đăng ký.*vẫn như trước/s);
    Object.assign(host.state, { keySet: 'new-certs.php', deploymentId: '2' });
    const changed = await (await register()).text();
    expect(changed).toContain(
      `Địa chỉ khóa công khai: ${host.origin}/moodle/certs.php → ${host.origin}/moodle/new-certs.php<`,
    );
    expect(changed).toContain('Mã triển khai mới: 2<');
    expect(changed).not.toContain('Địa chỉ đăng nhập');
    for (const page of [unchanged, changed]) {
      expect(page).toContain('không cần kích hoạt lại');
      expect(page).not.toContain('Kích hoạt');
      // Moodle 4.5 sets it back to "Show as preconfigured tool when adding an external tool".
      expect(page).toMatch(/bỏ công cụ khỏi danh sách hoạt động.*“Show in activity chooser/);
    }
  });

  it('says of an update that the registration is switched off', async () => {
    await register();
    const [{ id } = { id: '' }] = await platforms();
    await tool.lti.administration.setPlatformActive(id, false);
    expect(await (await register()).text()).toContain('platform-on');
  });

  it('leaves a registration off that an administrator has switched off', async () => {
    await register();
    const [{ id } = { id: '' }] = await platforms();
    await tool.lti.administration.setPlatformActive(id, false);
    expect((await register()).status).toBe(200);
    expect(await platforms()).toMatchObject([{ id, active: false }]);
  });

  it('makes another registration where the LMS has made another client', async () => {
    await register();
    host.state.clientId = 'other';
    expect((await register()).status).toBe(200);
    expect((await platforms()).map(({ clientId }) => clientId)).toEqual(['client', 'other']);
  });

  it('makes one of two that come at once', async () => {
    const responses = await Promise.all([register(), register()]);
    expect(responses.map(({ status }) => status)).toEqual([200, 200]);
    expect(await platforms()).toHaveLength(1);
  });

  it('lets no neighbour on the same host change it, and does so before that LMS is changed', async () => {
    await register();
    const before = await stored();
    host.state.keySet = 'neighbours-certs.php';
    expect((await register('/moodle-of-others/openid-configuration.php')).status).toBe(400);
    expect(lastReason()).toBe('foreign_host');
    expect(await stored()).toEqual(before);
    expect(host.received).toHaveLength(1);
  });

  it('asks for a picture, and for a place where people add to a course', async () => {
    await register();
    const [{ logo_uri: icon, ...asked }] = host.received as [Registration];
    const { messages } = asked['https://purl.imsglobal.org/spec/lti-tool-configuration'];
    expect(messages).toMatchObject([
      { type: 'LtiResourceLinkRequest', icon_uri: icon },
      { type: 'LtiDeepLinkingRequest', icon_uri: icon, placements: ['ContentArea'] },
    ]);
    const picture = await fetch(icon);
    expect(picture.status).toBe(200);
    expect(picture.headers.get('content-type')).toMatch(/^image\/svg\+xml/);
    expect(picture.headers.get('cross-origin-resource-policy')).not.toBe('same-origin');
  });
});
