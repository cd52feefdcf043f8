import type { Browser, BrowserContext, BrowserContextOptions, Frame, Page } from 'playwright-core';
import { makeLooker } from './support/accessibility.ts';
import { describeWithBrowser, DESKTOP, launchBrowser, PHONE } from './support/browser.ts';
import { admin } from './support/npm.ts';
import { grantByKeyboard } from './support/role-pages.ts';
import { enterAs, openActivity, openInFrame, toolFrame } from './support/sandbox-pages.ts';
import { startSystem, type System } from './support/system.ts';
import { writeTopic } from './support/topic-pages.ts';

const EXAM = 'Bài kiểm tra cuối khóa';
const LECTURER = 'Nguyễn Thị Thu';
const ADMINISTRATOR = 'Trần Quốc Việt';
const FINISHED = /Lớp mẫu đã kết thúc \(dữ liệu dựng sẵn\)/;
const DEVICES: [name: string, device: BrowserContextOptions][] = [
  ['a phone', PHONE],
  ['a desk', DESKTOP],
];

jest.setTimeout(300_000);

/** Pages as people meet them: of a course with people and grades, in the LMS's frame. */
describeWithBrowser('every page', () => {
  let system: System;
  let browser: Browser;
  let context: BrowserContext;
  let looker: ReturnType<typeof makeLooker>;

  beforeAll(async () => {
    [system, browser] = await Promise.all([startSystem({ SANDBOX_CLASS: 'true' }), launchBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await system.stop();
  });
  beforeEach(() => (looker = makeLooker()));
  afterEach(() => context.close());

  async function newPage(device: BrowserContextOptions): Promise<Page> {
    context = await browser.newContext(device);
    context.setDefaultTimeout(60_000);
    return context.newPage();
  }

  const look = (name: string, page: Page, view?: Page | Frame): Promise<void> =>
    looker.look(name, page, view);

  /** Stands in the course whose class has finished; it is made while people already look around. */
  async function enterFinished(page: Page): Promise<void> {
    await enterAs(page, system.sandboxUrl, LECTURER);
    const finished = page.getByRole('link', { name: FINISHED });
    while ((await finished.count()) === 0) await page.reload();
    await finished.click();
  }

  /** Every part of the records page, one after the other. */
  async function lookAtRecords(page: Page, tool: Frame): Promise<string[]> {
    await tool.getByRole('link', { name: 'Bản ghi học tập' }).click();
    const parts = tool.getByRole('navigation', { name: 'Phần của trang bản ghi' }).getByRole('button');
    await parts.first().waitFor();
    const names = await parts.allTextContents();
    for (const name of names) {
      await parts.filter({ hasText: new RegExp(`^${name}$`) }).click();
      await look(name, page, tool);
      // Questions are folded where there are any.
      const question = tool.locator('summary').filter({ has: tool.getByRole('heading', { level: 3 }) });
      if ((await question.count()) === 0) continue;
      await question.first().click();
      await look(`${name}, unfolded`, page, tool);
    }
    return names;
  }

  /** How questions were answered, and who has completed what, by keys alone. */
  async function lookAtFigures(page: Page, tool: Frame): Promise<void> {
    await tool.getByRole('link', { name: 'Câu hỏi', exact: true }).press('Enter');
    await tool
      .getByText(/^Hỏi \d+ lượt/)
      .first()
      .waitFor();
    await look('questions', page, tool);
    await tool.getByRole('combobox', { name: 'Lượt làm bài' }).selectOption('Tất cả các lượt');
    await tool.getByRole('combobox', { name: 'Sắp xếp' }).selectOption('Khó nhất trước');
    await tool
      .getByText(/^Độ khó/)
      .first()
      .waitFor();
    const download = page.waitForEvent('download');
    await tool.getByRole('button', { name: 'Tải tệp CSV' }).press('Enter');
    expect((await download).suggestedFilename()).toMatch(/^questions-.*\.csv$/);
    await tool.getByRole('link', { name: 'Tiến độ' }).press('Enter');
    const table = tool.getByRole('table', { name: 'Học viên và nội dung đã hoàn thành' });
    await table.waitFor();
    await look('completions', page, tool);
    await tool.getByRole('searchbox', { name: 'Tìm học viên' }).fill('dinh van phong');
    await tool.getByText(/^1\/\d+ học viên$/).waitFor();
    await table.getByRole('rowheader', { name: 'Đinh Văn Phong' }).waitFor();
  }

  describe.each(DEVICES)('on %s', (name, device) => {
    it('of a lecturer can be used by everybody, says who is here, and leads back to the course', async () => {
      looker = makeLooker(LECTURER);
      const page = await newPage(device);
      await enterFinished(page);
      const tool = await openInFrame(page, EXAM);
      await tool.getByRole('table').waitFor();
      await look('class', page, tool);
      await tool
        .getByRole('button', { name: /lượt của/ })
        .first()
        .click();
      await look('attempts of somebody', page, tool);
      await tool.getByRole('dialog').getByRole('button', { name: 'Đóng' }).click();
      await tool
        .getByRole('button', { name: /^Điều chỉnh cho/ })
        .first()
        .click();
      await look('accommodation', page, tool);
      await tool.getByRole('dialog').getByRole('button', { name: 'Hủy' }).click();
      await lookAtFigures(page, tool);
      await tool.getByRole('link', { name: 'Bài kiểm tra' }).click();
      await tool.getByText('Làm thử').first().waitFor();
      await look('trial', page, tool);
      expect(await lookAtRecords(page, tool)).toHaveLength(6);
      expect(looker.faults).toEqual({});
    });

    it('of an administrator can be used by everybody', async () => {
      looker = makeLooker(ADMINISTRATOR);
      const page = await newPage(device);
      await enterAs(page, system.sandboxUrl, ADMINISTRATOR, /\/administration/);
      await page.getByRole('link', { name: 'Khóa học', exact: true }).click();
      const tool = await openInFrame(page, EXAM);
      expect(await lookAtRecords(page, tool)).toHaveLength(7);
      await tool.getByRole('button', { name: 'Dữ liệu cá nhân' }).click();
      await tool.getByRole('searchbox', { name: /^Họ tên, thư điện tử/ }).fill('Nguyễn Thị An');
      await tool.getByRole('button', { name: 'Tìm', exact: true }).click();
      await tool
        .getByRole('button', { name: /^Xóa dữ liệu của/ })
        .first()
        .waitFor();
      await look('people found', page, tool);
      await tool
        .getByRole('button', { name: /^Xóa dữ liệu của/ })
        .first()
        .click();
      await look('letting somebody go', page, tool);
      await tool.getByRole('dialog').getByRole('button', { name: 'Hủy' }).click();
      await grantByKeyboard(page, tool, (shown) => look(shown, page, tool));
      expect(looker.faults).toEqual({});
    });

    it('of a topic that is written can be used by everybody', async () => {
      looker = makeLooker(LECTURER);
      const page = await newPage(device);
      await enterFinished(page);
      const tool = await openInFrame(page, EXAM);
      await tool.getByRole('link', { name: 'Ngân hàng câu hỏi' }).click();
      await writeTopic(tool, `Bài giảng on ${name}`, (shown) => look(shown, page, tool));
      expect(looker.faults).toEqual({});
    });

    it('of registration can be used by everybody', async () => {
      const page = await newPage(device);
      const { last: address } = await admin(['invite'], { DATA_DIR: system.dataDir });
      await enterAs(page, system.sandboxUrl, ADMINISTRATOR, /\/administration/);
      await page.locator('input[name=address]').fill(address);
      await page.locator('form[action="/administration/register"] button').click();
      const tool = await toolFrame(page);
      await tool.getByRole('heading', { name: 'Kết nối hệ thống LMS này?' }).waitFor();
      await look('what is registered', page, tool);
      await tool.getByRole('button', { name: 'Đăng ký' }).click();
      await tool.getByRole('heading', { name: /^Đã (đăng ký|cập nhật đăng ký)$/ }).waitFor();
      await look('registered', page, tool);
      await page.goto(address);
      await look('refused', page);
      expect(looker.faults).toEqual({});
    });

    it('of refusals can be used by everybody', async () => {
      const page = await newPage(device);
      for (const address of [
        '/nothing',
        '/app/nothing',
        '/app/start?code=spent',
        '/app/records',
        '/app/appraisals',
        '/lti/login',
        '/lti/launch',
        '/profile',
      ]) {
        await page.goto(`${system.toolUrl}${address}`);
        await page.getByRole('heading').first().waitFor();
        await look(address, page);
      }
      expect(looker.faults).toEqual({});
    });
  });

  it('of a class begins with the class on a phone, in one frame that scrolls, and cuts no name', async () => {
    const page = await newPage(PHONE);
    await enterFinished(page);
    const tool = await openInFrame(page, EXAM);
    const table = await tool.getByRole('table').boundingBox();
    const frame = await page.locator('iframe.tool').boundingBox();
    expect((table?.y ?? 0) - (frame?.y ?? 0)).toBeLessThan(300);
    expect(await page.evaluate('document.documentElement.scrollHeight - innerHeight')).toBe(0);
    const cut = await tool.evaluate<string[]>(
      `[...document.querySelectorAll('header *')].filter((each) => each.clientWidth > 1 && each.scrollWidth > each.clientWidth).map((each) => each.textContent)`,
    );
    expect(cut).toEqual([]);
    await tool.getByText('Tìm và lọc').click();
    await tool.getByRole('searchbox', { name: 'Tìm học viên' }).fill('dinh van phong');
    await tool.getByText('Hiển thị 1/30 người').waitFor();
  });

  it('of records is reached and used by the keyboard alone, in the frame of the LMS', async () => {
    const page = await newPage({ ...DESKTOP, acceptDownloads: true });
    await enterFinished(page);
    const tool = await openInFrame(page, EXAM);
    await tool.getByRole('table').waitFor();
    /** Goes on by the key until something of a name has the focus, which has to be seen. */
    const tabTo = async (name: RegExp): Promise<void> => {
      for (let step = 0; step < 120; step += 1) {
        await page.keyboard.press('Tab');
        const [focused, outline] = await tool.evaluate<[string, string]>(
          `[document.activeElement?.textContent ?? '', getComputedStyle(document.activeElement).outlineStyle]`,
        );
        if (!name.test(focused)) continue;
        expect(outline).toBe('solid');
        return;
      }
      throw new Error(`no key leads to ${name}`);
    };
    await tabTo(/^Bản ghi học tập$/);
    await page.keyboard.press('Enter');
    await tool.getByRole('button', { name: 'Biểu đồ' }).waitFor();
    await tabTo(/^Biểu đồ$/);
    await page.keyboard.press('Enter');
    // Each chart comes when its figures do; the first on the page is that over time.
    await tool.getByText('Tải số liệu (Bản ghi theo thời gian):').waitFor();
    await tabTo(/^Excel$/);
    const downloading = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    expect((await downloading).suggestedFilename()).toMatch(/^chuyen-de-day-.*\.xlsx$/);
  });

  it('of a course opens in a window of its own too', async () => {
    const page = await newPage(PHONE);
    await enterFinished(page);
    const own = await openActivity(page, EXAM);
    await own.getByRole('table').waitFor();
    await look('class', own);
    expect(looker.faults).toEqual({});
  });
});
