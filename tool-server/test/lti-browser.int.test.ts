import { Browser, connectSandbox, startTool, type Connected, type TestTool } from './lti-harness.ts';
import { makeStorage, readPage, runScript, unescape, type StoredMessage } from './lti-page.ts';

describe('launch in a frame', () => {
  let tool: TestTool;
  let lms: Connected;
  const inFrame = { 'Sec-Fetch-Dest': 'iframe' };

  beforeAll(async () => {
    tool = await startTool();
    lms = await connectSandbox(tool);
  });
  afterAll(async () => {
    await lms.sandbox.close();
    await tool.close();
  });
  afterEach(() => {
    lms.sandbox.setPlatformStorage('off');
  });

  const initiation = () => lms.sandbox.launchForm(lms.linkId, lms.learner.id);
  const answerOf = (next: string) => lms.sandbox.completeLogin(next);

  it('goes on from the check page where cookies work', async () => {
    const browser = new Browser();
    const page = await readPage(await browser.post(initiation(), inFrame));
    expect(page.policy).toContain(`script-src 'nonce-${page.nonce!}'`);
    const { next } = await runScript(page, { expect: 'navigation' });
    expect((await browser.post(await answerOf(next!))).status).toBe(303);
  });

  it('offers a new window, with the unused login, where cookies are blocked', async () => {
    const page = await readPage(await new Browser().post(initiation(), inFrame));
    const { blocked, next, title } = await runScript(page, { cookies: false, expect: 'blocked' });
    expect([blocked, next, title]).toEqual([true, undefined, 'Cần mở trong cửa sổ mới']);
    const again = unescape(
      /<a class="action" target="_blank" rel="noopener" href="([^"]+)"/.exec(page.html)![1]!,
    );
    const newWindow = new Browser();
    const response = await newWindow.fetch(again, { headers: { 'Sec-Fetch-Dest': 'document' } });
    expect(response.status).toBe(302);
    const form = await answerOf(response.headers.get('location')!);
    expect((await newWindow.post(form)).status).toBe(303);
  });

  it.each(['parent', 'frame'] as const)(
    'keeps the proof in the platform’s storage (%s) without cookies',
    async (kind) => {
      lms.sandbox.setPlatformStorage(kind);
      const storage = makeStorage(lms.sandbox.url);
      const put = await readPage(await new Browser().post(initiation(), inFrame));
      const { next } = await runScript(put, { answer: storage.answer, cookies: false, expect: 'navigation' });
      expect(storage.stored.size).toBe(1);
      const form = await answerOf(next!);
      const asked = await new Browser().post(form);
      expect(asked.status).toBe(200);
      expect(asked.headers.get('referrer-policy')).toBe('same-origin');
      const get = await readPage(asked);
      const { proof } = await runScript(get, {
        answer: storage.answer,
        cookies: false,
        expect: 'submission',
      });
      const proven = { ...form, fields: { ...form.fields, proof: proof! } };
      const launched = await new Browser().post(proven, {
        Origin: tool.url,
        'Sec-Fetch-Site': 'same-origin',
      });
      expect(launched.status).toBe(303);
    },
  );

  it('refuses a proof that another site posts', async () => {
    lms.sandbox.setPlatformStorage('parent');
    const attacker = await readPage(await new Browser().post(initiation(), inFrame));
    const form = await answerOf(attacker.data['next']!);
    const forged = { ...form, fields: { ...form.fields, proof: attacker.data['value']! } };
    const elsewhere: Record<string, string>[] = [
      { 'Sec-Fetch-Site': 'cross-site' },
      { Origin: 'https://evil.example' },
      {},
    ];
    for (const headers of elsewhere) {
      const response = await new Browser().post(forged, headers);
      expect(response.status).toBe(401);
    }
    expect(tool.logs.at(-1)?.reason).toBe('other_browser');
  });

  it('refuses an answer of the storage that has another origin or another message’s id', async () => {
    lms.sandbox.setPlatformStorage('parent');
    const storage = makeStorage(lms.sandbox.url);
    const put = await readPage(await new Browser().post(initiation(), inFrame));
    await runScript(put, { answer: storage.answer, cookies: false, expect: 'navigation' });
    const form = await answerOf(put.data['next']!);
    const asked = await new Browser().post(form);
    const get = await readPage(asked);
    const lies = [
      (message: StoredMessage, origin: string) => ({
        ...storage.answer(message, origin)!,
        origin: 'https://evil.example',
      }),
      (message: StoredMessage, origin: string) => {
        const honest = storage.answer(message, origin)!;
        return { ...honest, data: { ...honest.data, message_id: 'other' } };
      },
    ];
    for (const answer of lies) {
      const { proof } = await runScript(get, { answer, expect: 'submission' });
      expect(proof).toBe('');
    }
  });

  it('falls back to the cookie when the storage keeps silent', async () => {
    lms.sandbox.setPlatformStorage('parent');
    const browser = new Browser();
    const put = await readPage(await browser.post(initiation(), inFrame));
    const { next } = await runScript(put, { cookies: true, expect: 'navigation' });
    expect((await browser.post(await answerOf(next!))).status).toBe(303);
  });

  it('sets a cookie that survives in a frame of another site, on https', async () => {
    const secure = await startTool({ publicUrl: 'https://tool.example' });
    const known = await connectSandbox(secure, {});
    const form = known.sandbox.launchForm(known.linkId, known.learner.id, {
      loginFields: { target_link_uri: 'https://tool.example/lti/launch' },
    });
    const response = await new Browser().post(form);
    expect(response.headers.getSetCookie()[0]).toMatch(
      /^lti_[\w-]+=[\w-]+; Path=\/lti; Max-Age=600; HttpOnly; SameSite=None; Secure; Partitioned$/,
    );
    await known.sandbox.close();
    await secure.close();
  });

  it('begins a login by GET as well', async () => {
    const { action, fields } = initiation();
    const browser = new Browser();
    const response = await browser.fetch(`${action}?${new URLSearchParams(fields).toString()}`);
    expect(response.status).toBe(302);
    const request = new URL(response.headers.get('location')!);
    expect(request.searchParams.get('lti_message_hint')).toBe(fields['lti_message_hint']);
    expect((await browser.post(await answerOf(request.href))).status).toBe(303);
  });

  it.each([
    ['without an issuer', { iss: null }, 400, 'missing_login_parameters'],
    ['of an unknown issuer', { iss: 'https://other.example' }, 403, 'unknown_platform'],
    ['of an unknown client', { client_id: 'other' }, 403, 'unknown_platform'],
    ['with a foreign target', { target_link_uri: 'https://evil.example/' }, 403, 'foreign_target'],
  ])('refuses a login %s', async (_name, loginFields, status, reason) => {
    const form = lms.sandbox.launchForm(lms.linkId, lms.learner.id, { loginFields });
    const response = await new Browser().post(form);
    expect(response.status).toBe(status);
    expect(tool.logs.at(-1)?.reason).toBe(reason);
  });
});
