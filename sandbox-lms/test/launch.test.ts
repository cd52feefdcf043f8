import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { claim, role } from '../src/vocabulary.ts';
import { type Class, aClass } from './class.ts';

let room: Class;
beforeAll(async () => {
  room = await aClass();
});
afterAll(() => room.close());

const launch = async (...[personId, overrides]: [string, Parameters<Class['sandbox']['launchForm']>[2]?]) => {
  const login = room.sandbox.launchForm(room.exam.linkId, personId, overrides);
  return room.sandbox.completeLogin(room.tool.authenticationRequest(login));
};

describe('login initiation', () => {
  it('carries the fields that Moodle sends, and no storage target', () => {
    const { sandbox, tool, exam, learner } = room;
    const { action, fields } = sandbox.launchForm(exam.linkId, learner.id);
    expect(action).toBe(`${tool.url}/login`);
    expect(fields).toEqual({
      iss: sandbox.url,
      target_link_uri: `${tool.url}/launch?item=exam-1`,
      login_hint: learner.id,
      client_id: tool.registration.clientId,
      lti_deployment_id: tool.registration.deploymentId,
      lti_message_hint: expect.any(String) as string,
    });
    expect(JSON.parse(fields.lti_message_hint!)).toHaveProperty('launchid');
  });

  it('offers platform storage where it is switched on, but not to a window of its own', () => {
    const { sandbox, exam, learner } = room;
    const target = (documentTarget: 'iframe' | 'window') =>
      sandbox.launchForm(exam.linkId, learner.id, { documentTarget }).fields.lti_storage_target;
    sandbox.setPlatformStorage('parent');
    expect([target('iframe'), target('window')]).toEqual(['_parent', undefined]);
    sandbox.setPlatformStorage('frame');
    expect(target('iframe')).toBe('lti_storage_frame');
    sandbox.setPlatformStorage('off');
    expect(target('iframe')).toBeUndefined();
  });
});

describe('authorisation endpoint', () => {
  it('posts a signed id_token and the state to the redirect address', async () => {
    const { sandbox, tool, learner, exam, course } = room;
    const { action, fields } = await launch(learner.id);
    expect(action).toBe(`${tool.url}/launch`);
    expect(fields.state).toBe('the-state');
    const keys = createRemoteJWKSet(new URL(tool.registration.jwksUrl));
    const { payload } = await jwtVerify(fields.id_token!, keys, {
      issuer: sandbox.url,
      audience: tool.registration.clientId,
    });
    expect(payload.exp! - payload.iat!).toBe(60);
    expect(payload).toMatchObject({
      nonce: 'the-nonce',
      sub: learner.id,
      given_name: 'An',
      family_name: 'Nguyễn Văn',
      name: 'Nguyễn Văn An',
      [claim.messageType]: 'LtiResourceLinkRequest',
      [claim.version]: '1.3.0',
      [claim.deploymentId]: tool.registration.deploymentId,
      [claim.targetLinkUri]: `${tool.url}/launch?item=exam-1`,
      [claim.roles]: [role.learner],
      [claim.resourceLink]: { id: exam.linkId, title: 'Bài thi cuối khóa' },
      [claim.context]: { id: course.id, type: ['CourseSection'] },
      [claim.launchPresentation]: { document_target: 'iframe', locale: 'vi' },
      [claim.agsEndpoint]: {
        lineitem: `${sandbox.url}/lti/services/${course.id}/lineitems/${exam.lineItemId}/lineitem?type_id=${tool.registration.toolId}`,
      },
    });
  });

  it('fills in custom variables and repeats every key in lower case', async () => {
    const { fields } = await launch(room.learner.id);
    expect(decodeJwt(fields.id_token!)[claim.custom]).toEqual({
      Item: 'exam-1',
      item: 'exam-1',
      unit: 'ID-An',
    });
  });

  it('names no column where the link has two', async () => {
    const { sandbox, tool, course, exam, learner } = room;
    const token = await tool.token('https://purl.imsglobal.org/spec/lti-ags/scope/lineitem');
    const lineItems = `${sandbox.url}/lti/services/${course.id}/lineitems`;
    const made = await fetch(lineItems, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}` },
      body: JSON.stringify({ label: 'Thứ hai', scoreMaximum: 5, resourceLinkId: exam.linkId }),
    });
    const { id } = (await made.json()) as { id: string };
    const claims = decodeJwt((await launch(learner.id)).fields.id_token!);
    expect(claims[claim.agsEndpoint]).not.toHaveProperty('lineitem');
    await fetch(id, { method: 'DELETE', headers: { Authorization: `Bearer ${token}` } });
  });

  it.each([
    ['lecturer', [role.instructor]],
    ['assistant', [role.instructor]],
    ['administrator', [role.institutionAdministrator, role.instructor, role.systemAdministrator]],
  ] as const)('gives the %s their roles', async (who, roles) => {
    const { fields } = await launch(room[who].id);
    expect(decodeJwt(fields.id_token!)[claim.roles]).toEqual(roles);
  });

  it('serves a launch once', async () => {
    const { sandbox, tool, exam, learner } = room;
    const request = tool.authenticationRequest(sandbox.launchForm(exam.linkId, learner.id));
    expect((await sandbox.completeLogin(request)).fields).toHaveProperty('id_token');
    const again = await sandbox.completeLogin(request);
    expect(again.fields).toMatchObject({ error: 'invalid_request', state: 'the-state' });
    expect(again.fields).not.toHaveProperty('id_token');
  });

  it.each([
    [{ scope: 'openid profile' }, 'invalid_scope'],
    [{ response_type: 'code' }, 'unsupported_response_type'],
    [{ response_mode: 'query' }, 'invalid_request'],
    [{ response_mode: null }, 'invalid_request'],
    [{ prompt: 'login' }, 'invalid_request'],
    [{ nonce: null }, 'invalid_request'],
    [{ login_hint: '999' }, 'access_denied'],
    [{ lti_message_hint: '{"cmid": 1}' }, 'invalid_request'],
  ])('answers %j with an error', async (changes, error) => {
    const { sandbox, tool, exam, learner } = room;
    const login = sandbox.launchForm(exam.linkId, learner.id);
    const { fields } = await sandbox.completeLogin(tool.authenticationRequest(login, changes));
    expect(fields).toMatchObject({ error, state: 'the-state' });
  });

  it.each([[{ redirect_uri: 'https://elsewhere.example/launch' }], [{ client_id: 'nobody' }]])(
    'shows a page instead of redirecting for %j',
    async (changes) => {
      const { sandbox, tool, exam, learner } = room;
      const login = sandbox.launchForm(exam.linkId, learner.id);
      const response = await fetch(tool.authenticationRequest(login, changes));
      expect(response.status).toBe(400);
    },
  );

  it('answers in a browser with a page that submits itself', async () => {
    const { sandbox, tool, exam, learner } = room;
    const login = sandbox.launchForm(exam.linkId, learner.id);
    const page = await (await fetch(tool.authenticationRequest(login))).text();
    expect(page).toContain(`action="${tool.url}/launch"`);
    expect(page).toMatch(/name="id_token" value="ey/);
    expect(page).not.toMatch(/<script>/);
  });

  it('does not launch a tool that is pending', async () => {
    const { sandbox, tool, exam, learner } = room;
    await sandbox.activateTool(tool.registration.toolId, 'pending');
    const login = sandbox.launchForm(exam.linkId, learner.id);
    await expect(sandbox.completeLogin(tool.authenticationRequest(login))).rejects.toThrow();
    await sandbox.activateTool(tool.registration.toolId);
  });
});

describe('forgery for tests', () => {
  const verify = (token: string) =>
    jwtVerify(token, createRemoteJWKSet(new URL(room.tool.registration.jwksUrl)));

  it('leaves claims and header parameters out, or replaces them', async () => {
    const { fields } = await launch(room.learner.id, {
      header: { kid: null },
      claims: { sub: undefined, [claim.version]: '11.3', exp: 1 },
    });
    expect(decodeProtectedHeader(fields.id_token!)).toEqual({ alg: 'RS256', typ: 'JWT' });
    const claims = decodeJwt(fields.id_token!);
    expect(claims).not.toHaveProperty('sub');
    expect(claims).toMatchObject({ [claim.version]: '11.3', exp: 1 });
  });

  it.each(['foreign-key', 'none', 'hs256-public-key'] as const)(
    'signs with %s so that an honest verifier refuses',
    async (signature) => {
      const { fields } = await launch(room.learner.id, { signature });
      await expect(verify(fields.id_token!)).rejects.toThrow();
    },
  );

  it('replaces the whole payload, and the state', async () => {
    const { fields } = await launch(room.learner.id, {
      payload: () => ({ hello: 'world' }),
      state: 'of another browser',
    });
    expect(decodeJwt(fields.id_token!)).toEqual({ hello: 'world' });
    expect(fields.state).toBe('of another browser');
  });
});

describe('keys', () => {
  it('publishes old and new after a rotation, and drops the old when told to', async () => {
    const { sandbox, learner, tool } = room;
    const kids = async () => {
      const { keys } = (await (await fetch(tool.registration.jwksUrl)).json()) as {
        keys: { kid: string; d?: string }[];
      };
      expect(keys.every((key) => key.d === undefined)).toBe(true);
      return keys.map(({ kid }) => kid);
    };
    const before = await kids();
    await sandbox.rotateKeys();
    expect(await kids()).toEqual([...before, expect.any(String)]);
    await sandbox.rotateKeys({ dropOld: true });
    const [only, ...others] = await kids();
    expect(others).toEqual([]);
    const { fields } = await launch(learner.id);
    expect(decodeProtectedHeader(fields.id_token!).kid).toBe(only);
  });
});
