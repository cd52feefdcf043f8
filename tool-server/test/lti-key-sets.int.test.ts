import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Browser, connectSandbox, startTool, type Connected, type TestTool } from './lti-harness.ts';

type Jwk = Record<string, unknown>;

const foreignKey = (modulusLength = 2048): Jwk =>
  generateKeyPairSync('rsa', { modulusLength }).publicKey.export({ format: 'jwk' });

describe('a key set', () => {
  let tool: TestTool;
  let lms: Connected;
  let server: Server;
  let base: string;
  let key: Jwk;
  /** What the next readings bring; the last one stays. */
  let readings: unknown[][] = [];
  let reads = 0;

  beforeAll(async () => {
    tool = await startTool();
    lms = await connectSandbox(tool);
    const published = (await (await fetch(lms.registered.jwksUrl)).json()) as { keys: Jwk[] };
    key = published.keys[0]!;
    server = createServer((req, res) => {
      if (req.url!.startsWith('/moved/')) {
        res.writeHead(301, { Location: req.url!.replace('/moved/', '/at/') }).end();
        return;
      }
      reads += 1;
      const keys = readings.length > 1 ? readings.shift() : readings[0];
      res.end(JSON.stringify({ keys }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await lms.sandbox.close();
    await tool.close();
  });

  let sets = 0;
  /** Makes the platform publish these sets, one after the other, at an address that was never read. */
  async function publish(keys: unknown[][], path = 'at'): Promise<void> {
    readings = keys;
    reads = 0;
    sets += 1;
    const { issuer, clientId, authorizationUrl, tokenUrl, deploymentId } = lms.registered;
    await tool.lti.administration.registerFromFile({
      name: 'Sandbox',
      issuer,
      clientId,
      authorizationEndpoint: authorizationUrl,
      tokenEndpoint: tokenUrl,
      keySetUrl: `${base}/${path}/${sets}`,
      deploymentIds: [deploymentId],
      learnDeployments: false,
    });
  }
  const launch = async (): Promise<number> => (await new Browser().launch(lms)).status;
  const lastReason = (): string | undefined =>
    tool.logs.findLast(({ msg }) => msg === 'launch refused')?.reason;

  const hard: [string, () => unknown[]][] = [
    ['with a key listed twice', () => [key, key]],
    ['with two keys under one id', () => [{ ...foreignKey(), kid: key['kid'], alg: 'RS256' }, key]],
    ['with a weak key under the same id', () => [{ ...foreignKey(1024), kid: key['kid'] }, key]],
    ['with an entry that is null', () => [null, key]],
    ['with entries that are no keys', () => [7, 'key', [], {}, { kty: 'RSA' }, { ...key, n: '' }, key]],
    ['with keys of other kinds', () => [{ kty: 'EC', crv: 'P-256', kid: key['kid'], x: 'a', y: 'b' }, key]],
    ['with a key without an id', () => [{ ...key, kid: undefined }, key]],
  ];
  it.each(hard)('%s serves', async (_name, keys) => {
    await publish([keys()]);
    expect([await launch(), lastReason()]).toEqual([303, lastReason()]);
    expect(reads).toBe(1);
  });

  it('behind a permanent redirect serves', async () => {
    await publish([[key]], 'moved');
    expect(await launch()).toBe(303);
    expect(reads).toBe(1);
  });

  it('is read again when a signature fails, in case the id was kept for a new key', async () => {
    await publish([[{ ...foreignKey(), kid: key['kid'] }], [key]]);
    expect(await launch()).toBe(303);
    expect(reads).toBe(2);
    expect(await launch()).toBe(303);
    expect(reads).toBe(2);
  });

  it('is not read without end for signatures that fail', async () => {
    await publish([[{ ...foreignKey(), kid: key['kid'] }]]);
    for (let i = 0; i < 12; i += 1) expect(await launch()).toBe(401);
    expect(lastReason()).toBe('bad_signature');
    expect(reads).toBeLessThan(8);
  });

  it('of a key that is too short is refused with the reason', async () => {
    await publish([[{ ...foreignKey(1024), kid: key['kid'] }]]);
    const response = await new Browser().launch(lms);
    expect([response.status, lastReason()]).toEqual([401, 'weak_key']);
    expect(await response.text()).toContain('2048');
  });
});
