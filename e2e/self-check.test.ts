import type { Frame, Page } from 'playwright-core';
import { accessibilityFaults } from './support/accessibility.ts';
import { describeWithBrowser, DESKTOP, PHONE } from './support/browser.ts';
import { writeQuestion } from './support/made-banks.ts';
import { addChosen, openPicker } from './support/made-exams.ts';
import { keep } from './support/pictures.ts';
import { enterAs, openActivity } from './support/sandbox-pages.ts';
import { setStage } from './support/stage.ts';
import { writeTopic } from './support/topic-pages.ts';

const BANK = 'Chuyên đề có tự kiểm tra';
const TOPIC = 'Mở đầu';
const TITLE = 'Kiểm tra phần một';
const STEMS = ['Nhân dân là chủ.', 'Quốc hội do nhân dân bầu ra.'];

jest.setTimeout(240_000);

/** Adds the self-check, of more questions than there are at first. */
async function addCheck(tool: Page): Promise<void> {
  await tool.getByRole('button', { name: '+ Tự kiểm tra', exact: true }).click();
  const group = tool.getByRole('group', { name: 'Học liệu 1: Tự kiểm tra' });
  await group.getByLabel('Tên học liệu').fill(TITLE);
  await group.getByLabel('Tỷ lệ câu đúng để đạt (%)').fill('100');
  await group.getByText('Cần đạt thì chuyên đề mới hoàn thành').click();
  await tool.getByText('Học liệu 1: cần 5 câu hỏi, ngân hàng mới có 2 câu đang dùng.').waitFor();
  await keep(tool, 'self-check-editor');
  await group.getByLabel('Số câu').fill('2');
  await tool.getByText('Chuyên đề đã sẵn sàng để ban hành.').waitFor();
  expect(await accessibilityFaults(tool)).toEqual([]);
}

/** A bank with two questions in force, and the topic's lecture issued with a self-check. */
async function makeTopic(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Ngân hàng câu hỏi' }).click();
  await page.getByRole('link', { name: BANK }).click();
  for (const stem of STEMS) {
    await writeQuestion(page, stem);
    await page.getByRole('link', { name: 'Về ngân hàng' }).click();
  }
  await page.getByRole('button', { name: 'Đưa 2 câu vào sử dụng' }).click();
  await page.getByText('Đã đưa 2 câu vào sử dụng.').waitFor();
  await page.getByRole('link', { name: `Soạn bài giảng “${TOPIC}”` }).click();
  await addCheck(page);
  await page.getByRole('button', { name: 'Ban hành bản này' }).click();
  await page.getByText(/^Đã ban hành bản 2/).waitFor();
}

/** Answers the question on screen by keyboard; it is told at once. */
async function answer(page: Page, number: number, option: 'Đúng' | 'Sai', told: string): Promise<void> {
  await page.getByRole('heading', { name: `Câu ${number}/2` }).waitFor();
  await page.getByRole('radio', { name: option }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Kiểm tra câu trả lời' }).press('Enter');
  await page.getByText(told, { exact: true }).waitFor();
}

const onwards = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).press('Enter');

describeWithBrowser('a self-check among the materials of a topic', () => {
  const stage = setStage(DESKTOP);

  it('is set up by a lecturer, failed and then passed by a learner on a phone, and completes the topic', async () => {
    const { course, system } = stage;
    const picker: Frame = await openPicker(stage);
    await picker.getByRole('link', { name: 'Soạn chuyên đề và câu hỏi' }).click();
    await writeTopic(picker, BANK, () => Promise.resolve());
    await picker.getByRole('link', { name: 'Chọn chuyên đề này cho khóa học' }).click();
    await picker.getByRole('checkbox', { name: new RegExp(TOPIC), checked: true }).waitFor();
    await addChosen(course, picker, TOPIC);
    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị Thu');
    await makeTopic(await openActivity(course, TOPIC));

    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị An');
    const topic = await openActivity(course, TOPIC);
    await topic.setViewportSize(PHONE.viewport);
    await topic.getByRole('button', { name: 'Xác nhận đã đọc xong' }).click();
    await topic.getByText('Tiến độ: đã đọc 1/1 mục').waitFor();
    await topic.getByText(TITLE).click();
    await topic.getByText('Tự kiểm tra, cần đạt để hoàn thành chuyên đề').waitFor();
    await keep(topic, 'self-check-topic');
    expect(await accessibilityFaults(topic)).toEqual([]);
    await onwards(topic, 'Bắt đầu tự kiểm tra');
    await answer(topic, 1, 'Đúng', 'Đúng rồi');
    await keep(topic, 'self-check-answered');
    await onwards(topic, 'Câu tiếp theo');
    // Left and opened again, it goes on where it was.
    await topic.goBack();
    await topic.getByText(TITLE).click();
    await topic.getByText(/đúng nhiều nhất 50%/).waitFor();
    await onwards(topic, 'Làm tiếp hoặc làm lại');
    await answer(topic, 2, 'Sai', 'Chưa đúng');
    await onwards(topic, 'Xem kết quả');
    await topic.getByText(/^Chưa đạt: cần đúng ít nhất 2\/2 câu/).waitFor();
    await keep(topic, 'self-check-failed');
    expect(await accessibilityFaults(topic)).toEqual([]);
    await onwards(topic, 'Làm lại');
    await answer(topic, 1, 'Đúng', 'Đúng rồi');
    await onwards(topic, 'Câu tiếp theo');
    await answer(topic, 2, 'Đúng', 'Đúng rồi');
    await onwards(topic, 'Xem kết quả');
    await topic.getByText('Đã đạt. Phần tự kiểm tra này đã hoàn thành.').waitFor();
    await topic.getByRole('link', { name: 'Về bài giảng' }).press('Enter');
    await topic.getByText('Đã hoàn thành chuyên đề.').waitFor();
    await topic.getByText('Tự kiểm tra, đã đạt').waitFor();
    await keep(topic, 'self-check-passed');
    expect(await accessibilityFaults(topic)).toEqual([]);
  });
});
