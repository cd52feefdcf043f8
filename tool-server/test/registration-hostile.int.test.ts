import { HOSTILE_KINDS, NO_SUCH_HOST, startHostileHost, type HostileHost } from './hostile-host.ts';
import { startTool, type TestTool } from './lti-harness.ts';

let tool: TestTool;
let hostile: HostileHost;

beforeAll(async () => {
  tool = await startTool();
  hostile = await startHostileHost();
  hostile.answerWell('/configuration', {
    issuer: hostile.url,
    authorization_endpoint: `${hostile.url}/auth`,
    token_endpoint: `${hostile.url}/token`,
    jwks_uri: `${hostile.url}/keys`,
    registration_endpoint: `${hostile.url}/register`,
  });
});
afterAll(async () => {
  hostile.close();
  await tool.close();
});

/** Registers by a new invitation and a configuration at some address; answers the status of the page, and why. */
async function register(configuration: string): Promise<[status: number, reason: unknown]> {
  const { url } = await tool.lti.administration.createInvitation({ ttlHours: 1, note: 'Trường A' });
  const { origin, pathname, searchParams } = new URL(url);
  searchParams.set('openid_configuration', configuration);
  const { status } = await fetch(origin + pathname, { method: 'POST', body: searchParams });
  return [status, tool.logs.findLast(({ msg }) => msg === 'registration refused')?.reason];
}

describe.each([
  ['configuration', 'other', /^configuration_/],
  ['registration endpoint', 'configuration', /^registration_/],
])('a registration whose %s is bad', (_door, path, reason) => {
  it.each(HOSTILE_KINDS)('is refused, and nobody is led on, by %s', async (kind) => {
    hostile.answer(kind);
    const before = hostile.seen.length;
    const answer = await register(`${hostile.url}/${path}`);
    expect(answer).toEqual([400, expect.stringMatching(reason)]);
    expect(hostile.seen).toHaveLength(before + (path === 'other' ? 1 : 2));
    expect(hostile.reachedInside()).toBe(0);
    expect(await tool.lti.administration.listPlatforms()).toEqual([]);
  });
});

it('a registration is refused whose configuration has no address', async () => {
  expect(await register(NO_SUCH_HOST)).toEqual([400, 'configuration_unreachable']);
});
