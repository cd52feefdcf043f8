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

  it('is tried before the exam, with a paper that counts nowhere, and the room sees it', async () => {
    const { course, system } = stage;
    await enterAs(course, system.sandboxUrl, LEARNER);
    const start = await openActivity(course, EXAM);
    await start.getByRole('link', { name: 'Thử máy trước khi thi' }).click();
    await start.getByText(/^Câu trả lời lưu được trên máy/).waitFor();
    await start.getByText(/^Mạng tốt/).waitFor();
    await start.getByText('Đồng hồ của máy đúng.').waitFor();
    await start.getByRole('radio', { name: 'Phương án B' }).tap();
    await start.getByRole('textbox', { name: 'Câu trả lời' }).fill('thử máy');
    expect(await accessibilityFaults(start)).toEqual([]);
    await keep(start, 'rehearsal');
    await start.getByRole('button', { name: 'Kết thúc thử máy' }).focus();
    await start.keyboard.press('Enter');
    await start.getByText(/^Đã ghi nhận lúc/).waitFor();

    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị Thu');
    const room = await openActivity(course, EXAM);
    await room.getByRole('link', { name: 'Phòng thi trực tiếp' }).click();
    await room.getByLabel('Tìm học viên').fill(LEARNER);
    const row = room.getByRole('listitem').filter({ hasText: LEARNER });
    await row.getByText(/^Đã thử máy lúc/).waitFor();
    expect(await accessibilityFaults(room)).toEqual([]);
    await keep(room, 'rehearsal-room');
  });

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
