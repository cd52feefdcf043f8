import type { Page } from 'playwright-core';
import { makeLooker } from './support/accessibility.ts';
import { describeWithBrowser, DESKTOP, PHONE } from './support/browser.ts';
import { enterAs, openActivity } from './support/sandbox-pages.ts';
import { setStage } from './support/stage.ts';

const HOME = 'Trang lớp: Bồi dưỡng lý luận chính trị';
const QUESTION = 'Ôn tập phần Hiến pháp thế nào?';
const MARKUP = 'Xem <img src=x onerror="document.title=1"> chương một.';

jest.setTimeout(300_000);

describeWithBrowser('the exchange of a class', () => {
  const stage = setStage(PHONE);

  async function openExchangeAs(name: string, device: typeof DESKTOP): Promise<Page> {
    const context = await stage.context.browser()!.newContext(device);
    context.setDefaultTimeout(60_000);
    const course = await context.newPage();
    await enterAs(course, stage.system.sandboxUrl, name);
    const page = await openActivity(course, HOME);
    await page.getByRole('link', { name: 'Vào trao đổi của lớp' }).click();
    await page.getByRole('heading', { level: 1, name: 'Trao đổi' }).waitFor();
    return page;
  }

  it('asks, answers with a quote, marks the answer, and is moderated', async () => {
    const looker = makeLooker();
    const look = (name: string, page: Page) => looker.look(name, page);
    const phone = await openExchangeAs('Nguyễn Thị An', PHONE);
    await look('no thread yet', phone);
    await phone.getByRole('textbox', { name: 'Câu hỏi, nói ngắn gọn' }).fill(QUESTION);
    await phone.getByRole('textbox', { name: 'Nội dung' }).fill(MARKUP);
    await phone.getByRole('combobox', { name: 'Thuộc chuyên đề' }).selectOption({ index: 1 });
    await phone.getByRole('button', { name: 'Gửi câu hỏi' }).click();
    await phone.getByRole('heading', { level: 1, name: QUESTION }).waitFor();
    // What was written is text, whatever it looks like.
    await phone.getByText(MARKUP).waitFor();
    expect(await phone.locator('main img').count()).toBe(0);

    const desk = await openExchangeAs('Nguyễn Thị Thu', DESKTOP);
    await desk.getByText('Chưa đọc').waitFor();
    await look('threads', desk);
    await desk.getByRole('searchbox', { name: 'Tìm trong trao đổi' }).fill('on tap phan hien phap');
    await desk.getByText('1 câu hỏi', { exact: true }).waitFor();
    await desk.getByRole('link', { name: QUESTION }).click();
    await desk.getByRole('button', { name: 'Trích dẫn' }).click();
    await desk.getByRole('textbox', { name: 'Nội dung trả lời' }).fill('Đọc chương hai trước.');
    await desk.getByRole('button', { name: 'Gửi trả lời' }).click();
    await desk.getByText('Trích Nguyễn Thị An').waitFor();
    await desk.getByRole('button', { name: 'Ghim', exact: true }).click();
    await desk.getByRole('button', { name: 'Bỏ ghim' }).waitFor();

    await phone.reload();
    await phone.getByText('Đọc chương hai trước.').waitFor();
    await phone.getByRole('button', { name: 'Đánh dấu là câu trả lời' }).last().click();
    await phone.getByText('✓ Câu trả lời').waitFor();
    await phone.getByRole('button', { name: 'Báo vi phạm' }).last().click();
    await phone.getByRole('textbox', { name: /^Lý do/ }).fill('Trả lời sai tài liệu');
    await look('reporting', phone);
    await phone.getByRole('dialog').getByRole('button', { name: 'Báo vi phạm' }).click();
    await phone.getByText('Đã báo bài viết này cho giảng viên.').waitFor();
    await look('thread on a phone', phone);

    await desk.getByRole('link', { name: 'Về các câu hỏi' }).click();
    await desk.getByText('Có bài bị báo vi phạm').waitFor();
    await desk.getByRole('combobox', { name: 'Chuyên đề', exact: true }).selectOption({ index: 2 });
    await desk.getByText('Không có câu hỏi nào phù hợp.').waitFor();
    await desk.getByRole('combobox', { name: 'Chuyên đề', exact: true }).selectOption({ index: 1 });
    await desk.getByRole('link', { name: QUESTION }).click();
    await desk.getByText('Trả lời sai tài liệu').waitFor();
    await look('what was reported', desk);
    await desk.getByRole('button', { name: 'Đã xem xét, giữ bài viết' }).click();
    await desk.getByText('Trả lời sai tài liệu').waitFor({ state: 'detached' });

    await desk.getByRole('button', { name: 'Ẩn bài viết' }).first().click();
    await desk.getByRole('textbox', { name: /^Lý do/ }).fill('Không đúng chủ đề');
    await look('hiding', desk);
    await desk.getByRole('dialog').getByRole('button', { name: 'Ẩn bài viết' }).click();
    await desk.getByText('Bài viết đã được ẩn: Không đúng chủ đề').waitFor();
    await desk.getByRole('button', { name: 'Đóng trao đổi' }).click();
    await desk.getByRole('button', { name: 'Mở lại trao đổi' }).waitFor();
    await look('thread of a moderator', desk);
    await phone.reload();
    await phone.getByText('Trao đổi này đã đóng.').waitFor();
    expect(await phone.getByText('chương một').count()).toBe(0);
    expect(looker.faults).toEqual({});
    await Promise.all([desk.context().close(), phone.context().close()]);
  });
});
