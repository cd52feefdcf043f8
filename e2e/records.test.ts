import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { accessibilityFaults } from './support/accessibility.ts';
import { describeWithBrowser, DESKTOP, launchBrowser, PHONE } from './support/browser.ts';
import { answerQuestion, nextQuestion, submitExam } from './support/exam-pages.ts';
import { enterAs, openActivity } from './support/sandbox-pages.ts';
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
    await exam.getByRole('link', { name: 'Bản ghi' }).click();
    await exam.getByRole('heading', { name: 'Bản ghi học tập' }).waitFor();
    return exam;
  };

  beforeAll(async () => {
    [system, browser] = await Promise.all([startSystem(), launchBrowser()]);
    await sitExam();
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

  it('are readable to the lecturer, pseudonymous, and the figures of one learner withheld', async () => {
    const page = await openRecords();
    await page.getByText(/^Học viên [0-9a-f]{6} không đạt/).waitFor();
    await page.getByLabel('Hành động').selectOption({ label: 'đã trả lời' });
    await page
      .getByText(/^Học viên [0-9a-f]{6} đã trả lời (đúng|sai) câu/)
      .first()
      .waitFor();
    expect(await page.getByText('Nguyễn Thị An').count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.getByRole('button', { name: 'Biểu đồ' }).click();
    await page
      .getByText(/có ít hơn 5 học viên/)
      .first()
      .waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('are kept as a query and found again', async () => {
    const page = await openRecords();
    await page.getByLabel('Chuyên đề, bài kiểm tra').selectOption({ label: EXAM });
    await page.getByText('Truy vấn đã lưu (0)').click();
    await page.getByLabel('Tên cho điều kiện đang chọn').fill('Cuối khóa');
    await page.getByRole('button', { name: 'Lưu truy vấn' }).click();
    await page.getByText('Truy vấn đã lưu (1)').waitFor();
    await page.getByLabel('Chuyên đề, bài kiểm tra').selectOption({ label: 'Tất cả' });
    await page.getByRole('button', { name: 'Cuối khóa', exact: true }).click();
    await page.waitForURL(/about=/);
  });

  it('come as a file to an analyst with a key, on a phone', async () => {
    const phone = await browser.newContext({ ...PHONE, acceptDownloads: true });
    const page = await phone.newPage();
    await page.goto(`${system.toolUrl}/app/records?view=export`);
    const [key = '', secret = ''] = system.credentials.split(':');
    await page.getByLabel('Khóa', { exact: true }).fill(key);
    await page.getByLabel('Mật khẩu của khóa').fill(secret);
    await page.getByRole('button', { name: 'Mở kho bản ghi' }).click();
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Tải CSV (Excel)' }).click();
    const file = await (await downloading).path();
    await page.getByText(/Đã tải xong \d+ bản ghi/).waitFor();
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\r\n');
    expect(lines[0]).toMatch(/^\uFEFFid,timestamp,/);
    expect(lines.filter((line) => line.includes('/verbs/answered'))).toHaveLength(2);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await phone.close();
  });
});
