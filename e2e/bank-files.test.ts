import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { accessibilityFaults } from './support/accessibility.ts';
import { describeWithBrowser, DESKTOP, PHONE } from './support/browser.ts';
import { makeBank, press } from './support/by-keyboard.ts';
import { keep, keepDownload } from './support/pictures.ts';
import { fileBy, wordsOf } from './support/printed-files.ts';
import { enterAs, openActivity } from './support/sandbox-pages.ts';
import { setStage, type Stage } from './support/stage.ts';

const EXAM = 'Bài kiểm tra cuối khóa';
const FIRST = 'Ngân hàng năm 2025';
const SECOND = 'Ngân hàng năm 2026';
const TOPIC = 'Nhà nước và pháp luật';

/** Of three types; a spreadsheet would run the second. */
const PASTED = `Câu 1. (VD) Cơ quan quyền lực nhà nước cao nhất là cơ quan nào?
A. Chính phủ
*B. Quốc hội
C. Mặt trận Tổ quốc

Câu 2. =1+1 là hai.
Đáp án: Đúng

Câu 3. (Tự luận) Trình bày vai trò của Quốc hội.
`;

jest.setTimeout(240_000);

/** The list of banks, as somebody sees it who teaches the course. */
async function openBanks({ course, system }: Stage): Promise<Page> {
  await enterAs(course, system.sandboxUrl, 'Nguyễn Thị Thu');
  const page = await openActivity(course, EXAM);
  page.setDefaultTimeout(60_000);
  await page.getByRole('link', { name: 'Ngân hàng câu hỏi' }).click();
  await page.getByRole('button', { name: 'Tạo ngân hàng', exact: true }).waitFor();
  return page;
}

/** Brings into the open bank what was read, all of it. */
async function confirmFound(page: Page, count: number): Promise<void> {
  await page.getByRole('heading', { name: `Tìm thấy ${count} câu hỏi` }).waitFor();
  await press(page, 'button', `Nhập ${count} câu vào ngân hàng`);
  await page.getByText('Đã nhập vào ngân hàng dưới dạng bản nháp.').waitFor();
  await page.getByRole('link', { name: 'Về ngân hàng' }).first().click();
  await page.getByText(`${count} câu hỏi`, { exact: true }).waitFor();
}

const stemsIn = (page: Page): Promise<string[]> =>
  page.getByRole('listitem').getByRole('link').allInnerTexts();

describeWithBrowser('questions of a bank as files', () => {
  const stage = setStage(DESKTOP);

  it('go out by keyboard, told what is lost, and come into another bank as they were', async () => {
    const page = await openBanks(stage);
    await makeBank(page, FIRST, TOPIC);
    await press(page, 'link', 'Nhập từ tệp');
    await page.getByRole('textbox', { name: 'Hoặc dán câu hỏi vào đây' }).fill(PASTED);
    await press(page, 'button', 'Đọc đoạn đã dán');
    await confirmFound(page, 3);
    const stems = await stemsIn(page);

    await press(page, 'button', 'Xuất ra tệp');
    const dialog = page.getByRole('dialog', { name: 'Xuất ra tệp' });
    await dialog.getByText('Tệp sẽ có 3 câu hỏi.').waitFor();
    await dialog.getByRole('combobox', { name: 'Định dạng' }).selectOption('aiken');
    await dialog.getByText('Tệp sẽ có 1 câu hỏi.').waitFor();
    await dialog.getByRole('list', { name: 'Tệp này không giữ được' }).getByText('mức độ').waitFor();
    await keep(page, 'bank-export');
    expect(await accessibilityFaults(page)).toEqual([]);
    await dialog.getByRole('combobox', { name: 'Định dạng' }).selectOption('xlsx');
    await dialog.getByText('Ghi được đầy đủ.').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      press(page, 'button', 'Tải tệp xuống'),
    ]);
    expect(download.suggestedFilename()).toBe(`${FIRST} - có đáp án.xlsx`);
    await keepDownload(download);
    const file = await download.path();
    await dialog.getByText(`Đã tạo tệp “${FIRST} - có đáp án.xlsx”.`).waitFor();
    await page.keyboard.press('Escape');

    await page.getByRole('link', { name: 'Danh sách ngân hàng' }).click();
    await makeBank(page, SECOND, TOPIC);
    await press(page, 'link', 'Nhập từ tệp');
    await page.getByLabel('Tệp câu hỏi').setInputFiles(file);
    await press(page, 'button', 'Đọc tệp');
    await confirmFound(page, 3);
    expect(await stemsIn(page)).toEqual(stems);
    await page.getByRole('link', { name: /Cơ quan quyền lực/ }).click();
    await page.getByRole('radio', { name: 'Phương án B là đáp án đúng', checked: true }).waitFor();
  });

  it('go out as those that were chosen, without keys, on a phone', async () => {
    const page = await openBanks(stage);
    await page.setViewportSize(PHONE.viewport);
    await page.getByRole('link', { name: FIRST }).click();
    await page
      .getByRole('checkbox', { name: /^Chọn câu/ })
      .first()
      .check();
    await page.getByRole('button', { name: 'Xuất ra tệp' }).click();
    await page.getByRole('radio', { name: '1 câu đã chọn', checked: true }).waitFor();
    await page.getByText('Tệp sẽ có 1 câu hỏi.').waitFor();
    await page.getByRole('checkbox', { name: 'Kèm đáp án và lời giải thích' }).uncheck();
    await page.getByText('Tệp sẽ có 1 câu hỏi.').waitFor();
    await keep(page, 'bank-export-phone');
    expect(await accessibilityFaults(page)).toEqual([]);
    const { name, bytes } = await fileBy(page, 'Tải tệp xuống');
    expect(name).toBe(`${FIRST} - không đáp án.docx`);
    expect(wordsOf(bytes)).toMatch(
      /^Phần 1\. .*\nCâu 1\. .*\nA\. Chính phủ\nB\. Quốc hội\nC\. Mặt trận Tổ quốc\n$/u,
    );
    const { 'word/document.xml': xml } = unzipSync(bytes);
    expect(new TextDecoder().decode(xml)).not.toContain('w:color');
  });

  it('are written into a form with the topics of the bank', async () => {
    const page = await openBanks(stage);
    await page.getByRole('link', { name: FIRST }).click();
    await press(page, 'link', 'Nhập từ tệp');
    const { name, bytes } = await fileBy(page, 'Tải mẫu Excel');
    expect(name).toBe('Mẫu nhập câu hỏi.xlsx');
    await keep(page, 'bank-import-start');
    const parts = unzipSync(bytes);
    const xml = (part: string) => new TextDecoder().decode(parts[part]);
    expect(xml('xl/worksheets/sheet1.xml').match(/<dataValidation /gu)).toHaveLength(5);
    expect(xml('xl/worksheets/sheet2.xml')).toContain(TOPIC);
  });
});
