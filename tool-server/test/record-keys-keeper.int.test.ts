import type { RecordKeys, RecordKeySecret } from '@chuyen-de/contracts';
import { makeRecordStore } from '@chuyen-de/xapi';
import { makeMayKeep } from '../src/records/index.ts';
import { Browser, connectSandbox, tokenOf, type Connected } from './lti-harness.ts';
import { basic } from './lrs-rooms.ts';
import { openWholeTool, type WholeTool } from './whole-tool.ts';

const ROLES = 'https://purl.imsglobal.org/spec/lti/claim/roles';
const LIS = 'http://purl.imsglobal.org/vocab/lis/v2';

let tool: WholeTool;
let lms: Connected;
beforeAll(async () => {
  tool = await openWholeTool();
  lms = await connectSandbox(tool);
});
afterAll(async () => {
  await lms.sandbox.close();
  await tool.close();
});

/** Comes in by the LMS, which says that they administer it or that they do not. */
async function enter(personId: string, is: 'administrator' | 'lecturer') {
  const role = is === 'administrator' ? 'system/person#Administrator' : 'membership#Instructor';
  const launched = await new Browser().launch(lms, { personId, claims: { [ROLES]: [`${LIS}/${role}`] } });
  const token = await tokenOf(tool, launched);
  return async <T>(method: string, path: string, body?: object): Promise<T> => {
    const reply = await fetch(`${tool.url}/api/records/keys${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    return (await reply.json()) as T;
  };
}

/** What the record store answers whoever comes with a key for the first time. */
const statusWith = async (key: RecordKeySecret): Promise<number> => {
  const headers = { authorization: basic(key), 'x-experience-api-version': '1.0.3' };
  return (await fetch(`${tool.url}/xapi/statements?limit=1`, { headers })).status;
};

/** Whether a key opens a process that remembers none. */
async function opens(key: RecordKeySecret): Promise<boolean> {
  const { connection, clock } = tool;
  const mayKeep = makeMayKeep({ connection, clock });
  const { credentials } = makeRecordStore({ connection, clock, homePage: tool.url, mayKeep });
  return (await credentials.authenticate({ header: () => basic(key) })) !== undefined;
}

const stoppedOf = async (call: Awaited<ReturnType<typeof enter>>, { key }: RecordKeySecret) =>
  (await call<RecordKeys>('GET', '')).keys.find((each) => each.key === key)?.stopped;

const person = async (familyName: string): Promise<string> => {
  const { id } = await lms.sandbox.addPerson({ familyName, givenName: 'Quản Trị' });
  await lms.sandbox.enrol(lms.course.id, id, 'lecturer');
  return id;
};

describe('a key that an administrator has made', () => {
  it('opens nothing once they administer no more, until another administrator gives it a new secret', async () => {
    const [maker, colleague] = [await person('Lê'), await person('Vũ')];
    const key = await (
      await enter(maker, 'administrator')
    )<RecordKeySecret>('POST', '', { scopes: ['all/read'] });
    const other = await enter(colleague, 'administrator');
    expect([await opens(key), await stoppedOf(other, key)]).toEqual([true, false]);

    await enter(maker, 'lecturer');
    expect([await statusWith(key), await stoppedOf(other, key)]).toEqual([401, true]);

    const renewed = await other<RecordKeySecret>('POST', `/${key.key}/rotate`, {});
    expect([await statusWith(key), await statusWith(renewed)]).toEqual([401, 200]);
    expect(await stoppedOf(other, key)).toBe(false);
  });

  it('works again with their role', async () => {
    const maker = await person('Đỗ');
    const call = await enter(maker, 'administrator');
    const key = await call<RecordKeySecret>('POST', '', { scopes: ['all/read'] });
    await enter(maker, 'lecturer');
    expect(await opens(key)).toBe(false);
    await enter(maker, 'administrator');
    expect(await opens(key)).toBe(true);
  });

  it('opens nothing while their LMS is switched off', async () => {
    const call = await enter(await person('Hồ'), 'administrator');
    const key = await call<RecordKeySecret>('POST', '', { scopes: ['all/read'] });
    await tool.lti.administration.setPlatformActive(lms.platformId, false);
    expect(await opens(key)).toBe(false);
    await tool.lti.administration.setPlatformActive(lms.platformId, true);
    expect(await opens(key)).toBe(true);
  });

  it('goes with them when they are forgotten', async () => {
    const maker = await person('Ngô');
    const call = await enter(maker, 'administrator');
    const key = await call<RecordKeySecret>('POST', '', { scopes: ['all/read'] });
    const stored = await tool.connection.collection('people').findOne({ sub: maker });
    const other = await enter(await person('Tô'), 'administrator');
    const file = await other<Record<string, unknown>>(
      'GET',
      `/../../people/${stored!._id.toHexString()}/file`,
    );
    expect(JSON.stringify(file)).toContain(key.key);
    expect(JSON.stringify(file)).not.toContain('secretHash');
    await other('POST', `/../../people/${stored!._id.toHexString()}/forget`, {
      how: 'nameless',
      reason: 'asked for it',
    });
    expect(await opens(key)).toBe(false);
  });

  it('is one of so many', async () => {
    const call = await enter(await person('Mai'), 'administrator');
    await tool.connection.collection('lrsCredentials').insertMany(
      Array.from({ length: 1_000 }, (_, number) => ({
        _id: `old-${number}` as never,
        secretHash: '',
        scopes: ['all/read'],
        platforms: [lms.platformId],
        createdAt: new Date(),
        revokedAt: new Date(),
      })),
    );
    expect(await call('POST', '', { scopes: ['all/read'] })).toMatchObject({
      code: 'too_many_keys',
      most: 1_000,
    });
  });
});
