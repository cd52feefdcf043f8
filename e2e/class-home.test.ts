import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { makeLooker } from './support/accessibility.ts';
import { describeWithBrowser, DESKTOP, PHONE } from './support/browser.ts';
import { enterAs, openActivity } from './support/sandbox-pages.ts';
import { setStage } from './support/stage.ts';

const HOME = 'Trang lớp: Bồi dưỡng lý luận chính trị';
const EXAM = 'Bài kiểm tra cuối khóa';
const LEARNER = 'Nguyễn Thị An';
const LECTURER = 'Nguyễn Thị Thu';
const NOTICE = 'Thảo luận tổ lúc 7:30 tại <b>hội trường</b>.';

jest.setTimeout(300_000);

describeWithBrowser('the home of a class', () => {
  const stage = setStage(PHONE);

  /** The home of the class as somebody opens it from the course, on a device of their own. */
  async function openAs(name: string, device: typeof DESKTOP, activity = HOME): Promise<Page> {
    const context = await stage.context.browser()!.newContext(device);
    context.setDefaultTimeout(60_000);
    const course = await context.newPage();
    await enterAs(course, stage.system.sandboxUrl, name);
    return openActivity(course, activity);
  }

  it('leads a learner on a phone, and tells the lecturer who is behind, with a reminder to send', async () => {
    const looker = makeLooker();
    const look = (name: string, page: Page) => looker.look(name, page);
    // An exam is known to the class once somebody has opened it.
    const opened = await openAs(LECTURER, DESKTOP, EXAM);
    await opened.getByRole('table', { name: 'Bảng theo dõi lớp' }).waitFor();
    await opened.context().close();

    const desk = await openAs(LECTURER, DESKTOP);
    await desk.getByText('Viết thông báo và đặt hạn học').click();
    await desk.getByRole('textbox', { name: 'Nội dung thông báo' }).fill(NOTICE);
    await desk.getByRole('button', { name: 'Đăng thông báo' }).click();
    await desk.getByText('Đã đăng thông báo.').waitFor();
    const first = desk.locator('input[type=date]').first();
    await first.fill('2026-01-31');
    await desk.getByRole('button', { name: 'Lưu hạn học' }).click();
    await desk.getByText('Đã lưu hạn học.').waitFor();
    await look('home of the lecturer', desk);

    const phone = await openAs(LEARNER, PHONE);
    await phone.getByText(NOTICE).waitFor();
    await phone.getByText('Đã quá hạn ngày 31/01/2026').first().waitFor();
    await phone.getByText('Đã hoàn thành 0/9 chuyên đề').waitFor();
    await phone.getByRole('heading', { name: 'Bài kiểm tra', exact: true }).waitFor();
    await phone.getByText(EXAM).waitFor();
    expect(await phone.getByText('Viết thông báo và đặt hạn học').count()).toBe(0);
    await look('home of a learner', phone);
    await phone.getByRole('link', { name: 'Học chuyên đề', exact: true }).click();
    await phone.getByRole('button', { name: 'Đã đọc, sang mục tiếp' }).click();
    await phone
      .getByText(/^Mục 2\//)
      .first()
      .waitFor();
    await look('topic come to from the home', phone);
    await phone.getByRole('link', { name: 'Về trang lớp' }).click();
    await phone.getByText(/^Đã học 1\/\d+ phần$/).waitFor();
    await phone.getByRole('link', { name: 'Học tiếp chuyên đề' }).waitFor();

    await desk.getByRole('link', { name: 'Lớp học' }).click();
    await desk.getByRole('radio', { name: 'Chậm tiến độ' }).check({ force: true });
    await desk.getByRole('searchbox', { name: 'Tìm học viên' }).fill('nguyen thi an');
    const row = desk.getByRole('row').filter({ has: desk.getByRole('rowheader', { name: LEARNER }) });
    await row.getByText(/^Quá hạn: Những vấn đề cơ bản/).waitFor();
    await look('learners', desk);
    await row.getByRole('button', { name: `Soạn lời nhắc cho ${LEARNER}` }).click();
    const text = desk.getByRole('textbox', { name: /^Lời nhắc, sửa được/ });
    expect(await text.inputValue()).toMatch(/^Kính gửi học viên Nguyễn Thị An,\n[^]*\(hạn 31\/01\/2026\)/);
    await look('reminder', desk);
    await desk.keyboard.press('Escape');
    await desk.getByRole('button', { name: 'Soạn lời nhắc chung' }).click();
    await desk.getByText(/^Thư điện tử của \d+ học viên chậm tiến độ$/).waitFor();
    expect(await text.inputValue()).not.toContain(LEARNER);
    await look('reminder to all', desk);
    await desk.keyboard.press('Escape');
    const download = desk.waitForEvent('download');
    await desk.getByRole('button', { name: 'Tải CSV' }).click();
    const csv = readFileSync(await (await download).path(), 'utf8');
    expect(csv).toContain('Nguyễn Thị An');
    expect(csv).toContain('quá hạn chuyên đề');

    await desk.setViewportSize({ width: 360, height: 740 });
    await look('learners on a phone', desk);
    expect(looker.faults).toEqual({});
    await Promise.all([desk.context().close(), phone.context().close()]);
  });
});
