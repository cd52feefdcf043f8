import { accessibilityFaults } from './support/accessibility.ts';
import { describeWithBrowser, DESKTOP, PHONE } from './support/browser.ts';
import { makeBank, press, typeInto } from './support/by-keyboard.ts';
import { keep } from './support/pictures.ts';
import { enterAs, openActivity } from './support/sandbox-pages.ts';
import { setStage } from './support/stage.ts';

const STEM = 'Cơ quan quyền lực nhà nước cao nhất là cơ quan nào?';

jest.setTimeout(180_000);

describeWithBrowser('what a question said before', () => {
  const stage = setStage(DESKTOP);

  it('is compared word by word, and taken up again', async () => {
    const { course, system } = stage;
    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị Thu');
    const page = await openActivity(course, 'Bài kiểm tra cuối khóa');
    const saved = () => page.getByText(/^Đã lưu lúc/).waitFor();
    await page.getByRole('link', { name: 'Ngân hàng câu hỏi' }).click();
    await makeBank(page, 'Ngân hàng có lịch sử', 'Nhà nước');
    await press(page, 'button', 'Viết câu hỏi');
    await typeInto(page, 'Câu dẫn', STEM);
    await typeInto(page, 'Phương án A', 'Chính phủ');
    for (const option of ['Quốc hội', 'Viện kiểm sát nhân dân tối cao', 'Mặt trận Tổ quốc']) {
      await page.keyboard.press('Enter');
      await page.keyboard.type(option);
    }
    await page.getByRole('radio', { name: 'Phương án B là đáp án đúng' }).check();
    await page.getByText('Câu hỏi đã sẵn sàng để đưa vào sử dụng.').waitFor();
    await saved();
    await typeInto(page, /^Nhận xét/, 'Cần thêm căn cứ.');
    await press(page, 'button', 'Gửi nhận xét');
    await page.getByText('Cần thêm căn cứ.', { exact: true }).waitFor();
    await page.getByRole('button', { name: /^Xóa nhận xét/ }).waitFor();
    await keep(page, 'question-comments');
    expect(await accessibilityFaults(course, page)).toEqual([]);
    await page.setViewportSize(PHONE.viewport);
    await keep(page, 'question-comments-phone');
    expect(await accessibilityFaults(course, page)).toEqual([]);
    await page.setViewportSize(DESKTOP.viewport);
    await press(page, 'link', 'Lịch sử câu hỏi');
    await page.getByText('Câu hỏi mới có một bản, chưa có gì để so sánh.').waitFor();
    await press(page, 'link', 'Về câu hỏi');
    await press(page, 'button', 'Đưa vào sử dụng');
    await page.getByText('Các đề đang lấy bản 1 của câu hỏi này.').waitFor();

    await page.getByRole('textbox', { name: 'Câu dẫn' }).fill(STEM.replace('cao nhất', 'cao nhất hiện nay'));
    await page.getByRole('button', { name: '+ Thêm phương án' }).click();
    await page.getByRole('textbox', { name: 'Phương án E' }).fill('Tòa án nhân dân tối cao');
    await page.getByRole('radio', { name: 'Phương án A là đáp án đúng' }).check();
    await page.getByText('Các đề vẫn lấy bản 1; sửa đổi chưa có hiệu lực.').waitFor();
    await saved();
    await press(page, 'link', 'Lịch sử câu hỏi');
    await page.getByText(/^3 chỗ khác nhau/).waitFor();
    const marked = async (by: 'ins' | 'del') =>
      (await page.locator(by).allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' '));
    expect(await marked('ins')).toEqual([
      '[thêm: hiện nay ]',
      '[thêm: Tòa án nhân dân tối cao ]',
      '[thêm: A. Chính phủ ]',
    ]);
    expect(await marked('del')).toEqual(['[bỏ: B. Quốc hội ]']);
    await page.getByText(/Đang dùng \(bản 1\), Nguyễn Thị Thu đưa vào sử dụng lúc/).waitFor();
    await keep(page, 'question-history');
    expect(await accessibilityFaults(course, page)).toEqual([]);
    await page.setViewportSize(PHONE.viewport);
    await keep(page, 'question-history-phone');
    expect(await accessibilityFaults(course, page)).toEqual([]);

    await page.getByRole('button', { name: /^Khôi phục bản này/ }).click();
    const dialog = page.getByRole('dialog');
    await keep(page, 'question-history-restore');
    expect(await accessibilityFaults(course, page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Khôi phục bản này' }).click();
    await page.getByText('Đã khôi phục thành bản đang soạn.').waitFor();
    await page.getByText(/^Khôi phục bản lúc/).waitFor();
    await press(page, 'link', 'Về câu hỏi');
    await page.getByText('Các đề đang lấy bản 1 của câu hỏi này.').waitFor();
    expect(await page.getByRole('textbox', { name: 'Câu dẫn' }).inputValue()).toBe(STEM);
  });
});
