import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { makeLooker } from './support/accessibility.ts';
import { describeWithBrowser, DESKTOP, PHONE } from './support/browser.ts';
import { enterAs, openActivity } from './support/sandbox-pages.ts';
import { setStage } from './support/stage.ts';

const HOME = 'Trang lớp: Bồi dưỡng lý luận chính trị';
const LECTURER = 'Nguyễn Thị Thu';
const FIRST = 'Nguyễn Thị An';
const OTHERS = ['Trần Văn Bình', 'Lê Thị Minh Châu', 'Phạm Quốc Cường', 'Hoàng Thị Dung'];
const SURVEY = 'Khảo sát chất lượng lớp bồi dưỡng';
const FEW = 'Phiếu ít người trả lời';
const WORDS = 'Thêm thời gian <b>thảo luận</b>.';
const REQUIRED = 6;

jest.setTimeout(420_000);

describeWithBrowser('a survey of a class', () => {
  const stage = setStage(PHONE);

  /** The surveys of the class as somebody opens them from the course, on a device of their own. */
  async function openAs(name: string, device: typeof DESKTOP): Promise<Page> {
    const context = await stage.context.browser()!.newContext(device);
    context.setDefaultTimeout(60_000);
    const course = await context.newPage();
    await enterAs(course, stage.system.sandboxUrl, name);
    const page = await openActivity(course, HOME);
    await page.getByRole('link', { name: 'Phiếu khảo sát của lớp' }).click();
    await page.getByRole('heading', { level: 1, name: 'Phiếu khảo sát' }).waitFor();
    return page;
  }

  const heading = (page: Page, name: string) =>
    page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  const back = (page: Page) => page.getByRole('link', { name: 'Về các phiếu khảo sát' }).click();
  const chooseStep = (page: Page, number: number, name: RegExp) =>
    page.locator('main').getByRole('group').nth(number).getByRole('radio', { name }).check();
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const confirm = (page: Page, name: string) =>
    page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

  async function publish(desk: Page, template: string, title: string): Promise<void> {
    await desk.getByRole('combobox', { name: 'Bắt đầu từ' }).selectOption({ label: template });
    await press(desk, 'Soạn phiếu');
    const name = desk.getByRole('textbox', { name: 'Tên phiếu' });
    await name.fill(title);
    await press(desk, 'Phát phiếu');
    await confirm(desk, 'Phát phiếu');
    await desk.getByText('Đang mở · Đã nhận 0 phiếu').waitFor();
    await heading(desk, title);
  }

  async function fill(phone: Page): Promise<void> {
    for (let number = 0; number < REQUIRED; number += 1) await chooseStep(phone, number, /^5, Rất hài lòng/);
  }
  async function send(phone: Page): Promise<void> {
    await press(phone, 'Gửi phiếu');
    await phone.getByText('Đã gửi phiếu. Cảm ơn đã góp ý.').waitFor();
  }

  /** Lets a page hear of its survey again only once it sends answers: until then it knows of no other device. */
  async function holdBack(page: Page): Promise<void> {
    let isHeld = true;
    await page.route(/\/surveys\/[^/]+(\/answers)?$/, (route) => {
      if (route.request().method() === 'POST') isHeld = false;
      return isHeld ? route.abort() : route.continue();
    });
  }

  it('is made, answered once by each, and shown from five answers on', async () => {
    const looker = makeLooker();
    const look = (name: string, page: Page) => looker.look(name, page);
    const desk = await openAs(LECTURER, DESKTOP);
    await look('no survey yet', desk);
    await publish(desk, 'Phiếu trống', FEW);
    await back(desk);
    await desk.getByRole('combobox', { name: 'Bắt đầu từ' }).selectOption({ label: SURVEY });
    await press(desk, 'Soạn phiếu');
    await heading(desk, SURVEY);
    await desk.getByRole('checkbox', { name: 'Bắt buộc trả lời' }).first().waitFor();
    await look('survey editor', desk);
    await press(desk, 'Lưu bản nháp');
    await desk.getByText('Đã lưu bản nháp.').waitFor();
    await press(desk, 'Phát phiếu');
    await look('publishing asks first', desk);
    await confirm(desk, 'Phát phiếu');
    await desk.getByText('Đang mở · Đã nhận 0 phiếu').waitFor();
    await look('survey while it is open', desk);

    const phone = await openAs(FIRST, PHONE);
    await phone.getByRole('link', { name: FEW }).waitFor();
    await look('surveys on a phone', phone);
    await phone.getByRole('link', { name: SURVEY }).click();
    await heading(phone, SURVEY);
    const words = phone.getByRole('textbox', { name: 'Câu trả lời, không ghi họ tên' });
    await words.fill(WORDS);
    await chooseStep(phone, 0, /^1, Rất không hài lòng/);
    await press(phone, 'Gửi phiếu');
    await phone.getByText('Còn 5 câu bắt buộc chưa trả lời.').waitFor();
    await look('answers that are needed', phone);
    // What was chosen and typed outlives the page.
    await phone.reload();
    expect(await words.inputValue()).toBe(WORDS);
    const first = phone.locator('main').getByRole('group').first();
    expect(await first.getByRole('radio', { name: /^1, / }).isChecked()).toBe(true);

    // The same person on another device, who has the sheet open still.
    const second = await openAs(FIRST, PHONE);
    await second.getByRole('link', { name: SURVEY }).click();
    await fill(second);
    await holdBack(second);
    await fill(phone);
    await send(phone);
    await look('thanks', phone);
    await send(second);
    await back(second);
    await second.getByText('Đang mở · Đã trả lời').waitFor();
    await second.context().close();

    for (const name of OTHERS) {
      const other = await openAs(name, PHONE);
      await other.getByRole('link', { name: SURVEY }).click();
      await fill(other);
      await send(other);
      await other.context().close();
    }

    await phone.getByRole('link', { name: 'Về các phiếu khảo sát' }).click();
    await phone.getByRole('link', { name: FEW }).click();
    await chooseStep(phone, 0, /^4/);
    await send(phone);

    await desk.getByText('Đang mở · Đã nhận 5 phiếu').waitFor();
    await press(desk, 'Đóng phiếu');
    await confirm(desk, 'Đóng phiếu');
    await desk.getByRole('link', { name: 'Xem kết quả' }).click();
    await heading(desk, SURVEY);
    const general = desk.getByRole('region', { name: '6. Mức độ hài lòng chung về lớp' });
    await general.getByText('5 người trả lời, điểm trung bình 5/5').waitFor();
    const row = general.getByRole('row').filter({ has: desk.getByRole('rowheader', { name: /^5, / }) });
    expect(await row.getByRole('cell').allInnerTexts()).toEqual(['5', expect.stringContaining('100%')]);
    // One alone has written something.
    await desk
      .getByRole('region', { name: /^9\. / })
      .getByText('Có ít hơn 5 câu trả lời nên không hiển thị.')
      .waitFor();
    expect(await desk.getByText('thảo luận').filter({ hasText: 'Thêm thời gian' }).count()).toBe(0);
    await look('results', desk);
    const download = desk.waitForEvent('download');
    await press(desk, 'Tải CSV');
    const csv = readFileSync(await (await download).path(), 'utf8');
    expect(csv).toContain('Mức độ hài lòng chung về lớp');
    expect(csv).not.toContain('Thêm thời gian');
    await desk.setViewportSize({ width: 360, height: 740 });
    await look('results on a phone', desk);

    await back(desk);
    await desk.getByRole('link', { name: FEW }).click();
    await desk.getByText('Đang mở · Đã nhận 1 phiếu').waitFor();
    await press(desk, 'Đóng phiếu');
    await confirm(desk, 'Đóng phiếu');
    await desk.getByRole('link', { name: 'Xem kết quả' }).click();
    await desk.getByText(/^Có ít hơn 5 phiếu nên không hiển thị/).waitFor();
    await look('results of few', desk);
    expect(looker.faults).toEqual({});
    await Promise.all([desk.context().close(), phone.context().close()]);
  });
});
