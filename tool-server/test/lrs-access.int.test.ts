import { randomUUID } from 'node:crypto';
import { SCOPES, type Access, type Scope } from '@chuyen-de/xapi';
import { basic, openLrsRooms, useLrsRooms, type Call } from './lrs-rooms.ts';

const rooms = useLrsRooms();
afterEach(() => expect(rooms.faults).toEqual([]));

const agent = '{"mbox":"mailto:an@example.vn"}';
const activityId = 'https://tool.example/exams/KT01';
const state = { activityId, agent, stateId: 'a' };
const profile = { agent, profileId: 'a' };

const REQUESTS = {
  'read statements': ['/statements', {}],
  'read an activity': ['/activities', { query: { activityId } }],
  'read an agent': ['/agents', { query: { agent } }],
  'read a state': ['/activities/state', { query: state }],
  'write a state': ['/activities/state', { query: state, method: 'PUT', body: 'x' }],
  'merge a state': ['/activities/state', { query: state, method: 'POST', body: {} }],
  'delete a state': ['/activities/state', { query: state, method: 'DELETE' }],
  'read a profile': ['/agents/profile', { query: profile }],
  'write a profile': ['/agents/profile', { query: profile, method: 'PUT', body: 'x' }],
  'delete a profile': ['/agents/profile', { query: profile, method: 'DELETE' }],
} satisfies Record<string, [string, Call]>;
type What = keyof typeof REQUESTS;

const READ: What[] = [
  'read statements',
  'read an activity',
  'read an agent',
  'read a state',
  'read a profile',
];
const ALLOWED: Record<Scope, What[]> = {
  'statements/write': [],
  'statements/read/mine': ['read statements'],
  'statements/read': ['read statements', 'read an activity', 'read an agent'],
  state: ['read a state', 'write a state', 'merge a state', 'delete a state'],
  define: ['read an activity', 'read an agent'],
  profile: ['read an activity', 'read an agent', 'read a profile', 'write a profile', 'delete a profile'],
  'analysis/read': [],
  'analysis/rows': [],
  'all/read': READ,
  all: Object.keys(REQUESTS) as What[],
};

describe('scopes', () => {
  it.each(SCOPES)('%s allows what it says, and nothing else', async (scope) => {
    const authorization = await rooms.credential([scope]);
    for (const [what, [resource, call]] of Object.entries(REQUESTS)) {
      const { status } = await rooms.call(resource, { ...call, authorization });
      expect([what, status === 403]).toEqual([what, !ALLOWED[scope].includes(what as What)]);
      expect(status).not.toBe(401);
    }
  });

  it('says which it misses', async () => {
    const authorization = await rooms.credential(['statements/write']);
    const response = await rooms.call('/agents', { query: { agent }, authorization });
    expect(response.status).toBe(403);
    expect(response.headers.get('www-authenticate')).toBeNull();
    expect(await response.json()).toMatchObject({
      code: 'not_permitted',
      detail: expect.stringContaining('agents') as string,
    });
  });
});

describe('credentials', () => {
  const status = async (authorization: string | null) =>
    (await rooms.call('/statements', { query: { limit: '1' }, authorization })).status;

  it.each([
    ['none', null],
    ['another scheme', 'Bearer abc'],
    ['a key without secret', `Basic ${Buffer.from('abc').toString('base64')}`],
    ['nothing at all', `Basic ${Buffer.from(':').toString('base64')}`],
    ['an unknown key', basic({ key: 'nobody', secret: 'x' })],
    ['a key that is a query', basic({ key: '{"$gt":""}', secret: 'x' })],
    ['garbage', 'Basic %%%'],
  ])('are refused when they are %s', async (_what, authorization) => {
    const response = await rooms.call('/statements', { authorization });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toMatch(/^Basic realm=/);
    expect(await response.json()).toMatchObject({ code: 'unauthorized' });
  });

  it('are made, listed without secret, rotated and revoked, each at once', async () => {
    const { credentials } = rooms.records;
    const made = await credentials.create({
      scopes: ['all/read'],
      note: 'Phòng đào tạo',
      platforms: ['moodle'],
    });
    expect(await status(basic(made))).toBe(200);
    expect(await status(basic({ ...made, secret: `${made.secret}x` }))).toBe(401);
    const listed = (await credentials.list()).find(({ key }) => key === made.key);
    expect(listed).toEqual({
      key: made.key,
      isStopped: false,
      scopes: ['all/read'],
      note: 'Phòng đào tạo',
      platforms: ['moodle'],
      identified: false,
      createdAt: rooms.clock.now(),
    });

    const rotated = (await credentials.rotate(made.key))!;
    expect(rotated.key).toBe(made.key);
    expect(await status(basic(made))).toBe(401);
    expect(await status(basic(rotated))).toBe(200);

    expect(await credentials.revoke(made.key)).toBe(true);
    expect(await status(basic(rotated))).toBe(401);
    expect(await credentials.revoke(made.key)).toBe(false);
    expect(await credentials.rotate(made.key)).toBeUndefined();
    expect((await credentials.list()).find(({ key }) => key === made.key)).toMatchObject({
      revokedAt: expect.any(Date) as Date,
    });
  });

  it('knows nobody by a key that was never made', async () => {
    expect(await rooms.records.credentials.rotate(randomUUID())).toBeUndefined();
    expect(await rooms.records.credentials.revoke(randomUUID())).toBe(false);
  });
});

describe('other proofs', () => {
  it('are asked where key and secret prove nothing', async () => {
    const access: Access = {
      key: 'session',
      scopes: ['all/read'],
      authority: { objectType: 'Agent', mbox: 'mailto:an@example.vn' },
      identified: false,
    };
    const others = await openLrsRooms({
      alsoAuthenticate: (proof) =>
        Promise.resolve(proof.header('Authorization') === 'Bearer good' ? access : undefined),
    });
    try {
      const status = async (authorization: string) =>
        (await others.call('/statements', { authorization })).status;
      expect(await status('Bearer good')).toBe(200);
      expect(await status('Bearer bad')).toBe(401);
      expect(await status(others.authorization)).toBe(200);
    } finally {
      await others.close();
    }
  });
});

describe('limits of how often a credential may ask', () => {
  it('hold for each alone, and say when to come again', async () => {
    const limited = await openLrsRooms({ settings: { rateLimit: 2 } });
    try {
      const one = await limited.credential(['all']);
      const statuses: number[] = [];
      for (let n = 0; n < 30; n += 1) {
        const response = await limited.call('/agents', { query: { agent }, authorization: one });
        statuses.push(response.status);
        if (response.status === 429) expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
      }
      expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 200));
      expect(statuses).toContain(429);
      const other = await limited.credential(['all']);
      expect((await limited.call('/agents', { query: { agent }, authorization: other })).status).toBe(200);
      expect((await limited.call('/about', { authorization: one })).status).toBe(200);
    } finally {
      await limited.close();
    }
  });
});
