import { accessibilityFaults } from './support/accessibility.ts';
import { describeWithBrowser, DESKTOP, PHONE } from './support/browser.ts';
import { press, typeInto } from './support/by-keyboard.ts';
import { keep } from './support/pictures.ts';
import { enterAs, openActivity } from './support/sandbox-pages.ts';
import { setStage } from './support/stage.ts';

const TOPIC = 'Điều lệ Đảng: nội dung cơ bản';
const SAID = 'Văn kiện này đã được thay thế.';
const ANSWERED = 'Đã cập nhật căn cứ, cảm ơn đã báo.';

jest.setTimeout(180_000);

describeWithBrowser('what a learner says is wrong with a question', () => {
  const stage = setStage({ ...PHONE, viewport: { width: 360, height: 740 } });

  it('is sent by the keyboard from practice, answered by the lecturer, and told of to the learner', async () => {
    const { system, course } = stage;
    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị An');
    const page = await openActivity(course, TOPIC);
    await page.getByRole('link', { name: 'Luyện tập chuyên đề này' }).click();
    await page.getByRole('button', { name: 'Bắt đầu luyện tập' }).click();
    await page.getByRole('heading', { name: /^Câu 1\// }).waitFor();
    await page.locator('fieldset input').first().check();
    await page.getByRole('button', { name: 'Kiểm tra câu trả lời' }).click();
    await page.getByText(/^Lời giải thích/).waitFor();
    await press(page, 'button', 'Báo lỗi câu hỏi');
    await page.getByRole('radio', { name: 'Đáp án chưa đúng' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await press(page, 'button', 'Gửi báo lỗi');
    await page.getByText('Cần ít nhất 10 ký tự.').waitFor();
    await keep(page, 'question-report-form');
    expect(await accessibilityFaults(page)).toEqual([]);
    await typeInto(page, 'Mô tả cụ thể', SAID);
    await press(page, 'button', 'Gửi báo lỗi');
    await page.getByText('Đã gửi báo lỗi, đang chờ xem xét').waitFor();
    await page.getByText('Căn cứ đã cũ').waitFor();
    expect(await page.getByRole('button', { name: 'Báo lỗi câu hỏi' }).count()).toBe(0);
    await keep(page, 'question-report-sent');
    expect(await accessibilityFaults(page)).toEqual([]);

    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị Thu');
    const staff = await openActivity(course, 'Bài kiểm tra cuối khóa');
    await staff.setViewportSize(DESKTOP.viewport);
    await staff.getByRole('link', { name: 'Ngân hàng câu hỏi' }).click();
    await press(staff, 'link', 'Báo lỗi câu hỏi');
    await staff.getByText(SAID).waitFor();
    expect(await staff.getByText('Nguyễn Thị An').count()).toBe(0);
    await keep(staff, 'question-reports');
    expect(await accessibilityFaults(staff)).toEqual([]);
    await press(staff, 'button', 'Trả lời');
    await typeInto(staff, 'Trả lời người gửi', ANSWERED);
    await keep(staff, 'question-reports-answer');
    expect(await accessibilityFaults(staff)).toEqual([]);
    await staff.setViewportSize(PHONE.viewport);
    await keep(staff, 'question-reports-answer-phone');
    expect(await accessibilityFaults(staff)).toEqual([]);
    await press(staff, 'button', 'Gửi trả lời');
    await staff.getByText('Đã trả lời 1 báo lỗi.').waitFor();
    await staff.getByText('Không có báo lỗi nào.').waitFor();

    await page.reload();
    await page.getByRole('heading', { name: /^Câu 2\// }).waitFor();
    while (await page.getByRole('button', { name: 'Bỏ qua câu này' }).isVisible())
      await page.getByRole('button', { name: 'Bỏ qua câu này' }).click();
    await page.getByRole('button', { name: 'Xem kết quả' }).click();
    await page.getByRole('button', { name: 'Xem lại các câu' }).click();
    await page.getByText('Báo lỗi đã được xem: câu hỏi đã sửa').waitFor();
    await page.getByText(ANSWERED).waitFor();
    await keep(page, 'question-report-answered');
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});
