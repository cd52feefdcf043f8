import type { Page } from 'playwright-core';
import { accessibilityFaults } from './support/accessibility.ts';
import { describeWithBrowser, DESKTOP, PHONE } from './support/browser.ts';
import { makeBank, press } from './support/by-keyboard.ts';
import { keep } from './support/pictures.ts';
import { enterAs, openActivity } from './support/sandbox-pages.ts';
import { setStage, type Stage } from './support/stage.ts';

const QUESTIONS = 2_500;
/** What one question asks; the last of the file copies the second but for its end. */
const stemOf = (number: number): string => {
  const asked = number === QUESTIONS ? 2 : number;
  const [one, two, three, four] = [7, 13, 29, 31].map((factor) => factor * asked);
  const end = number === QUESTIONS ? ' kể từ nay' : '';
  return `Nội dung nào đúng về điều ${one} của văn bản ${two} áp dụng cho đối tượng ${three} theo quyết định ${four}${end}?`;
};
const LARGE = Array.from(
  { length: QUESTIONS },
  (_, index) => `Câu ${index + 1}. ${stemOf(index + 1)}\nA. Có\n*B. Không\n`,
).join('\n');
const FILE = { name: 'ngân hàng lớn.txt', mimeType: 'text/plain', buffer: Buffer.from(LARGE) };

jest.setTimeout(400_000);

async function openBanks({ course, system }: Stage): Promise<Page> {
  await enterAs(course, system.sandboxUrl, 'Nguyễn Thị Thu');
  const page = await openActivity(course, 'Bài kiểm tra cuối khóa');
  page.setDefaultTimeout(120_000);
  await page.getByRole('link', { name: 'Ngân hàng câu hỏi' }).click();
  await page.getByRole('button', { name: 'Tạo ngân hàng', exact: true }).waitFor();
  return page;
}

describeWithBrowser('a file of thousands of questions', () => {
  const stage = setStage(DESKTOP);

  it('tells how far it is, is looked at page by page, and comes into the bank', async () => {
    const page = await openBanks(stage);
    await makeBank(page, 'Ngân hàng lớn', 'Chuyên đề một');
    await press(page, 'link', 'Nhập từ tệp');
    await page.getByLabel('Tệp câu hỏi').setInputFiles(FILE);
    await press(page, 'button', 'Đọc tệp');
    await page.getByRole('progressbar', { name: 'Tiến độ nhập tệp' }).waitFor();
    await page.getByText(/^Đang (ghi|so)/u).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await keep(page, 'bank-import-progress');

    await page.getByRole('button', { name: 'Trang sau' }).waitFor();
    expect(await page.getByRole('checkbox', { name: /^Nhập / }).count()).toBe(30);
    await page.getByRole('button', { name: 'Trang sau' }).click();
    await page.getByText(stemOf(31)).waitFor();
    await keep(page, 'bank-import-page');
    await page.setViewportSize(PHONE.viewport);
    await keep(page, 'bank-import-page-phone');

    await page.getByRole('checkbox', { name: 'Chỉ câu cần xem lại' }).check();
    await page.getByText('1 câu', { exact: true }).waitFor();
    await page.getByText(/giống \d+% câu NH-\S+ đứng trước trong tệp/u).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await keep(page, 'bank-import-remarked-phone');
    await page.getByRole('checkbox', { name: `Nhập Câu ${QUESTIONS}` }).uncheck();

    await press(page, 'button', `Nhập ${QUESTIONS - 1} câu vào ngân hàng`);
    await page.getByText('Đã nhập vào ngân hàng dưới dạng bản nháp.').waitFor();
    await page.getByRole('link', { name: 'Về ngân hàng' }).first().click();
    await page.getByText(/^2\.?499 câu hỏi$/u).waitFor();
    await keep(page, 'bank-large-phone');
  });

  it('is dropped on its way, and named among the last imports', async () => {
    const page = await openBanks(stage);
    await page.getByRole('link', { name: 'Ngân hàng lớn' }).click();
    await press(page, 'link', 'Nhập từ tệp');
    await page.getByLabel('Tệp câu hỏi').setInputFiles(FILE);
    await press(page, 'button', 'Đọc tệp');
    await press(page, 'button', 'Hủy lần nhập này');
    await page.getByText('Đã hủy lần nhập này.').waitFor();
    await page.getByRole('link', { name: 'Về ngân hàng' }).first().click();
    await page.getByText(/^2\.?499 câu hỏi$/u).waitFor();
    await press(page, 'link', 'Nhập từ tệp');
    await page.getByRole('heading', { name: 'Các lần nhập gần đây' }).waitFor();
    await page.getByText(/Đã hủy lần nhập này\./u).waitFor();
    expect(await page.getByRole('link', { name: FILE.name }).count()).toBe(2);
    await keep(page, 'bank-import-recent');
  });
});
