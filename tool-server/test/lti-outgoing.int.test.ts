import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HOSTILE_KINDS, NO_SUCH_HOST, startHostileHost, type HostileHost } from './hostile-host.ts';
import { Browser, connectSandbox, startTool, type Connected, type TestTool } from './lti-harness.ts';
import { readAll } from './read-all.ts';

let tool: TestTool;
let lms: Connected;
let hostile: HostileHost;

beforeAll(async () => {
  tool = await startTool();
  lms = await connectSandbox(tool);
  hostile = await startHostileHost();
});
afterAll(async () => {
  hostile.close();
  await lms.sandbox.close();
  await tool.close();
});

type Endpoints = Partial<Record<'clientId' | 'tokenEndpoint' | 'keySetUrl', string>>;

/** Enters the sandbox with some of its endpoints elsewhere. */
const enter = async (endpoints: Endpoints = {}, to: TestTool = tool): Promise<string> => {
  const { issuer, clientId, authorizationUrl, tokenUrl, jwksUrl, deploymentId } = lms.registered;
  const { platformId } = await to.lti.administration.registerFromFile({
    name: 'Sandbox',
    issuer,
    clientId,
    authorizationEndpoint: authorizationUrl,
    tokenEndpoint: tokenUrl,
    keySetUrl: jwksUrl,
    deploymentIds: [deploymentId],
    learnDeployments: false,
    ...endpoints,
  });
  return platformId;
};

/** Every call of a service, with its address below `base`; answers whether it brought what was asked for. */
const SERVICES: [string, (platformId: string, base: string) => Promise<boolean>][] = [
  [
    'a result',
    async (platformId, base) => {
      const of = { platformId, lineItemUrl: `${base}/item`, subject: lms.learner.id };
      const read = await tool.lti.ags.readResults(of);
      return read.ok && read.results.has(lms.learner.id);
    },
  ],
  [
    'a line item',
    async (platformId, base) => {
      const wish = {
        platformId,
        lineItemsUrl: `${base}/items`,
        resourceLinkId: lms.linkId,
        resourceId: 'exam:KT01',
        tag: 'exam',
        label: 'Bài kiểm tra',
        scoreMaximum: 10,
      };
      const { lineItems } = tool.lti.ags;
      const asked = [await lineItems.find(wish), await lineItems.create(wish)];
      const read = await lineItems.read({ platformId, lineItemUrl: `${base}/item` });
      return [...asked, read].some(({ column }) => column !== undefined);
    },
  ],
  [
    'a roster',
    async (platformId, base) => (await readAll(tool, { platformId, membershipsUrl: `${base}/members` })).ok,
  ],
];

const sendScore = (platformId: string, base: string) =>
  tool.lti.ags.postScore({
    platformId,
    lineItemUrl: `${base}/item`,
    subject: lms.learner.id,
    scoreGiven: 7,
    scoreMaximum: 10,
    at: new Date('2026-01-01T00:00:00Z'),
    activityProgress: 'Completed',
    gradingProgress: 'FullyGraded',
  });

describe.each(SERVICES)('%s', (_name, call) => {
  it.each(HOSTILE_KINDS)('is not had, and nobody is led on, from a host that answers %s', async (kind) => {
    hostile.answer(kind);
    expect(await call(lms.platformId, hostile.url)).toBe(false);
    expect(hostile.reachedInside()).toBe(0);
  });

  it('is not had from a host without an address', async () => {
    expect(await call(lms.platformId, NO_SUCH_HOST)).toBe(false);
  });
});

describe('a score', () => {
  it.each(HOSTILE_KINDS)('goes nowhere else when a host answers %s', async (kind) => {
    hostile.answer(kind);
    await sendScore(lms.platformId, hostile.url);
    expect(hostile.reachedInside()).toBe(0);
  });

  it('waits where the host has no address', async () => {
    expect(await sendScore(lms.platformId, NO_SUCH_HOST)).toMatchObject({ status: 0, message: 'ENOTFOUND' });
  });
});

describe('an access token', () => {
  it.each(HOSTILE_KINDS)('is asked for once, and not had, when the endpoint answers %s', async (kind) => {
    hostile.answer(kind);
    const platformId = await enter({ clientId: kind, tokenEndpoint: `${hostile.url}/token` });
    const before = hostile.seen.length;
    const { status } = await sendScore(platformId, lms.sandbox.url);
    expect([0, 502]).toContain(status);
    expect(hostile.seen).toHaveLength(before + 1);
    expect(hostile.reachedInside()).toBe(0);
  });

  it('is not had from an endpoint without an address', async () => {
    const platformId = await enter({ clientId: 'no address', tokenEndpoint: `${NO_SUCH_HOST}/token` });
    expect(await sendScore(platformId, lms.sandbox.url)).toMatchObject({ status: 0, message: 'ENOTFOUND' });
  });
});

describe('a key set', () => {
  it.each(HOSTILE_KINDS)('is not had when its address answers %s', async (kind) => {
    hostile.answer(kind);
    await enter({ keySetUrl: `${hostile.url}/${encodeURIComponent(kind)}` });
    expect((await new Browser().launch(lms)).status).toBe(502);
  });

  it.each([NO_SUCH_HOST, 'https://localhost', 'https://[::127.0.0.1]', 'https://[64:ff9b::7f00:1]'])(
    'is not had from %s, with the settings of production',
    async (host) => {
      const strict = await startTool({ allowPrivateHosts: false });
      const known = await connectSandbox(strict);
      await strict.lti.administration.registerFromFile({
        name: 'Sandbox',
        issuer: known.registered.issuer,
        clientId: known.registered.clientId,
        authorizationEndpoint: known.registered.authorizationUrl,
        tokenEndpoint: `${host}/token`,
        keySetUrl: `${host}/keys`,
        deploymentIds: [known.registered.deploymentId],
        learnDeployments: false,
      });
      expect((await new Browser().launch(known)).status).toBe(502);
      const score = await strict.lti.ags.readResults({
        platformId: known.platformId,
        lineItemUrl: `${host}/item`,
        subject: 'x',
      });
      expect(score).toMatchObject({ ok: false, reply: { status: 0 } });
      await known.sandbox.close();
      await strict.close();
    },
  );
});

it('makes every request by its own client', async () => {
  const agents = new Set<string | undefined>();
  const relay = createServer((req, res) => {
    agents.add(req.headers['user-agent']);
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const { host: _, 'content-length': __, ...headers } = req.headers as Record<string, string>;
      void fetch(`${lms.sandbox.url}${req.url!}`, {
        method: req.method!,
        headers,
        ...(req.method !== 'GET' && { body: Buffer.concat(chunks) }),
      })
        .then(async (reply) => res.writeHead(reply.status).end(await reply.text()))
        .catch(() => res.destroy());
    });
  });
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  const through = (url: string) =>
    url.replace(lms.sandbox.url, `http://127.0.0.1:${(relay.address() as AddressInfo).port}`);

  const { tokenUrl, jwksUrl, clientId } = lms.registered;
  const platformId = await enter({ clientId, tokenEndpoint: tokenUrl, keySetUrl: through(jwksUrl) });
  expect((await new Browser().launch(lms)).status).toBe(303);
  const { ags, nrps } = tool.launches.at(-1)!;
  const base = through(ags!.lineItem!);
  const result = await tool.lti.ags.readResults({ platformId, lineItemUrl: base, subject: lms.learner.id });
  const roster = await readAll(tool, {
    platformId,
    membershipsUrl: through(nrps!.membershipsUrl),
  });
  expect([result.ok, roster.ok]).toEqual([true, true]);
  expect([...agents]).toEqual(['chuyen-de']);
  relay.closeAllConnections();
  relay.close();
});
