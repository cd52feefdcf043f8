import { setTimeout as wait } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { DESKTOP, describeWithBrowser, launchBrowser } from './support/browser.ts';
import { enterAs, gradesOf, openActivity } from './support/sandbox-pages.ts';
import { startSystem, type System } from './support/system.ts';

const FINISHED = 'Lớp mẫu đã kết thúc (dữ liệu dựng sẵn)';

jest.setTimeout(240_000);

describeWithBrowser('the demonstration', () => {
  let system: System;
  let browser: Browser;
  beforeAll(async () => {
    [system, browser] = await Promise.all([startSystem({ SANDBOX_CLASS: 'true' }), launchBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await system.stop();
  });

  it('has a finished class beside the empty one: thirty people, one cut off, one grade refused', async () => {
    const context = await browser.newContext(DESKTOP);
    const page = await context.newPage();
    await enterAs(page, system.sandboxUrl, 'Nguyễn Thị Thu');
    expect(await gradesOf(page, page.url(), 'Trần Văn Bình')).toEqual(['']);
    // It is made while people already look around, and shown to its lecturer when it is whole.
    const finished = page.getByRole('link', { name: FINISHED });
    await page.goBack();
    // A page that is reloaded all the time would take the processor from what makes the class.
    const shown = async (): Promise<string> => (await context.request.get(page.url())).text();
    while (!(await shown()).includes(FINISHED)) await wait(200);
    await page.reload();
    await finished.click();
    const exam = await openActivity(page, 'Bài kiểm tra cuối khóa');
    await exam.getByText('Hiển thị 30/30 người').waitFor();
    await exam.getByText('Sổ điểm chưa nhận').waitFor();
    expect(await exam.getByRole('row').filter({ hasText: 'Đã hoàn thành' }).count()).toBe(30);
    await context.close();
  });
});
