import { accessibilityFaults } from './support/accessibility.ts';
import { describeWithBrowser, PHONE } from './support/browser.ts';
import { answerWhateverIsAsked, submitExam } from './support/exam-pages.ts';
import { beginExam, placeExam } from './support/made-exams.ts';
import { keep } from './support/pictures.ts';
import { enterAs, openActivity } from './support/sandbox-pages.ts';
import { setStage } from './support/stage.ts';

const EXAM = 'Kiểm tra có giờ đóng';
const REMARK = 'Cần xem lại bài giảng trước khi làm tiếp.';

jest.setTimeout(300_000);

/** A moment as the editor's field takes it, by the school's clock, seven hours ahead. */
const schoolMinuteIn = (minutes: number): string =>
  new Date(Date.now() + (7 * 60 + minutes) * 60_000).toISOString().slice(0, 16);

describeWithBrowser('what learners see by moment, on a phone', () => {
  const stage = setStage({ ...PHONE, viewport: { width: 360, height: 740 } });

  it('is chosen in a table, told before the exam, and shut on the result until the exam closes', async () => {
    const { course, system } = stage;
    const picker = await beginExam(stage, EXAM);
    await picker.getByRole('button', { name: 'Điểm ngay, đáp án sau khi đóng' }).click();
    await picker.getByText(/^Quyền xem lại và giờ đóng: có phần chỉ xem được/).waitFor();
    await picker.getByRole('checkbox', { name: 'đúng hay sai: Vừa nộp' }).check();
    await picker.getByLabel('Đóng lúc').fill(schoolMinuteIn(24 * 60));
    for (const band of ['Đạt, loại xuất sắc', 'Không đạt'])
      await picker.getByRole('textbox', { name: band, exact: true }).fill(REMARK);
    await picker.getByText('Không có gì cần sửa.').waitFor();
    await picker.getByText(/^Đã lưu lúc/).waitFor();
    expect(await accessibilityFaults(course, picker)).toEqual([]);
    await picker.locator('table').scrollIntoViewIfNeeded();
    await keep(course, 'review-editor');
    const table = await picker.locator('table').boundingBox();
    expect(table!.x + table!.width).toBeLessThanOrEqual(360);
    await placeExam(course, picker, EXAM);

    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị An');
    const exam = await openActivity(course, EXAM);
    await exam.getByText(/^Từ \d\d:\d\d.* ngày .*, xem thêm được: .*đáp án/).waitFor();
    await keep(exam, 'review-start');
    await exam.getByRole('button', { name: 'Bắt đầu làm bài' }).click();
    await exam.getByRole('heading', { name: 'Câu 1/2' }).waitFor();
    await answerWhateverIsAsked(exam);
    await submitExam(exam);
    await exam
      .getByText(/^Câu trả lời đã chọn, đáp án và lời giải thích xem được từ \d\d:\d\d.* ngày/)
      .waitFor();
    await exam.getByRole('heading', { name: 'Xem lại bài làm' }).waitFor();
    expect(await exam.getByText('Lời giải thích:').count()).toBe(0);
    expect(await accessibilityFaults(exam)).toEqual([]);
    await keep(exam, 'review-result');
  });
});
