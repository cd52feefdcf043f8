import { type Class, aClass } from './class.ts';

let room: Class;
beforeAll(async () => {
  room = await aClass();
});
afterAll(() => room.close());

interface Visit {
  as?: string;
  form?: Record<string, string>;
  headers?: Record<string, string>;
}

const visit = (path: string, { as, form, headers }: Visit = {}) =>
  fetch(room.sandbox.url + path, {
    redirect: 'manual',
    headers: { ...(as && { Cookie: `sandbox_person=${as}` }), ...headers },
    ...(form && { method: 'POST', body: new URLSearchParams(form) }),
  });

it('allows own scripts and styles only, and keeps pages out of foreign frames', async () => {
  const policy = (await visit('/')).headers.get('content-security-policy');
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
  expect(policy).toContain("frame-ancestors 'self'");
});

it('sends people who are nobody yet to the entrance', async () => {
  const response = await visit(`/courses/${room.course.id}`);
  expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
});

it('signs people in to their course, and administrators too', async () => {
  const learner = await visit('/sign-in', { form: { person: room.learner.id } });
  expect(learner.headers.get('location')).toBe(`/courses/${room.course.id}`);
  expect(learner.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/);
  const administrator = await visit('/sign-in', { form: { person: room.administrator.id } });
  expect(administrator.headers.get('location')).toBe('/administration');
  expect((await visit('/sign-in', { form: { person: '999' } })).headers.get('location')).toBe('/');
});

it('keeps learners out of roster, picker and administration', async () => {
  const as = room.learner.id;
  const { toolId } = room.tool.registration;
  const base = `/courses/${room.course.id}`;
  expect((await visit(`${base}/roster`, { as })).status).toBe(403);
  expect((await visit(`${base}/pick/${toolId}`, { as })).status).toBe(403);
  expect((await visit('/administration', { as })).status).toBe(403);
  const form = { storage: 'parent' };
  expect((await visit('/administration/storage', { as, form })).status).toBe(403);
  const removal = `${base}/activities/${room.exam.linkId}/remove`;
  expect((await visit(removal, { as, form: {} })).status).toBe(403);
});

it("shows learners their own grade and nobody else's", async () => {
  await room.sandbox.overrideGrade(room.exam.lineItemId, room.learner.id, 7.25);
  await room.sandbox.overrideGrade(room.exam.lineItemId, room.other.id, 3.75);
  const page = await visit(`/courses/${room.course.id}/gradebook`, { as: room.learner.id });
  const text = await page.text();
  expect(text).toContain('7,25');
  expect(text).not.toContain('3,75');
  expect(text).not.toContain('Bình');
});

it('refuses forms that another site sends', async () => {
  const form = { person: room.learner.id };
  for (const site of ['cross-site', 'same-site']) {
    const headers = { 'Sec-Fetch-Site': site };
    expect((await visit('/sign-in', { form, headers })).status).toBe(403);
  }
  const headers = { 'Sec-Fetch-Site': 'same-origin' };
  expect((await visit('/sign-in', { form, headers })).status).toBe(303);
});

it('goes back to own pages only', async () => {
  for (const back of ['//elsewhere.example', 'https://elsewhere.example', '/\\elsewhere.example']) {
    const response = await visit('/language', { form: { locale: 'en', back } });
    expect(response.headers.get('location')).toBe('/');
  }
});

it('opens the full window on phones and tablets', async () => {
  const path = `/courses/${room.course.id}/activities/${room.exam.linkId}`;
  const headers = {
    'User-Agent': 'Mozilla/5.0 (Linux; Android 13; SM-A045F) Mobile',
    Cookie: `sandbox_person=${room.learner.id}`,
  };
  const response = await visit(path, { headers });
  expect(response.headers.get('location')).toBe(`/launch/${room.exam.linkId}?target=window`);
});

it('shows what the tool says on the way back, as text', async () => {
  const query = new URLSearchParams({ course: room.course.id, lti_errormsg: '<b>Hết hạn</b>' });
  const text = await (await visit(`/return?${query.toString()}`, { as: room.learner.id })).text();
  expect(text).toContain('&lt;b&gt;Hết hạn&lt;/b&gt;');
});

it('answers 404 to what is not there, and 400 to forms it cannot read', async () => {
  const as = room.administrator.id;
  expect((await visit('/nowhere', { as })).status).toBe(404);
  expect((await visit('/courses/999', { as })).status).toBe(404);
  expect((await visit(`/courses/${room.course.id}/activities/999`, { as })).status).toBe(404);
  expect((await visit('/launch/999', { as })).status).toBe(404);
  const form = { storage: 'cloud' };
  expect((await visit('/administration/storage', { as, form })).status).toBe(400);
});

it('activates and deactivates tools, and rotates keys', async () => {
  const as = room.administrator.id;
  const { toolId } = room.tool.registration;
  const state = () => room.sandbox.tools().find(({ id }) => id === toolId)?.state;
  await visit(`/administration/tools/${toolId}/state`, { as, form: { state: 'pending' } });
  expect(state()).toBe('pending');
  await visit(`/administration/tools/${toolId}/state`, { as, form: { state: 'active' } });
  expect(state()).toBe('active');
  const kids = async () => {
    const set = (await (await visit('/lti/jwks')).json()) as { keys: { kid: string }[] };
    return set.keys.map(({ kid }) => kid);
  };
  const [old] = await kids();
  await visit('/administration/keys', { as, form: { old: 'drop' } });
  expect(await kids()).not.toContain(old);
});
