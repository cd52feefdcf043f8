import type { Frame, Page } from 'playwright-core';
import { accessibilityFaults } from './support/accessibility.ts';
import { describeWithBrowser, DESKTOP, PHONE } from './support/browser.ts';
import { answerWhateverIsAsked, submitExam } from './support/exam-pages.ts';
import { addChosen, fillExam, openPicker } from './support/made-exams.ts';
import { keep } from './support/pictures.ts';
import { enterAs, gradesOf, openActivity } from './support/sandbox-pages.ts';
import { setStage } from './support/stage.ts';

const EXAM = 'Kiểm tra nhanh đầu giờ';
const IMPORTED = 'Bài kiểm tra cuối khóa';

jest.setTimeout(240_000);

const savedAt = (editor: Page | Frame) => editor.getByText(/^Đã lưu lúc/).waitFor();

describeWithBrowser('an exam that a lecturer makes in the browser', () => {
  const stage = setStage(DESKTOP);

  it('is made from nothing in the picker, placed, sat, and its grade is in the gradebook', async () => {
    const { course, system } = stage;
    const picker = await openPicker(stage);
    await picker.getByRole('link', { name: 'Tạo hoặc sửa đề' }).click();
    await picker.getByRole('heading', { name: 'Đề tự soạn' }).waitFor();
    expect(await accessibilityFaults(course, picker)).toEqual([]);
    await picker.getByRole('button', { name: 'Tạo đề mới' }).click();
    await picker.getByText('Còn 2 điều cần sửa trước khi đưa vào sử dụng.').waitFor();
    await fillExam(picker, EXAM, 2);
    await picker.getByText('Chọn câu hỏi từ ngân hàng').click();
    // The rows that were there before the search make way for what it finds.
    const searched = course.waitForResponse(/\/questions\?text=dang\+cong\+san$/);
    await picker.getByRole('searchbox', { name: 'Tìm trong câu hỏi và phương án' }).fill('dang cong san');
    await searched;
    await picker.getByRole('checkbox', { name: /CD\d/ }).first().check();
    await picker.getByText('Không có gì cần sửa.').waitFor();
    await savedAt(picker);
    await keep(course, 'picker-editor');
    expect(await accessibilityFaults(course, picker)).toEqual([]);

    await picker.getByRole('button', { name: 'Xem trước' }).click();
    await picker.getByRole('heading', { name: 'Câu 1/3' }).waitFor();
    await keep(course, 'picker-preview');
    expect(await accessibilityFaults(course, picker)).toEqual([]);

    await picker.getByRole('button', { name: 'Đưa vào sử dụng' }).click();
    await picker.getByRole('link', { name: 'Chọn đề này cho khóa học' }).click();
    expect(await picker.getByRole('checkbox', { name: new RegExp(EXAM) }).isChecked()).toBe(true);
    await keep(course, 'picker-chosen');
    expect(await accessibilityFaults(course, picker)).toEqual([]);
    await addChosen(course, picker, EXAM);

    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị An');
    const exam = await openActivity(course, EXAM);
    await exam.setViewportSize(PHONE.viewport);
    await exam.getByRole('button', { name: 'Bắt đầu làm bài' }).click();
    await exam.getByRole('heading', { name: 'Câu 1/3' }).waitFor();
    await answerWhateverIsAsked(exam);
    await submitExam(exam);
    await exam.getByText('Điểm đã vào sổ điểm.').waitFor();
    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị Thu');
    const grades = await gradesOf(course, course.url(), 'Nguyễn Thị An');
    expect(grades.filter((grade) => /^\d/.test(grade))).toHaveLength(1);
  });

  it('is made beside the class page with the keyboard alone, by two at once, over an outage', async () => {
    const { course, system, context } = stage;
    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị Thu');
    const first = await openActivity(course, IMPORTED);
    await first.getByRole('link', { name: 'Soạn đề' }).focus();
    await first.keyboard.press('Enter');
    await first.getByRole('button', { name: 'Tạo đề mới' }).focus();
    await first.keyboard.press('Enter');
    await first.getByRole('textbox', { name: 'Tên đề', exact: true }).focus();
    await first.keyboard.type('Đề của hai người');
    await savedAt(first);
    await keep(first, 'editor-desktop');

    const second = await openActivity(course, IMPORTED);
    await second.setViewportSize(PHONE.viewport);
    await second.getByRole('link', { name: 'Soạn đề' }).click();
    await second.getByRole('link', { name: 'Đề của hai người' }).click();
    await second.getByRole('textbox', { name: 'Điểm đạt (thang 10)' }).fill('6,5');
    await savedAt(second);
    await keep(second, 'editor-phone');
    expect(await accessibilityFaults(second)).toEqual([]);

    await context.setOffline(true);
    await first.getByRole('textbox', { name: 'Thời gian làm bài (phút)' }).fill('25');
    await first.getByText(/^Chờ mạng/).waitFor();
    await keep(first, 'editor-offline');
    await context.setOffline(false);
    // It saves by itself as soon as there is a network again.
    await first.getByText(/đã sửa lúc .*: điểm đạt\./).waitFor();
    await savedAt(first);
    expect(await first.getByRole('textbox', { name: 'Điểm đạt (thang 10)' }).inputValue()).toBe('6,5');
    await second.reload();
    await second.getByRole('textbox', { name: 'Thời gian làm bài (phút)' }).waitFor();
    expect(await second.getByRole('textbox', { name: 'Thời gian làm bài (phút)' }).inputValue()).toBe('25');
    await keep(second, 'editor-phone-after');
  });
});
