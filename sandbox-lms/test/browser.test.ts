import AxeSource from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type BrowserTool, startBrowserTool } from './browser-tool.ts';
import { describeWithBrowser, launchBrowser } from './chromium.ts';
import { type Class, aClass } from './class.ts';

// A browser on a busy machine takes its time.
jest.setTimeout(120_000);

describeWithBrowser('pages in a browser', () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let room: Class;
  let tool: BrowserTool;
  let problems: string[];

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    room = await aClass();
    tool = await startBrowserTool(room.sandbox, room.tool);
    context = await browser.newContext();
    page = await context.newPage();
    problems = [];
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
  });
  afterEach(async () => {
    await context.close();
    tool.close();
    await room.close();
    expect(problems).toEqual([]);
  });

  const enterAs = async (name: string) => {
    await page.goto(room.sandbox.url);
    await page.getByRole('button', { name }).click();
  };

  it('opens an activity in a frame and in a window of its own', async () => {
    await enterAs('Nguyễn Văn An');
    await page.getByRole('link', { name: 'Mở tại đây' }).click();
    const frame = page.frameLocator('iframe.tool');
    await frame.getByText('Tool for Nguyễn Văn An in iframe').waitFor();
    const [popup] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('link', { name: 'Mở cửa sổ mới' }).click(),
    ]);
    await popup.getByText('Tool for Nguyễn Văn An in window').waitFor();
    expect(tool.storageTargets).toEqual([null, null]);
  });

  it.each([
    ['parent', '_parent', ' lti.get_data.response abc '],
    ['frame', 'lti_storage_frame', 'lti_storage_frame lti.get_data.response abc '],
  ] as const)('keeps data for the tool in the %s', async (storage, target, log) => {
    room.sandbox.setPlatformStorage(storage);
    await enterAs('Nguyễn Văn An');
    await page.getByRole('link', { name: 'Mở tại đây' }).click();
    const text = page.frameLocator('iframe.tool').locator('#log');
    await text.filter({ hasText: 'response' }).waitFor();
    expect(await text.textContent()).toBe(log);
    expect(tool.storageTargets).toEqual([target]);
  });

  it('adds what the lecturer picks in the dialog, with titles shown as text', async () => {
    await enterAs('Nguyễn Văn Thu');
    await page.getByRole('link', { name: 'Thêm hoạt động' }).click();
    await page.frameLocator('dialog iframe').getByRole('button', { name: 'Pick two' }).click();
    await page.getByText('Đã thêm 2 hoạt động.').waitFor();
    await page.getByText('Chuyên đề 1 <script>alert(1)</script>').first().waitFor();
    expect(room.sandbox.links(room.course.id)).toHaveLength(3);
    await page.getByRole('button', { name: /^Gỡ Chuyên đề 2/ }).click();
    await page.getByText('Chuyên đề 2').waitFor({ state: 'detached' });
    expect(room.sandbox.links(room.course.id)).toHaveLength(2);
  });

  it('shows a grade without being asked again', async () => {
    await enterAs('Nguyễn Văn Thu');
    await page.getByRole('link', { name: 'Sổ điểm' }).click();
    await page.getByText('Nguyễn Văn An').waitFor();
    await room.sandbox.overrideGrade(room.exam.lineItemId, room.learner.id, 8.5);
    await page.getByRole('cell', { name: '8,5' }).waitFor();
  });

  it('registers a tool in a frame until it asks to be closed', async () => {
    await enterAs('Nguyễn Văn Việt');
    await page.getByLabel('Địa chỉ đăng ký').fill(`${tool.url}/register?invitation=1`);
    await page.getByRole('button', { name: 'Đăng ký' }).click();
    const frame = page.frameLocator('iframe.tool');
    const src = await page.locator('iframe.tool').getAttribute('src');
    expect(new URL(src!).searchParams.get('invitation')).toBe('1');
    expect(new URL(src!).searchParams.get('openid_configuration')).toBe(
      `${room.sandbox.url}/.well-known/openid-configuration`,
    );
    expect(new URL(src!).searchParams.get('registration_token')).toMatch(/^ey/);
    await frame.getByRole('button', { name: 'Close' }).click();
    await page.waitForURL('**/administration');
  });

  it('switches faults and platform storage', async () => {
    await enterAs('Nguyễn Văn Việt');
    await page.locator('select[name=agsDown]').selectOption('503');
    await page.getByLabel(/Retry-After/).fill('9');
    await page.getByRole('button', { name: 'Áp dụng' }).first().click();
    await page.getByText('Đang bật lỗi giả lập').waitFor();
    expect(room.sandbox.faults()).toMatchObject({
      agsDown: 503,
      ags429: { retryAfterSeconds: 9 },
      agsRefuse: false,
    });
    await page.getByRole('button', { name: 'Tắt mọi lỗi' }).click();
    await page.getByText('Đang bật lỗi giả lập').waitFor({ state: 'detached' });
    expect(room.sandbox.faults()).toMatchObject({ agsDown: false, ags429: false });
  });

  it('speaks English when asked to, and stays on the page', async () => {
    await enterAs('Nguyễn Văn Thu');
    await page.getByRole('link', { name: 'Danh sách lớp' }).click();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Roster' }).waitFor();
  });

  it('passes the automatic checks of WCAG 2.2 AA on every page', async () => {
    const course = `/courses/${room.course.id}`;
    await enterAs('Nguyễn Văn Việt');
    for (const path of ['/', course, `${course}/gradebook`, `${course}/roster`, '/administration']) {
      await page.goto(room.sandbox.url + path);
      await page.evaluate(`${AxeSource.source}; undefined`);
      const violations = await page.evaluate(
        `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] })
          .then((found) => found.violations.map(({ id, nodes }) => [id, nodes[0].html]))`,
      );
      expect({ path, violations }).toEqual({ path, violations: [] });
    }
  });
});
