import { accessibilityFaults } from './support/accessibility.ts';
import { describeWithBrowser, DESKTOP, PHONE } from './support/browser.ts';
import { makeBank, press } from './support/by-keyboard.ts';
import { keep } from './support/pictures.ts';
import { enterAs, openActivity } from './support/sandbox-pages.ts';
import { setStage } from './support/stage.ts';

const BANK = 'Ngân hàng cần rà soát';
const TOPIC = 'Nhà nước và pháp luật';
const LONG = 'Cơ quan quyền lực nhà nước cao nhất của nước Cộng hòa xã hội chủ nghĩa Việt Nam';
const ASKED = 'Trình bày vai trò lãnh đạo của Đảng đối với Nhà nước và xã hội trong thời kỳ đổi mới';

/** The first is easily read over and gives its key away; the last but one and what stands before it ask nearly the same; the last tells the answer of the second; nine keys stand at A. */
const PASTED = `Câu 1. Nội dung nào sau đây không thuộc về Quốc hội?
*A. ${LONG}
B. Tòa án
C. Kiểm sát

${['mây', 'gió', 'núi', 'sông', 'biển', 'rừng', 'đồng', 'suối']
  .map(
    (word, index) => `Câu ${index + 2}. Vật gì ở ${word}?\n*A. ${word} một\nB. ${word} hai\nC. ${word} ba\n`,
  )
  .join('\n')}
Câu 10. (Tự luận) ${ASKED}.

Câu 11. (Tự luận) ${ASKED} ở nước ta.

Câu 12. (Tự luận) Vì sao mây một là vật ở trên cao?
`;

jest.setTimeout(120_000);

describeWithBrowser('what is to be looked at in a bank', () => {
  const stage = setStage(DESKTOP);

  it('is told with its reasons, and leads to the questions; one is told of in its editor too', async () => {
    const { course, system } = stage;
    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị Thu');
    const page = await openActivity(course, 'Bài kiểm tra cuối khóa');
    await page.getByRole('link', { name: 'Ngân hàng câu hỏi' }).click();
    await makeBank(page, BANK, TOPIC);
    await press(page, 'link', 'Nhập từ tệp');
    await page.getByRole('textbox', { name: 'Hoặc dán câu hỏi vào đây' }).fill(PASTED);
    await press(page, 'button', 'Đọc đoạn đã dán');
    await press(page, 'button', 'Nhập 12 câu vào ngân hàng');
    await page.getByText('Đã nhập vào ngân hàng dưới dạng bản nháp.').waitFor();
    await page.getByRole('link', { name: 'Về ngân hàng' }).first().click();

    await press(page, 'link', 'Kiểm tra chất lượng');
    await page.getByRole('heading', { name: 'Đáp án dài hơn hẳn các phương án khác: 1 câu' }).waitFor();
    await page.getByRole('heading', { name: 'Từ phủ định dễ bị đọc sót: 1 câu' }).waitFor();
    await page.getByText(/^Đáp án ở A nhiều hơn hẳn/).waitFor();
    const alike = page.getByRole('heading', { name: 'Câu gần trùng nhau' }).locator('..');
    expect(await alike.getByRole('link').count()).toBe(2);
    const leaks = page.getByRole('heading', { name: 'Đáp án nằm trong câu dẫn của câu khác' }).locator('..');
    await leaks.getByText('Đáp án “mây một” nằm trong câu dẫn của:').waitFor();
    expect(await leaks.getByRole('link').count()).toBe(2);
    await keep(page, 'bank-quality');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.setViewportSize(PHONE.viewport);
    await keep(page, 'bank-quality-phone');
    expect(await accessibilityFaults(page)).toEqual([]);

    await page
      .getByRole('link', { name: /^Nội dung nào sau đây không thuộc/ })
      .first()
      .click();
    await page.getByRole('button', { name: /dễ bị đọc sót; nên hỏi thuận hoặc viết HOA/ }).waitFor();
    await keep(page, 'bank-question-remarks-phone');
    await page
      .getByRole('textbox', { name: 'Câu dẫn' })
      .fill('Nội dung nào sau đây KHÔNG thuộc về Quốc hội?');
    await page.getByRole('button', { name: /dễ bị đọc sót/ }).waitFor({ state: 'detached' });
  });
});
