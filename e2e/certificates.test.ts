import type { Page } from 'playwright-core';
import { makeLooker } from './support/accessibility.ts';
import { describeWithBrowser, DESKTOP, PHONE } from './support/browser.ts';
import { answerWhateverIsAsked, submitExam } from './support/exam-pages.ts';
import { beginExam, placeExam } from './support/made-exams.ts';
import { fileBy } from './support/printed-files.ts';
import { enterAs, openActivity } from './support/sandbox-pages.ts';
import { setStage } from './support/stage.ts';

const HOME = 'Trang lớp: Bồi dưỡng lý luận chính trị';
const EXAM = 'Bài thu hoạch cuối lớp';
const LEARNER = 'Nguyễn Thị An';
const LECTURER = 'Nguyễn Thị Thu';
const SCHOOL = 'Trường Chính trị Trần Phú';
const REASON = 'Ghi nhầm chương trình';
const NUMBER = /[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/;

jest.setTimeout(300_000);

describeWithBrowser('certificates of a class', () => {
  const stage = setStage(DESKTOP);

  async function newPage(device: typeof DESKTOP): Promise<Page> {
    const context = await stage.context.browser()!.newContext(device);
    context.setDefaultTimeout(60_000);
    return context.newPage();
  }
  async function openAs(name: string, device: typeof DESKTOP, activity: string): Promise<Page> {
    const course = await newPage(device);
    await enterAs(course, stage.system.sandboxUrl, name);
    return openActivity(course, activity);
  }

  /** An exam that everybody passes who hands it in, and a learner who does. */
  async function havePassed(): Promise<Page> {
    const picker = await beginExam(stage, EXAM);
    await picker.getByRole('textbox', { name: 'Điểm đạt (thang 10)' }).fill('0');
    await placeExam(stage.course, picker, EXAM);
    const phone = await openAs(LEARNER, PHONE, EXAM);
    await phone.getByRole('button', { name: 'Bắt đầu làm bài' }).click();
    await phone.getByRole('heading', { name: /^Câu 1\// }).waitFor();
    await answerWhateverIsAsked(phone);
    await submitExam(phone);
    await phone.getByText('Điểm đã vào sổ điểm.').waitFor();
    return phone;
  }

  async function writeForm(desk: Page): Promise<void> {
    await desk.getByText('Điều kiện và mẫu giấy').click();
    await desk
      .getByRole('combobox', { name: 'Điều kiện cấp' })
      .selectOption({ label: 'Đạt mọi bài kiểm tra của lớp' });
    await desk.getByRole('textbox', { name: 'Đơn vị cấp' }).fill(SCHOOL);
    await desk.getByRole('textbox', { name: 'Địa danh' }).fill('Hà Tĩnh');
    await desk.getByRole('textbox', { name: 'Họ tên người ký (có thể để trống)' }).fill('Nguyễn Hữu Thưởng');
    await desk.getByRole('button', { name: 'Lưu mẫu giấy' }).click();
    await desk.getByText('Đã lưu mẫu giấy.', { exact: false }).waitFor();
  }

  it('are given to whoever meets the rule, checked by anybody, and revoked', async () => {
    const looker = makeLooker();
    const look = (name: string, page: Page) => looker.look(name, page);
    await (await havePassed()).context().close();

    const desk = await openAs(LECTURER, DESKTOP, HOME);
    await desk.getByRole('link', { name: 'Giấy chứng nhận của lớp' }).click();
    await desk.getByText('Lưu mẫu giấy trước khi cấp.').waitFor();
    await writeForm(desk);
    await look('form of certificates', desk);
    await desk.getByRole('button', { name: 'Cấp cho 1 học viên đủ điều kiện' }).click();
    await desk.getByText(/^Đã cấp ngày .*, số /).waitFor();
    await look('certificates of a class', desk);
    const pdf = await fileBy(desk, `Tải PDF giấy của ${LEARNER}`);
    expect(pdf.name).toMatch(/\.pdf$/);
    expect(new TextDecoder().decode(pdf.bytes.slice(0, 5))).toBe('%PDF-');

    const phone = await openAs(LEARNER, PHONE, HOME);
    await phone.getByRole('link', { name: 'Xem giấy chứng nhận' }).click();
    await phone.getByText(SCHOOL, { exact: false }).first().waitFor();
    await look('own certificate', phone);
    const number = NUMBER.exec(await phone.locator('main').innerText())![0];

    const stranger = await newPage(PHONE);
    const check = `${new URL(phone.url()).origin}/app/certificate`;
    await stranger.goto(`${check}#${number}`);
    await stranger.getByText('Giấy chứng nhận đúng là do hệ thống cấp và còn hiệu lực.').waitFor();
    await stranger.getByText(LEARNER).waitFor();
    await look('genuine certificate', stranger);
    await stranger.getByRole('textbox', { name: 'Số giấy chứng nhận' }).fill('abcd 1234 efgh 5678');
    await stranger.getByRole('button', { name: 'Tra cứu' }).click();
    await stranger.getByText('Không có giấy chứng nhận nào có số này.').waitFor();
    await look('no such certificate', stranger);

    await desk.getByRole('button', { name: `Thu hồi giấy của ${LEARNER}` }).click();
    await desk.getByRole('textbox', { name: 'Lý do thu hồi' }).fill(REASON);
    await look('revoking a certificate', desk);
    await desk.getByRole('dialog').getByRole('button', { name: 'Thu hồi' }).click();
    // Whoever has lost one may be given another, without the fault.
    await desk.getByRole('button', { name: 'Cấp cho 1 học viên đủ điều kiện' }).waitFor();
    await stranger.getByRole('textbox', { name: 'Số giấy chứng nhận' }).fill(number.toLowerCase());
    await stranger.getByRole('button', { name: 'Tra cứu' }).click();
    await stranger.getByText(/^Giấy chứng nhận này đã được thu hồi ngày/).waitFor();
    expect(await stranger.getByText(REASON).count()).toBe(0);
    await look('revoked certificate', stranger);
    expect(looker.faults).toEqual({});
    for (const page of [desk, phone, stranger]) await page.context().close();
  });
});
