import path from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { accessibilityFaults } from './support/accessibility.ts';
import { describeWithBrowser, DESKTOP, PHONE } from './support/browser.ts';
import { press, typeInto } from './support/by-keyboard.ts';
import { addChosen, openPicker } from './support/made-exams.ts';
import { keep } from './support/pictures.ts';
import { enterAs, openActivity } from './support/sandbox-pages.ts';
import { setStage } from './support/stage.ts';

const BANK = 'Chuyên đề của lớp';
const TOPIC = 'Bộ máy nhà nước';
const OTHER = 'Mở đầu';

jest.setTimeout(240_000);

const keyboardOf = (frame: Frame | Page) => ('page' in frame ? frame.page() : frame).keyboard;
const saved = (frame: Frame | Page) => frame.getByText(/^Đã lưu lúc/).waitFor();
const lectureIn = (frame: Frame | Page) => frame.getByRole('textbox', { name: 'Bài giảng', exact: true });

/** A bank with two topics, the second of which is moved before the first, by keyboard. */
async function makeTopics(frame: Frame): Promise<void> {
  await press(frame, 'link', 'Soạn chuyên đề và câu hỏi');
  await press(frame, 'button', 'Tạo ngân hàng');
  await typeInto(frame, 'Tên ngân hàng', BANK);
  await keyboardOf(frame).press('Enter');
  await frame.getByRole('heading', { name: BANK }).waitFor();
  await press(frame, 'button', 'Sửa tên và chuyên đề');
  await typeInto(frame, 'Chuyên đề 1', TOPIC);
  await keyboardOf(frame).press('Enter');
  await typeInto(frame, 'Chuyên đề 2', OTHER);
  await press(frame, 'button', 'Đưa Chuyên đề 2 lên trên');
  await press(frame, 'button', 'Lưu');
  const topics = frame.getByRole('listitem').filter({ hasText: 'câu đang dùng' });
  await topics.nth(1).getByText(TOPIC).first().waitFor();
  await topics.nth(0).getByText('chưa có bài giảng').waitFor();
}

/** Writes a lecture of two sections as one types it, one heading by its tool and one by its sign. */
async function writeLecture(frame: Frame): Promise<void> {
  const keyboard = keyboardOf(frame);
  await lectureIn(frame).focus();
  await frame.getByRole('combobox', { name: 'Kiểu đoạn' }).selectOption('2');
  await keyboard.type('Quyền lực nhà nước');
  await keyboard.press('Enter');
  await keyboard.type('Nhân dân là ');
  await keyboard.press('Control+b');
  await keyboard.type('chủ');
  await keyboard.press('Control+b');
  await keyboard.type('.');
  await keyboard.press('Enter');
  await keyboard.type('## Tổ chức bộ máy');
  await keyboard.press('Enter');
  await keyboard.type('- Quốc hội');
  await keyboard.press('Enter');
  await keyboard.type('Chính phủ');
  // Out of the text, and to its tools.
  await keyboard.press('Escape');
  await frame.locator('select:focus').waitFor();
  await saved(frame);
}

describeWithBrowser('a topic that a lecturer writes in the browser', () => {
  const stage = setStage(DESKTOP);

  it('is written by keyboard, placed in the course, and read to its end by a learner', async () => {
    const { course, system } = stage;
    const picker = await openPicker(stage);
    await makeTopics(picker);
    expect(await accessibilityFaults(course, picker)).toEqual([]);
    await press(picker, 'link', `Soạn bài giảng “${TOPIC}”`);
    await picker.getByText('Bài giảng: chưa nhập.').waitFor();
    await writeLecture(picker);
    await press(picker, 'button', '+ Thêm mục tiêu');
    await typeInto(picker, 'Mục tiêu 1', 'Nêu được các cơ quan của bộ máy nhà nước.');
    await picker.getByText('Chuyên đề đã sẵn sàng để ban hành.').waitFor();
    await picker.getByText('2 mục, 8 chữ, đọc khoảng 1 phút').waitFor();
    await keep(course, 'own-topic');
    expect(await accessibilityFaults(course, picker)).toEqual([]);

    await picker.getByRole('radio', { name: 'Markdown' }).focus();
    await course.keyboard.press('Space');
    const source = picker.getByRole('textbox', { name: 'Bài giảng bằng Markdown' });
    expect(await source.inputValue()).toBe(
      '## Quyền lực nhà nước\n\nNhân dân là **chủ**.\n\n## Tổ chức bộ máy\n\n- Quốc hội\n- Chính phủ\n',
    );
    await course.keyboard.press('ArrowRight');
    await picker.getByRole('heading', { name: 'Tổ chức bộ máy' }).waitFor();
    await keep(course, 'own-topic-preview');
    await press(picker, 'button', 'Ban hành');
    await picker.getByText(/^Đã ban hành bản 1/).waitFor();
    await press(picker, 'link', 'Chọn chuyên đề này cho khóa học');
    await picker.getByRole('checkbox', { name: new RegExp(TOPIC), checked: true }).waitFor();
    await addChosen(course, picker, TOPIC);

    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị An');
    const topic = await openActivity(course, TOPIC);
    await topic.setViewportSize(PHONE.viewport);
    await topic.getByRole('heading', { level: 2, name: 'Quyền lực nhà nước' }).waitFor();
    await press(topic, 'button', 'Đã đọc, sang mục tiếp');
    await topic.getByRole('heading', { level: 2, name: 'Tổ chức bộ máy' }).waitFor();
    await topic
      .getByRole('listitem')
      .filter({ hasText: /^Chính phủ$/ })
      .waitFor();
    await press(topic, 'button', 'Xác nhận đã đọc xong');
    await topic.getByText('Đã hoàn thành chuyên đề.').waitFor();
    expect(await accessibilityFaults(topic)).toEqual([]);
  });

  it('is changed over an outage and a reload, by two at once, on a phone, and told to who reads it', async () => {
    const { course, system, context } = stage;
    await enterAs(course, system.sandboxUrl, 'Phạm Quốc Cường');
    const reader = await openActivity(course, TOPIC);
    await reader.getByRole('heading', { level: 2, name: 'Quyền lực nhà nước' }).waitFor();

    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị Thu');
    const open = async () => {
      const page = await openActivity(course, TOPIC);
      await page.getByRole('link', { name: 'Ngân hàng câu hỏi' }).click();
      await page.getByRole('link', { name: BANK }).click();
      await page.getByRole('link', { name: `Soạn bài giảng “${TOPIC}”` }).click();
      await lectureIn(page).waitFor();
      return page;
    };
    const [first, second] = [await open(), await open()];
    await second.setViewportSize(PHONE.viewport);
    await second.getByRole('textbox', { name: 'Tóm tắt' }).fill('Các cơ quan nhà nước.');
    await saved(second);
    await keep(second, 'own-topic-phone');
    expect(await accessibilityFaults(second)).toEqual([]);

    await context.setOffline(true);
    await lectureIn(first).getByText('Chính phủ').click();
    await first.keyboard.press('End');
    await first.keyboard.type(' nước ta');
    await first.getByText(/^Chờ mạng/).waitFor();
    await context.setOffline(false);
    // What the other has changed is taken in, and nothing typed is lost.
    await first.getByText(/vừa sửa lúc .*; sửa đổi đó đã có ở đây\./).waitFor();
    await saved(first);
    expect(await first.getByRole('textbox', { name: 'Tóm tắt' }).inputValue()).toBe('Các cơ quan nhà nước.');

    // Both write in the lecture: the second is asked.
    await second.getByText('Markdown', { exact: true }).click();
    await second
      .getByRole('textbox', { name: 'Bài giảng bằng Markdown' })
      .fill('## Khác\n\nCủa người khác.\n');
    await second.getByRole('button', { name: 'Dùng bản mới' }).click();
    await saved(second);
    await second.getByText('Soạn thảo', { exact: true }).click();
    await lectureIn(second).getByText('Chính phủ nước ta').waitFor();

    await first.reload();
    await lectureIn(first).getByText('Chính phủ nước ta').waitFor();
    await first.getByText('Học viên vẫn đọc bản 1; sửa đổi chưa có hiệu lực.').waitFor();
    await first.getByRole('button', { name: 'Ban hành bản này' }).click();
    await first.getByText(/^Đã ban hành bản 2/).waitFor();

    await reader.getByRole('button', { name: 'Đã đọc, sang mục tiếp' }).click();
    await reader.getByText('Bài giảng vừa có bản mới.').waitFor();
    await reader.getByRole('button', { name: 'Đọc bản mới' }).click();
    await reader.getByRole('listitem').filter({ hasText: 'Chính phủ nước ta' }).waitFor();
  });

  it('takes the lecture of a Word file, once whoever brought it has looked at it', async () => {
    const { course, system } = stage;
    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị Thu');
    const page = await openActivity(course, TOPIC);
    await page.getByRole('link', { name: 'Ngân hàng câu hỏi' }).click();
    await page.getByRole('link', { name: BANK }).click();
    await page.getByRole('link', { name: `Soạn bài giảng “${OTHER}”` }).click();
    const file = page.getByLabel('Lấy bài giảng từ tệp Word');
    await file.setInputFiles({ name: 'a.docx', mimeType: '', buffer: Buffer.from('Kính gửi') });
    await page.getByText('Tệp này không phải tệp Word (.docx).').waitFor();

    await file.setInputFiles(path.join(__dirname, '../tool-server/test/word-files/bai-giang.docx'));
    await page.getByText('Đây là nội dung của tệp “bai-giang.docx”, chưa lưu.').waitFor();
    await page.getByText('ô gộp được tách thành các ô riêng; chữ nằm ở ô đầu.').first().waitFor();
    await lectureIn(page).getByRole('heading', { name: 'I. Quyền lực nhà nước' }).waitFor();
    await keep(page, 'own-topic-file');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.setViewportSize(PHONE.viewport);
    await keep(page, 'own-topic-file-phone');
    expect(await accessibilityFaults(page)).toEqual([]);
    // Nothing of it is kept before it is taken.
    await page.reload();
    await page.getByText('Bài giảng: chưa nhập.').waitFor();

    await file.setInputFiles(path.join(__dirname, '../tool-server/test/word-files/bai-giang.docx'));
    await lectureIn(page).getByText('Gạch chân').click();
    await page.keyboard.press('End');
    await page.keyboard.type(' Đã sửa.');
    await press(page, 'button', 'Dùng làm bài giảng');
    await saved(page);
    await page.reload();
    await lectureIn(page).getByText('Gạch chân và hết. Đã sửa.').waitFor();
    await page.getByText('2 mục, ').waitFor();
  });
});
