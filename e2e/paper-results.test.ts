import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { accessibilityFaults } from './support/accessibility.ts';
import { describeWithBrowser, DESKTOP, PHONE } from './support/browser.ts';
import { addChosen, fillExam, openPicker } from './support/made-exams.ts';
import { keep } from './support/pictures.ts';
import { fileBy, wordsOf } from './support/printed-files.ts';
import { enterAs, gradesOf, openActivity } from './support/sandbox-pages.ts';
import { setStage } from './support/stage.ts';

const EXAM = 'Kiểm tra trên giấy';
const LECTURER = 'Nguyễn Thị Thu';

jest.setTimeout(240_000);

/** The key of a paper, question by question, as it is printed for those who mark. */
function keyIn(words: string, code: string): string[] {
  const part = words.slice(words.indexOf(`Mã đề ${code}`));
  return [...part.matchAll(/\n\d+\n([^\n]+)/g)].map(([, said = '']) =>
    /^[A-H](, [A-H])*$/.test(said) ? said.replaceAll(', ', '') : said.replace(/ (\(|hoặc ).*/, ''),
  );
}

describeWithBrowser('an exam that was sat on paper', () => {
  const stage = setStage(DESKTOP);

  it('has its results read from a file, looked at, entered, graded, and taken out again', async () => {
    const { course, system } = stage;
    const dir = await mkdtemp(path.join(os.tmpdir(), 'paper-results-'));
    const picker = await openPicker(stage);
    await picker.getByRole('link', { name: 'Tạo hoặc sửa đề' }).click();
    await picker.getByRole('button', { name: 'Tạo đề mới' }).click();
    await fillExam(picker, EXAM, 3);
    await picker.getByRole('radio', { name: /^Đề cố định theo mã đề/ }).check();
    await picker.getByRole('textbox', { name: 'Các mã đề' }).fill('034');
    await picker.getByText('Không có gì cần sửa.').waitFor();
    await picker.getByRole('button', { name: 'Đưa vào sử dụng' }).click();
    await picker.getByRole('link', { name: 'In đề' }).waitFor();
    await enterAs(course, system.sandboxUrl, LECTURER);
    const again = await openPicker(stage);
    await again.getByRole('checkbox', { name: new RegExp(EXAM) }).check();
    await addChosen(course, again, EXAM);

    const page = await openActivity(course, EXAM);
    await page.getByRole('link', { name: 'Soạn đề' }).click();
    await page
      .getByRole('link', { name: new RegExp(EXAM) })
      .first()
      .click();
    await page.getByRole('link', { name: 'In đề' }).click();
    await page.getByRole('row', { name: /Mã đề 034/ }).waitFor();
    const key = keyIn(wordsOf((await fileBy(page, 'Đáp án và hướng dẫn chấm, Word')).bytes), '034').slice(
      0,
      3,
    );
    expect(key).toHaveLength(3);

    await page.getByRole('link', { name: 'Lớp học' }).click();
    await page.getByText('Hồ Văn Đạt').first().waitFor();
    await page.getByRole('link', { name: 'Bảng điểm, biên bản' }).click();
    await page.getByRole('link', { name: 'Nhập kết quả thi trên giấy' }).click();
    await page.getByText('Mã đề đang dùng (số câu): 034 (3).').waitFor();
    await keep(page, 'paper-results-start');
    expect(await accessibilityFaults(page)).toEqual([]);

    const file = path.join(dir, 'ket-qua.csv');
    await writeFile(
      file,
      [
        'Họ và tên;Email;Mã đề;Câu 1;Câu 2;Câu 3',
        `Hồ Văn Đạt;dathv@example.org;34;${key.join(';')}`,
        `Võ Minh Đức;;034;${key.join(';')}`,
        'Người Lạ;;034;A;A;A',
      ].join('\n'),
    );
    await page.getByLabel('Tệp kết quả (.csv, .xlsx)').setInputFiles(file);
    await page.getByRole('button', { name: 'Đọc tệp' }).click();
    await page.getByText('Không có ai như vậy trong danh sách lớp.').first().waitFor();
    await page.getByText('Chỉ trùng tên hoặc số; vui lòng chọn người.').first().waitFor();
    await keep(page, 'paper-results-doubts');
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.getByRole('button', { name: 'Sửa dòng 3' }).click();
    const dialog = page.getByRole('dialog');
    await dialog
      .getByLabel('Người dự thi')
      .selectOption({ label: await dialog.locator('option', { hasText: 'Võ Minh Đức' }).innerText() });
    await keep(page, 'paper-results-settle');
    expect(await accessibilityFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Lưu dòng này' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.setViewportSize(PHONE.viewport);
    await keep(page, 'paper-results-phone');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: /^Ghi \d kết quả$/ }).click();
    await page.getByText(/^Đã xác nhận\./).waitFor();
    await page.setViewportSize(DESKTOP.viewport);
    await keep(page, 'paper-results-entered');

    await enterAs(course, system.sandboxUrl, 'Võ Minh Đức');
    const courseUrl = course.url();
    const learner = await openActivity(course, EXAM);
    await learner.getByText('10,0').first().waitFor();
    await learner.getByRole('link', { name: /^Xem kết quả/ }).click();
    await learner.getByText('Điểm đã vào sổ điểm.').waitFor();
    await enterAs(course, system.sandboxUrl, LECTURER);
    expect(await gradesOf(course, courseUrl, 'Võ Minh Đức')).toContainEqual(expect.stringMatching(/^10/));

    await page.reload();
    await page.getByRole('button', { name: 'Rút lại tệp này' }).click();
    await page.getByRole('dialog').getByLabel('Lý do').fill('Nhập nhầm lớp');
    await page.getByRole('dialog').getByRole('button', { name: 'Rút lại tệp này' }).click();
    await page.getByText(/Lý do: Nhập nhầm lớp/).waitFor();
    await keep(page, 'paper-results-undone');
    expect(await accessibilityFaults(page)).toEqual([]);
    await rm(dir, { recursive: true });
  });
});
