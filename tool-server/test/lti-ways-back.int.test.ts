import { Browser, useSandbox } from './lti-harness.ts';

const LTI = 'https://purl.imsglobal.org/spec/lti/claim';
const now = (): number => Math.floor(Date.now() / 1000);

describe('the page of a refused launch', () => {
  const { tool, lms } = useSandbox();

  it('leads back to the course with the reason, where the token was the platform’s', async () => {
    const response = await new Browser().launch(lms(), { claims: { iat: now() - 600, exp: now() - 300 } });
    const page = await response.text();
    expect(page).toMatch(/href="[^"]*\/return\?[^"]*lti_errorlog=token_expired/);
    expect(page).toContain('lti_errormsg=');
    expect(page).toContain('target="_top"');
  });

  it('leads back out of a frame without a message that the LMS would show in it', async () => {
    const expired = { claims: { iat: now() - 600, exp: now() - 300 } };
    const response = await new Browser().launch(lms(), {
      ...expired,
      headers: { 'Sec-Fetch-Dest': 'iframe' },
    });
    const page = await response.text();
    expect(page).toMatch(/href="[^"]*\/return\?[^"]*lti_errorlog=token_expired" target="_top"/);
    expect(page).not.toContain('lti_errormsg=');
  });

  it('names no way back that a forged token offers', async () => {
    const response = await new Browser().launch(lms(), {
      signature: 'foreign-key',
      claims: { [`${LTI}/launch_presentation`]: { return_url: 'https://evil.example/' } },
    });
    expect(await response.text()).not.toContain('evil.example');
  });

  it('tells who goes back to a used launch to open the activity again, and the way there', async () => {
    const browser = new Browser();
    const form = await browser.login(lms().sandbox, lms().sandbox.launchForm(lms().linkId, lms().learner.id));
    await browser.post(form);
    const page = await (await browser.post(form)).text();
    expect(tool().logs.at(-1)?.reason).toBe('replayed');
    expect(page).toContain('Cần mở lại hoạt động từ khóa học');
    expect(page).toMatch(/href="[^"]*\/return\?/);
  });
});
