import type { Frame, Page } from 'playwright-core';
import { accessibilityFaults } from './support/accessibility.ts';
import { describeWithBrowser, DESKTOP, PHONE } from './support/browser.ts';
import { makeBank, press } from './support/by-keyboard.ts';
import { writeQuestion } from './support/made-banks.ts';
import { openPicker } from './support/made-exams.ts';
import { keep } from './support/pictures.ts';
import { fileBy, wordsOf } from './support/printed-files.ts';
import { enterAs, enterAsListed, openActivity, openInFrame } from './support/sandbox-pages.ts';
import { setStage } from './support/stage.ts';

const ADMINISTRATOR = 'Trần Quốc Việt';
const MEMBERS = ['Nguyễn Thị An', 'Trần Văn Bình'] as const;
const ACTIVITY = 'Bài kiểm tra cuối khóa';
const BANK = 'Ngân hàng có hội đồng';
const STEM = 'Quốc hội là cơ quan quyền lực nhà nước cao nhất.';

jest.setTimeout(300_000);

/** An administrator grants somebody the role of an appraiser. */
async function grant(tool: Frame, name: string): Promise<void> {
  await tool.getByRole('searchbox', { name: /^Tìm người theo họ tên/ }).fill(name);
  await tool.page().keyboard.press('Enter');
  await tool.getByRole('button', { name: `Cấp vai trò cho ${name}` }).click();
  const dialog = tool.getByRole('dialog');
  await dialog.getByRole('radio', { name: /^Thẩm định/ }).check();
  await dialog.getByRole('textbox', { name: /^Lý do/ }).fill('Hội đồng thẩm định');
  await dialog.getByRole('button', { name: 'Cấp vai trò' }).click();
  // The words are there from the one before, too: the dialog goes once this one is granted.
  await dialog.waitFor({ state: 'hidden' });
  await tool.getByText('Đã cấp vai trò. Việc này được ghi vào nhật ký.').waitFor();
}

/** Answers the question that waits, as a member on a phone, and signs for it. */
async function appraise(page: Page, answer: 'Đúng' | 'Sai'): Promise<void> {
  await page.getByRole('link', { name: 'Thẩm định', exact: true }).click();
  await page.getByText('1 câu đang chờ.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await keep(page, 'appraisal-queue');
  await page.getByRole('link', { name: STEM }).click();
  // A press too early sends nothing.
  await page.getByRole('button', { name: 'Gửi câu trả lời' }).click();
  await page.getByText('Vui lòng trả lời câu hỏi trước khi gửi.').waitFor();
  await page.getByRole('radio', { name: answer }).check();
  expect(await page.getByText('Ký đồng ý ban hành').count()).toBe(0);
  await keep(page, 'appraisal-blind');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Gửi câu trả lời' }).click();
  await page
    .getByText(answer === 'Đúng' ? 'Câu trả lời trùng với đáp án.' : /^Câu trả lời khác đáp án/)
    .waitFor();
  await page.getByRole('button', { name: 'Ký đồng ý ban hành' }).click();
}

describeWithBrowser('a question before a council of two', () => {
  const stage = setStage(DESKTOP);

  /** Each member has a phone of their own. */
  async function openAs(name: string): Promise<Page> {
    const phone = await stage.context.browser()!.newContext(PHONE);
    phone.setDefaultTimeout(60_000);
    const page = await phone.newPage();
    await (name === MEMBERS[0] ? enterAs : enterAsListed)(page, stage.system.sandboxUrl, name);
    const opened = await openActivity(page, ACTIVITY);
    // A window is there before the tool has heard of whoever opened it.
    await opened.getByRole('heading', { level: 1, name: ACTIVITY }).waitFor();
    return opened;
  }

  it('goes from draft to issued once both have signed, and whoever contradicted the key agrees with it', async () => {
    const { course, system } = stage;
    // Once, so that the tool knows whom the administrator means.
    for (const name of MEMBERS) await (await openAs(name)).context().close();
    await enterAs(course, system.sandboxUrl, ADMINISTRATOR, /\/administration/);
    await course.getByRole('link', { name: 'Khóa học', exact: true }).click();
    const records = await openInFrame(course, ACTIVITY);
    await records.getByRole('link', { name: 'Bản ghi học tập' }).click();
    await records.getByRole('button', { name: 'Vai trò', exact: true }).click();
    for (const name of MEMBERS) await grant(records, name);

    const author = await openPicker(stage);
    await press(author, 'link', 'Tạo hoặc sửa đề');
    await press(author, 'link', 'Ngân hàng câu hỏi');
    await makeBank(author, BANK, 'Quốc hội');
    await author.getByRole('button', { name: 'Lập hội đồng' }).click();
    const dialog = author.getByRole('dialog');
    for (const name of MEMBERS) await dialog.getByRole('checkbox', { name }).check();
    await keep(course, 'council');
    expect(await accessibilityFaults(course, author)).toEqual([]);
    await dialog.getByRole('button', { name: 'Lưu hội đồng' }).click();
    await author.getByText('Cần 2 trên 2 phiếu đồng ý, trong 7 ngày.').waitFor();
    await writeQuestion(author, STEM);
    expect(await author.getByRole('button', { name: 'Đưa vào sử dụng' }).count()).toBe(0);
    await author.getByRole('button', { name: 'Gửi thẩm định' }).click();
    await author.getByText(/^Đang thẩm định · 0\/2 phiếu đồng ý/).waitFor();
    expect(await author.getByRole('textbox', { name: 'Câu dẫn' }).isDisabled()).toBe(true);
    await keep(course, 'question-in-review');
    expect(await accessibilityFaults(course, author)).toEqual([]);

    const [first, second] = [await openAs(MEMBERS[0]), await openAs(MEMBERS[1])];
    await appraise(first, 'Sai');
    await first.getByText('Đã ký đồng ý ban hành.').waitFor();
    await appraise(second, 'Đúng');
    await second.getByText(/1 câu trả lời khác đáp án$/).waitFor();
    await first.reload();
    await first.getByRole('textbox', { name: 'Lý do đồng ý với đáp án' }).fill('Đọc nhầm câu dẫn');
    await keep(first, 'appraisal-contested');
    expect(await accessibilityFaults(first)).toEqual([]);
    await first.getByRole('button', { name: 'Đồng ý với đáp án' }).click();
    // The button went away with what it did: whoever goes on by keys is where that is told.
    await first.locator('[role=status]:focus', { hasText: 'Đã phê duyệt, chờ ban hành' }).waitFor();
    await keep(first, 'appraisal-approved');

    await author.getByRole('link', { name: 'Về ngân hàng' }).click();
    await author.getByRole('button', { name: 'Đưa 1 câu vào sử dụng' }).click();
    await author.getByText('Đã đưa 1 câu vào sử dụng.').waitFor();
    await author.getByText('Quốc hội: 1 câu đang dùng').waitFor();
    await keep(course, 'bank-with-council');
    expect(await accessibilityFaults(course, author)).toEqual([]);
    await author.getByRole('link', { name: 'Biên bản thẩm định' }).click();
    await author.getByRole('textbox', { name: 'Trường, đơn vị tổ chức' }).fill('Trường Chính trị tỉnh');
    await keep(course, 'appraisal-minutes');
    expect(await accessibilityFaults(course, author)).toEqual([]);
    const { bytes } = await fileBy(author, 'Biên bản thẩm định, Word');
    const words = wordsOf(bytes);
    for (const said of [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'TRƯỜNG CHÍNH TRỊ TỈNH',
      'BIÊN BẢN THẨM ĐỊNH CÂU HỎI',
      STEM,
      `${MEMBERS[0]}: khác, sau đó đồng ý với đáp án`,
      `${MEMBERS[1]}: trùng đáp án`,
      'Phê duyệt, đã ban hành (bản 1)',
      'CHỦ TỊCH HỘI ĐỒNG',
    ])
      expect(words).toContain(said);
    for (const page of [first, second]) await page.context().close();
  });
});
