import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Browser, connectSandbox, startTool, type Connected, type TestTool } from './lti-harness.ts';
import { readAll } from './read-all.ts';

/** Stands between the tool and the platform's key set and counts how often that is read. */
async function countingKeySet(target: string): Promise<{ url: string; reads: () => number; server: Server }> {
  let reads = 0;
  const server = createServer((_req, res) => {
    reads += 1;
    void fetch(target)
      .then((response) => response.text())
      .then((text) => res.setHeader('Content-Type', 'application/json').end(text));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, reads: () => reads, server };
}

describe('keys', () => {
  let tool: TestTool;
  let lms: Connected;
  let keySet: Awaited<ReturnType<typeof countingKeySet>>;

  beforeAll(async () => {
    tool = await startTool();
    lms = await connectSandbox(tool);
    keySet = await countingKeySet(lms.registered.jwksUrl);
    await tool.lti.administration.registerFromFile({
      name: 'Sandbox',
      issuer: lms.registered.issuer,
      clientId: lms.registered.clientId,
      authorizationEndpoint: lms.registered.authorizationUrl,
      tokenEndpoint: lms.registered.tokenUrl,
      keySetUrl: keySet.url,
      deploymentIds: [lms.registered.deploymentId],
      learnDeployments: false,
    });
  });
  afterAll(async () => {
    keySet.server.closeAllConnections();
    keySet.server.close();
    await lms.sandbox.close();
    await tool.close();
  });

  it('reads the platform’s key set once for many launches', async () => {
    for (let i = 0; i < 4; i += 1) expect((await new Browser().launch(lms)).status).toBe(303);
    expect(keySet.reads()).toBe(1);
  });

  it('reads it once more for an unknown key id, and then refuses', async () => {
    const before = keySet.reads();
    expect((await new Browser().launch(lms, { header: { kid: 'other' } })).status).toBe(401);
    expect(keySet.reads()).toBe(before + 1);
  });

  it('takes a key that the platform has just changed to', async () => {
    const before = keySet.reads();
    await lms.sandbox.rotateKeys();
    expect((await new Browser().launch(lms)).status).toBe(303);
    expect((await new Browser().launch(lms)).status).toBe(303);
    expect(keySet.reads()).toBe(before + 1);
  });

  it('does not read it without end for tokens with made-up key ids', async () => {
    const before = keySet.reads();
    for (let i = 0; i < 12; i += 1) await new Browser().launch(lms, { header: { kid: `made-up-${i}` } });
    expect(keySet.reads() - before).toBeLessThan(6);
    expect((await new Browser().launch(lms)).status).toBe(303);
  });

  it('asks to try later while the key set cannot be read', async () => {
    const cold = await startTool();
    const known = await connectSandbox(cold);
    known.sandbox.setFaults({ jwksDown: true });
    const response = await new Browser().launch(known);
    expect(response.status).toBe(502);
    expect(cold.logs.find(({ msg }) => msg === 'launch refused')?.reason).toBe('keys_unreachable');
    known.sandbox.clearFaults();
    expect((await new Browser().launch(known)).status).toBe(303);
    await known.sandbox.close();
    await cold.close();
  });

  it('publishes a new key after a rotation and keeps the old one beside it', async () => {
    const published = async () => {
      const response = await fetch(`${tool.url}/lti/jwks`);
      return ((await response.json()) as { keys: { kid: string; kty: string; alg: string; d?: string }[] })
        .keys;
    };
    const before = await published();
    expect(before).toHaveLength(1);
    expect(await tool.lti.administration.rotateKeys()).toBe(1);
    const after = await published();
    expect(after).toHaveLength(2);
    expect(after.map(({ kid }) => kid)).toContain(before[0]!.kid);
    expect(after.every(({ kty, alg, d }) => kty === 'RSA' && alg === 'RS256' && d === undefined)).toBe(true);
    const member = await readAll(tool, {
      platformId: lms.platformId,
      membershipsUrl: await membershipsUrl(),
    });
    expect(member.ok).toBe(true);
  });

  async function membershipsUrl(): Promise<string> {
    await new Browser().launch(lms, { personId: lms.lecturer.id });
    return tool.launches.at(-1)!.nrps!.membershipsUrl;
  }

  it('keeps no private key readable in the store', async () => {
    const keys = await tool.connection.collection('toolKeys').find().toArray();
    expect(keys.length).toBeGreaterThan(0);
    expect(JSON.stringify(keys)).not.toContain('PRIVATE KEY');
  });
});
