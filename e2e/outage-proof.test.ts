import { accessibilityFaults } from './support/accessibility.ts';
import { describeWithBrowser, PHONE } from './support/browser.ts';
import { answerFrom, submitExam } from './support/exam-pages.ts';
import { keep } from './support/pictures.ts';
import { enterAs, openActivity } from './support/sandbox-pages.ts';
import { setStage } from './support/stage.ts';

const EXAM = 'Bài kiểm tra cuối khóa';
const LEARNER = 'Nguyễn Thị An';
const SMALL_PHONE = { ...PHONE, viewport: { width: 360, height: 740 } };

jest.setTimeout(240_000);

describeWithBrowser('what proves that a device is fit, and that something was handed in', () => {
  const stage = setStage(SMALL_PHONE);

  it('gives a receipt that an official checks without signing in, typed or scanned', async () => {
    const { course, system } = stage;
    await enterAs(course, system.sandboxUrl, LEARNER);
    const exam = await openActivity(course, EXAM);
    await exam.getByRole('button', { name: 'Bắt đầu làm bài' }).click();
    await exam.getByRole('heading', { name: 'Câu 1/30' }).waitFor();
    await answerFrom(exam, 3);
    await submitExam(exam);
    await exam.getByText('Kiểm tra biên nhận').click();
    await exam.getByRole('img', { name: 'Mã QR dẫn tới trang kiểm tra biên nhận' }).waitFor();
    expect(await accessibilityFaults(exam)).toEqual([]);
    await keep(exam, 'receipt-result');
    const code = (await exam.getByText(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/).textContent())!;

    const official = await course.context().browser()!.newContext(SMALL_PHONE);
    const page = await official.newPage();
    await page.goto(`${system.toolUrl}/app/receipt`);
    await page.getByRole('textbox', { name: 'Mã kiểm tra' }).fill(code.toLowerCase().replaceAll('-', ' '));
    await page.keyboard.press('Enter');
    await page.getByText('Biên nhận đúng là do hệ thống cấp.').waitFor();
    await page.getByText(EXAM).waitFor();
    await page.getByText('3/30').waitFor();
    expect(await page.getByText(LEARNER).count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    await keep(page, 'receipt-checked');

    const scanned = await official.newPage();
    await scanned.goto(`${system.toolUrl}/app/receipt#${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`);
    await scanned.getByText('Không có biên nhận nào như vậy.').waitFor();
    await official.close();
  });
});
