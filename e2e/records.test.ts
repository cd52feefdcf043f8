import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { accessibilityFaults } from './support/accessibility.ts';
import { describeWithBrowser, DESKTOP, launchBrowser, PHONE } from './support/browser.ts';
import { answerQuestion, nextQuestion, submitExam } from './support/exam-pages.ts';
import { enterAs, openActivity } from './support/sandbox-pages.ts';
import { verbsTold } from './support/statements.ts';
import { startSystem, type System } from './support/system.ts';

const EXAM = 'Bài kiểm tra cuối khóa';

jest.setTimeout(240_000);

describeWithBrowser('the records of a class', () => {
  let system: System;
  let browser: Browser;
  let context: BrowserContext;

  /** A learner answers two questions and submits: a handful of statements. */
  async function sitExam(): Promise<void> {
    const own = await browser.newContext(PHONE);
    const course = await own.newPage();
    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị An');
    const exam = await openActivity(course, EXAM);
    await exam.getByRole('button', { name: 'Bắt đầu làm bài' }).click();
    await answerQuestion(exam);
    await nextQuestion(exam);
    await answerQuestion(exam);
    await submitExam(exam);
    await exam
      .getByRole('heading', { name: /Kết quả|Đạt|Không đạt|điểm/ })
      .first()
      .waitFor();
    await own.close();
  }

  const openRecords = async (): Promise<Page> => {
    const course = await context.newPage();
    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị Thu');
    const exam = await openActivity(course, EXAM);
    await exam.getByRole('link', { name: 'Bản ghi học tập' }).click();
    await exam.getByRole('heading', { name: 'Bản ghi học tập' }).waitFor();
    return exam;
  };

  interface Credentials {
    key: string;
    secret: string;
  }

  /** What the page shows this once, by its buttons. */
  async function copyCredentials(page: Page): Promise<Credentials> {
    await page.getByText('mật khẩu của khóa truy cập chỉ hiển thị lần này').waitFor();
    const copied = async (name: string): Promise<string> => {
      const button = page.getByRole('button', { name });
      await button.click();
      await page.getByRole('definition').filter({ has: button }).getByText('Đã sao chép.').waitFor();
      return page.evaluate<string>('navigator.clipboard.readText()');
    };
    return { key: await copied('Sao chép khóa truy cập'), secret: await copied('Sao chép mật khẩu') };
  }

  /** With what the record store answers who asks for a statement. */
  async function statusFor({ key, secret }: Credentials): Promise<number> {
    const { status } = await fetch(`${system.toolUrl}/xapi/statements?limit=1`, {
      headers: {
        Authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`,
        'X-Experience-API-Version': '2.0.0',
      },
    });
    return status;
  }

  beforeAll(async () => {
    [system, browser] = await Promise.all([startSystem(), launchBrowser()]);
    await sitExam();
    await verbsTold(system, /\/(exams|attempts|questions)\//, 'failed');
  });
  afterAll(async () => {
    await browser.close();
    await system.stop();
  });
  beforeEach(async () => {
    context = await browser.newContext(DESKTOP);
    context.setDefaultTimeout(60_000);
  });
  afterEach(() => context.close());

  it('are readable to the lecturer, with figures of a single learner too', async () => {
    const page = await openRecords();
    await page.getByText(/^Học viên Nguyễn Thị An không đạt/).waitFor();
    await page.getByLabel('Hành động').selectOption({ label: 'đã trả lời' });
    await page
      .getByText(/^Học viên Nguyễn Thị An đã trả lời (đúng|sai) câu/)
      .first()
      .waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.getByRole('button', { name: 'Biểu đồ' }).click();
    await page.getByRole('heading', { name: 'Bản ghi theo hành động' }).waitFor();
    expect(await page.getByText(/làm tròn/).count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('are kept as a query and found again', async () => {
    const page = await openRecords();
    await page.getByLabel('Chuyên đề, bài kiểm tra').selectOption({ label: EXAM });
    await page.getByText('Đã lưu (0)').click();
    await page.getByLabel('Tên cho điều kiện đang chọn').fill('Cuối khóa');
    await page.getByRole('button', { name: 'Lưu truy vấn' }).click();
    await page.getByText('Đã lưu (1)').waitFor();
    await page.getByLabel('Chuyên đề, bài kiểm tra').selectOption({ label: 'Tất cả' });
    await page.getByRole('button', { name: 'Cuối khóa', exact: true }).click();
    await page.waitForURL(/about=/);
  });

  it('come as a file to an analyst with a key, on a phone', async () => {
    const phone = await browser.newContext({ ...PHONE, acceptDownloads: true });
    const page = await phone.newPage();
    await page.goto(`${system.toolUrl}/app/records?view=export`);
    const [key = '', secret = ''] = system.credentials.split(':');
    await page.getByLabel('Khóa truy cập', { exact: true }).fill(key);
    await page.getByLabel('Mật khẩu của khóa truy cập').fill(secret);
    await page.getByRole('button', { name: 'Mở kho bản ghi' }).click();
    const fetched = async (): Promise<Buffer> => {
      const downloading = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Tải tệp' }).click();
      const file = await (await downloading).path();
      await page.getByText(/Đã tải xong \d+ bản ghi/).waitFor();
      return readFile(file);
    };
    expect((await fetched()).subarray(0, 2).toString()).toBe('PK');
    await page.getByText('CSV', { exact: true }).click();
    await page.getByText(/^Chọn cột/).click();
    await page.getByLabel('Mã bản ghi').uncheck();
    const lines = (await fetched()).toString('utf8').trimEnd().split('\r\n');
    expect(lines[0]).toMatch(/^\uFEFFThời điểm;Lúc lưu;/);
    expect(lines.filter((line) => line.includes('/verbs/answered'))).toHaveLength(2);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await phone.close();
  });

  it('are opened to another system by a key that an administrator makes, renews and revokes', async () => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: system.toolUrl });
    const course = await context.newPage();
    await enterAs(course, system.sandboxUrl, 'Quản trị viên', /\/administration/);
    await course.getByRole('link', { name: 'Khóa học', exact: true }).click();
    const page = await openActivity(course, EXAM);
    await page.getByRole('link', { name: 'Bản ghi học tập' }).click();
    // Who sees the whole LMS sees protected figures of it, and no single statement.
    await page.getByText(/được làm tròn và gộp/).waitFor();
    expect(await page.getByRole('button', { name: 'Tải về', exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'Khóa truy cập', exact: true }).click();

    await page.getByLabel('Cấp cho ai, để làm gì').fill('Hệ thống báo cáo');
    await page.getByLabel('Đọc và phân tích, thấy danh tính').check();
    await page.getByRole('button', { name: 'Cấp khóa truy cập' }).click();
    const made = await copyCredentials(page);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await statusFor(made)).toBe(200);

    await page.getByRole('button', { name: `Đổi mật khẩu của khóa truy cập ${made.key}` }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Đổi mật khẩu' }).click();
    await page.getByText(made.secret).waitFor({ state: 'detached' });
    const renewed = await copyCredentials(page);
    expect(renewed.key).toBe(made.key);
    expect(await statusFor(made)).toBe(401);
    expect(await statusFor(renewed)).toBe(200);

    await page.reload();
    const revoke = page.getByRole('button', { name: `Thu hồi khóa truy cập ${made.key}` });
    await revoke.waitFor();
    expect(await page.getByText(renewed.secret).count()).toBe(0);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await accessibilityFaults(page)).toEqual([]);
    await revoke.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Thu hồi' }).click();
    await page.getByText(/^Đã thu hồi ngày/).waitFor();
    expect(await statusFor(renewed)).toBe(401);
  });
});
