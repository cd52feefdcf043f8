import { generateKeyPair } from 'jose';
import { scope } from '../src/vocabulary.ts';
import { type Class, aClass } from './class.ts';

let room: Class;
beforeEach(async () => {
  room = await aClass();
});
afterEach(() => room.close());

describe('token endpoint', () => {
  const soon = () => Math.floor(Date.now() / 1000);

  it('grants the scopes that the tool has, and says which', async () => {
    const response = await room.tool.requestToken([scope.score, 'https://unknown.example/scope']);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      token_type: 'Bearer',
      expires_in: 3600,
      scope: scope.score,
    });
  });

  it.each<[string, () => object]>([
    ['a foreign issuer', () => ({ iss: 'somebody' })],
    ['an unknown client', () => ({ sub: 'somebody' })],
    ['another audience', () => ({ aud: 'https://elsewhere.example/token' })],
    ['an assertion that has expired', () => ({ exp: soon() - 1 })],
    ['an assertion of the future', () => ({ iat: soon() + 30 })],
    ['an assertion without jti', () => ({ jti: undefined })],
  ])('answers 400 to %s', async (_what, claims) => {
    const response = await room.tool.requestToken([scope.score], { claims: claims() });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: 'invalid_client' });
  });

  it('takes an assertion once', async () => {
    const claims = { jti: 'the-same' };
    expect((await room.tool.requestToken([scope.score], { claims })).status).toBe(200);
    expect((await room.tool.requestToken([scope.score], { claims })).status).toBe(400);
  });

  it('answers 400 to a foreign key, a foreign scope and another grant', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const forged = await room.tool.requestToken([scope.score], { key: privateKey });
    expect(await forged.json()).toMatchObject({ error: 'invalid_client' });
    const greedy = await room.tool.requestToken(['everything']);
    expect(await greedy.json()).toMatchObject({ error: 'invalid_scope' });
    const body = new URLSearchParams({ grant_type: 'password' });
    const other = await fetch(room.tool.registration.tokenUrl, { method: 'POST', body });
    expect(other.status).toBe(400);
  });

  it("keeps the tool's keys and fetches them again for a kid it does not know", async () => {
    const { tool } = room;
    await tool.token(scope.score);
    await tool.token(scope.score);
    expect(tool.jwksReads()).toBe(1);
    await tool.rotateKey();
    expect((await tool.requestToken([scope.score])).status).toBe(200);
    expect(tool.jwksReads()).toBe(2);
    expect((await tool.requestToken([scope.score], { kid: 'unknown' })).status).toBe(400);
    expect(tool.jwksReads()).toBe(3);
  });

  it('can be down', async () => {
    room.sandbox.setFaults({ tokenDown: 503 });
    expect((await room.tool.requestToken([scope.score])).status).toBe(503);
    room.sandbox.setFaults({ tokenDown: 'destroy' });
    await expect(room.tool.requestToken([scope.score])).rejects.toThrow();
  });
});

describe('roster', () => {
  interface Roster {
    members: { user_id: string; roles: string[]; name?: string }[];
  }
  const read = async (query = '', granted: string = scope.memberships) => {
    const { sandbox, tool, course } = room;
    const { toolId } = tool.registration;
    const token = await tool.token(granted);
    return fetch(
      query.startsWith('http')
        ? query
        : `${sandbox.url}/lti/services/CourseSection/${course.id}/bindings/${toolId}/memberships${query}`,
      { headers: { Authorization: `Bearer ${token}` } },
    );
  };
  const ids = async (response: Response) =>
    ((await response.json()) as Roster).members.map(({ user_id }) => user_id);

  it('lists everyone who is enrolled at once, with short roles and names given name first', async () => {
    const response = await read();
    expect(response.headers.get('content-type')).toMatch(
      'application/vnd.ims.lti-nrps.v2.membershipcontainer+json',
    );
    expect(response.headers.get('link')).toBeNull();
    const { members } = (await response.json()) as Roster;
    expect(members.map(({ user_id, roles }) => [user_id, ...roles])).toEqual([
      [room.lecturer.id, 'Instructor'],
      [room.assistant.id, 'Learner'],
      [room.learner.id, 'Learner'],
      [room.other.id, 'Learner'],
    ]);
    expect(members[2]).toMatchObject({
      status: 'Active',
      name: 'An Nguyễn Văn',
      given_name: 'An',
      family_name: 'Nguyễn Văn',
      lis_person_sourcedid: 'ID-An',
    });
  });

  it('filters by role, in short or in full', async () => {
    expect(await ids(await read('?role=Instructor'))).toEqual([room.lecturer.id]);
    const full = encodeURIComponent('http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor');
    expect(await ids(await read(`?role=${full}`))).toEqual([room.lecturer.id]);
  });

  it('pages where a limit is asked for, and drops the role on the way', async () => {
    const first = await read('?role=Learner&limit=2');
    expect(await ids(first.clone())).toEqual([room.assistant.id, room.learner.id]);
    const [, next] = /^<(.+)>; rel="next"$/.exec(first.headers.get('link') ?? '') ?? [];
    expect(next).not.toContain('role');
    expect(await ids(await read(next))).toEqual([room.learner.id, room.other.id]);
  });

  it('can page by itself, name a foreign next page, or be down', async () => {
    room.sandbox.setFaults({ nrpsPageSize: 3 });
    expect(await ids(await read())).toHaveLength(3);
    room.sandbox.setFaults({ nrpsForeignNext: 'https://elsewhere.example/next' });
    expect((await read()).headers.get('link')).toBe('<https://elsewhere.example/next>; rel="next"');
    room.sandbox.setFaults({ nrpsDown: true });
    expect((await read()).status).toBe(503);
  });

  it('answers 401 for another scope, 403 at the address of another tool', async () => {
    expect((await read('', scope.score)).status).toBe(401);
    const foreign = `${room.sandbox.url}/lti/services/CourseSection/${room.course.id}/bindings/999/memberships`;
    expect((await read(foreign)).status).toBe(403);
    expect((await read('?rlid=999')).status).toBe(404);
  });
});
