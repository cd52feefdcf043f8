import type { Frame } from 'playwright-core';
import { accessibilityFaults } from './support/accessibility.ts';
import { describeWithBrowser, DESKTOP, PHONE } from './support/browser.ts';
import { makeBank, press, typeInto } from './support/by-keyboard.ts';
import { submitExam } from './support/exam-pages.ts';
import { fillExam, openPicker, placeExam } from './support/made-exams.ts';
import { keep } from './support/pictures.ts';
import { enterAs, gradesOf, openActivity } from './support/sandbox-pages.ts';
import { setStage } from './support/stage.ts';

const EXAM = 'Kiểm tra từ ngân hàng của lớp';
const BANK = 'Ngân hàng của lớp';
const TOPIC = 'Nhà nước và pháp luật';

/** As teachers write: the first is in the bank already, but for its marks; the last tells no key. */
const PASTED = `Câu 1. Co quan nao la co quan quyen luc nha nuoc cao nhat?
*A. Quốc hội
B. Chính phủ

Câu 2. Hiến pháp do cơ quan nào ban hành?
A. Chính phủ
*B. Quốc hội

Câu 3. Chủ tịch nước do cơ quan nào bầu?
A. Quốc hội
B. Chính phủ
`;

jest.setTimeout(240_000);

const saved = (frame: Frame) => frame.getByText(/^Đã lưu lúc/).waitFor();
const sound = (frame: Frame) => frame.getByText('Câu hỏi đã sẵn sàng để đưa vào sử dụng.').waitFor();

/** A question with four options, the second of which is right, by keyboard. */
async function writeChoice(frame: Frame): Promise<void> {
  await press(frame, 'button', 'Viết câu hỏi');
  await typeInto(frame, 'Câu dẫn', 'Cơ quan quyền lực nhà nước cao nhất là cơ quan nào?');
  await typeInto(frame, 'Phương án A', 'Chính phủ');
  for (const option of ['Quốc hội', 'Tòa án nhân dân tối cao', 'Mặt trận Tổ quốc']) {
    await frame.page().keyboard.press('Enter');
    await frame.page().keyboard.type(option);
  }
  await frame.getByRole('radio', { name: 'Phương án B là đáp án đúng' }).focus();
  await frame.page().keyboard.press('Space');
  await sound(frame);
  await saved(frame);
}

describeWithBrowser('a bank that a lecturer makes in the browser', () => {
  const stage = setStage(DESKTOP);

  it('is written by keyboard, used in an exam at once, and its grade is in the gradebook', async () => {
    const { course, system } = stage;
    const picker = await openPicker(stage);
    await press(picker, 'link', 'Tạo hoặc sửa đề');
    await press(picker, 'link', 'Ngân hàng câu hỏi');
    await makeBank(picker, BANK, TOPIC);
    expect(await accessibilityFaults(course, picker)).toEqual([]);
    await writeChoice(picker);
    await keep(course, 'bank-question');
    expect(await accessibilityFaults(course, picker)).toEqual([]);

    // The next one is of another type.
    await course.keyboard.press('Control+Enter');
    await picker.getByText('Câu dẫn: chưa nhập').waitFor();
    await picker.getByRole('combobox', { name: 'Dạng câu hỏi' }).selectOption('true-false');
    await typeInto(picker, 'Câu dẫn', 'Quốc hội là cơ quan duy nhất có quyền lập hiến.');
    await picker
      .getByRole('group', { name: 'Nhận định trên là' })
      .getByRole('radio', { name: 'Đúng' })
      .focus();
    await course.keyboard.press('Space');
    await sound(picker);
    await press(picker, 'link', 'Về ngân hàng');
    await press(picker, 'button', 'Đưa 2 câu vào sử dụng');
    await picker.getByText('Đã đưa 2 câu vào sử dụng.').waitFor();
    await picker.getByText(`${TOPIC}: 2 câu đang dùng`).waitFor();
    await keep(course, 'bank');
    expect(await accessibilityFaults(course, picker)).toEqual([]);

    await press(picker, 'link', 'Danh sách ngân hàng');
    await press(picker, 'link', 'Soạn đề');
    await picker.getByRole('button', { name: 'Tạo đề mới' }).click();
    await fillExam(picker, EXAM, 2, TOPIC);
    await picker.getByText('Không có gì cần sửa.').waitFor();
    await placeExam(course, picker, EXAM);

    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị An');
    const exam = await openActivity(course, EXAM);
    await exam.setViewportSize(PHONE.viewport);
    await exam.getByRole('button', { name: 'Bắt đầu làm bài' }).click();
    for (const number of [1, 2]) {
      await exam.getByRole('heading', { name: `Câu ${number}/2` }).waitFor();
      await exam.getByRole('radio', { name: /Quốc hội|^Đúng/ }).check();
      if (number === 1) await exam.getByRole('button', { name: 'Câu sau' }).click();
    }
    await submitExam(exam);
    await exam.getByText('Điểm đã vào sổ điểm.').waitFor();
    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị Thu');
    const grades = await gradesOf(course, course.url(), 'Nguyễn Thị An');
    expect(grades.some((grade) => grade.startsWith('10'))).toBe(true);
  });

  it('is changed by two at once, over an outage, on a phone', async () => {
    const { course, system, context } = stage;
    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị Thu');
    const open = async () => {
      const page = await openActivity(course, EXAM);
      await page.getByRole('link', { name: 'Ngân hàng câu hỏi' }).click();
      await page.getByRole('link', { name: BANK }).click();
      await page.getByRole('link', { name: /quyền lực nhà nước/ }).click();
      await page.getByRole('textbox', { name: 'Câu dẫn' }).waitFor();
      return page;
    };
    const [first, second] = [await open(), await open()];
    await second.setViewportSize(PHONE.viewport);
    await second.getByRole('textbox', { name: 'Phương án A' }).fill('Chủ tịch nước');
    await second.getByText(/^Đã lưu lúc/).waitFor();
    await keep(second, 'bank-question-phone');
    expect(await accessibilityFaults(second)).toEqual([]);

    await context.setOffline(true);
    await first
      .getByRole('textbox', { name: 'Câu dẫn' })
      .fill('Cơ quan nào là cơ quan quyền lực nhà nước cao nhất?');
    await first.getByText(/^Chờ mạng/).waitFor();
    await context.setOffline(false);
    await first.getByRole('button', { name: 'Giữ bản đang soạn' }).waitFor();
    await keep(first, 'bank-contest');
    await first.getByRole('button', { name: 'Giữ bản đang soạn' }).click();
    await first.getByText(/^Đã lưu lúc/).waitFor();
    await first.getByText('Các đề vẫn lấy bản 1; sửa đổi chưa có hiệu lực.').waitFor();
    await second.reload();
    const stem = second.getByRole('textbox', { name: 'Câu dẫn' });
    await stem.waitFor();
    expect(await stem.inputValue()).toBe('Cơ quan nào là cơ quan quyền lực nhà nước cao nhất?');
    await second.getByRole('link', { name: 'Về ngân hàng' }).click();
    await second.getByRole('searchbox', { name: 'Tìm trong câu hỏi' }).fill('quyen luc');
    await second.getByText('1 câu hỏi', { exact: true }).waitFor();
    await keep(second, 'bank-phone');
    expect(await accessibilityFaults(second)).toEqual([]);
  });

  it('takes in what was written elsewhere, once somebody has looked at it', async () => {
    const { course, system } = stage;
    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị Thu');
    const page = await openActivity(course, EXAM);
    await page.setViewportSize(PHONE.viewport);
    await page.getByRole('link', { name: 'Ngân hàng câu hỏi' }).click();
    await page.getByRole('link', { name: BANK }).click();
    await page.getByRole('link', { name: 'Nhập từ tệp' }).click();
    await page.getByRole('textbox', { name: 'Hoặc dán câu hỏi vào đây' }).fill(PASTED);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Đọc đoạn đã dán' }).click();
    await page.getByRole('heading', { name: 'Tìm thấy 3 câu hỏi' }).waitFor();
    await page.getByText('tệp không cho biết đáp án.').waitFor();
    await page.getByText(/^Gần như trùng với/).waitFor();
    await keep(page, 'bank-import');
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.getByRole('checkbox', { name: 'Nhập Câu 1' }).uncheck();
    await page.getByRole('link', { name: 'Sửa Câu 3' }).click();
    await page.getByRole('radio', { name: 'Phương án A là đáp án đúng' }).check();
    await page.getByText('Câu hỏi đã sẵn sàng để đưa vào sử dụng.').waitFor();
    await page.getByRole('link', { name: 'Về lần nhập' }).click();
    await page.getByRole('checkbox', { name: 'Nhập Câu 1' }).uncheck();
    await page.getByRole('button', { name: 'Nhập 2 câu vào ngân hàng' }).click();
    await page.getByText('Đã nhập vào ngân hàng dưới dạng bản nháp.').waitFor();
    await page.getByRole('link', { name: 'Về ngân hàng' }).first().click();
    await page.getByText('4 câu hỏi', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Đưa 3 câu vào sử dụng' }).waitFor();
  });
});
