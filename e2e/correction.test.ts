import { accessibilityFaults } from './support/accessibility.ts';
import { describeWithBrowser, DESKTOP, PHONE } from './support/browser.ts';
import { answerFrom, submitExam } from './support/exam-pages.ts';
import { keep } from './support/pictures.ts';
import { enterAs, gradesOf, openActivity } from './support/sandbox-pages.ts';
import { setStage } from './support/stage.ts';

const EXAM = 'Bài kiểm tra cuối khóa';
const LEARNER = 'Nguyễn Thị An';
const LECTURER = 'Nguyễn Thị Thu';

jest.setTimeout(240_000);

describeWithBrowser('a question whose key is wrong', () => {
  const stage = setStage(DESKTOP);

  /** The grade in the column of the exam, as lecturers see it; others of the class come meanwhile into columns of their own. */
  const gradeOf = async (courseUrl: string): Promise<number> => {
    const grades = await gradesOf(stage.course, courseUrl, LEARNER);
    const columns = await stage.course.getByRole('columnheader').allInnerTexts();
    const at = columns.findIndex((title) => title.startsWith(EXAM)) - 1;
    expect(at).toBeGreaterThanOrEqual(0);
    return Number(grades[at]);
  };

  it('is appealed against by a learner, corrected by the lecturer, and right in the gradebook', async () => {
    const { course, system } = stage;
    await enterAs(course, system.sandboxUrl, LEARNER);
    const courseUrl = course.url();
    const exam = await openActivity(course, EXAM);
    await exam.setViewportSize(PHONE.viewport);
    await exam.getByRole('button', { name: 'Bắt đầu làm bài' }).click();
    await exam.getByRole('heading', { name: /^Câu 1\// }).waitFor();
    await answerFrom(exam, 8);
    await submitExam(exam);
    await exam.getByText('Điểm đã vào sổ điểm.').waitFor();

    const wrong = exam
      .locator('details')
      .filter({ has: exam.getByRole('heading', { name: /Sai$/ }) })
      .first();
    await wrong.locator('summary').click();
    await wrong.getByRole('button', { name: 'Đề nghị phúc khảo câu này' }).click();
    await wrong
      .getByRole('textbox', { name: 'Lý do đề nghị phúc khảo' })
      .fill('Văn bản mới đã sửa điều này.');
    await keep(exam, 'appeal-form');
    expect(await accessibilityFaults(exam)).toEqual([]);
    await wrong.getByRole('button', { name: 'Gửi đề nghị' }).click();
    await wrong.getByText('Đã gửi phúc khảo, đang chờ trả lời.').waitFor();

    await enterAs(course, system.sandboxUrl, LECTURER);
    const before = await gradeOf(courseUrl);
    await course.goto(courseUrl);
    const desk = await openActivity(course, EXAM);
    await desk.getByRole('link', { name: 'Phúc khảo' }).click();
    await desk.getByText('Văn bản mới đã sửa điều này.').waitFor();
    await desk.getByRole('button', { name: 'Trả lời' }).click();
    await desk.getByText(/bài có điểm câu hỏi thay đổi/).waitFor();
    await desk.getByRole('textbox', { name: 'Trả lời học viên' }).fill('Đúng, câu này có hai đáp án.');
    await keep(desk, 'appeal-decision');
    expect(await accessibilityFaults(desk)).toEqual([]);
    await desk.getByRole('button', { name: 'Chấp nhận và đính chính' }).click();
    await desk.getByText('Không có đề nghị nào.').waitFor();
    // The gradebook has no news of itself: it is looked at until it has the grade.
    let after = before;
    while (after <= before) after = await gradeOf(courseUrl);

    await enterAs(course, system.sandboxUrl, LEARNER);
    await exam.reload();
    await exam.getByText(/^Điểm được tính lại ngày/).waitFor();
    const corrected = exam
      .locator('details')
      .filter({ has: exam.getByText(/Đáp án đã được đính chính: chấp nhận thêm/) })
      .first();
    await corrected.locator('summary').click();
    await corrected.getByText('Phúc khảo được chấp nhận.').waitFor();
    await corrected.getByText('Cũng được chấp nhận').waitFor();
    await keep(exam, 'corrected-review');
    expect(await accessibilityFaults(exam)).toEqual([]);
  });

  it('is left out by its lecturer once they have seen what that changes, and taken in again', async () => {
    const { course, system } = stage;
    await enterAs(course, system.sandboxUrl, LECTURER);
    const desk = await openActivity(course, EXAM);
    await desk.getByRole('link', { name: 'Câu hỏi', exact: true }).click();
    await desk
      .getByRole('link', { name: /^Đính chính/ })
      .first()
      .click();
    await desk.getByRole('heading', { name: /^Đính chính câu hỏi/ }).waitFor();
    expect(await accessibilityFaults(desk)).toEqual([]);
    await desk.getByRole('radio', { name: /^Bỏ câu hỏi khỏi bài/ }).check();
    await desk.getByRole('button', { name: 'Xem trước thay đổi' }).click();
    await desk.getByText(/Chưa có gì được ghi/).waitFor();
    await desk.getByRole('button', { name: 'Áp dụng' }).click();
    await desk.getByText('Vui lòng ghi lý do, ít nhất 3 ký tự.').waitFor();
    await desk.getByRole('textbox', { name: 'Lý do' }).fill('Câu hỏi vượt chương trình');
    await desk.setViewportSize({ width: 360, height: 740 });
    await keep(desk, 'correction-phone');
    expect(await accessibilityFaults(desk)).toEqual([]);
    await desk.getByRole('button', { name: 'Áp dụng' }).click();
    await desk.getByText(/^Đã ghi đính chính/).waitFor();
    await desk.getByText('Câu hỏi này đã bỏ khỏi bài: không tính điểm.').waitFor();
    await desk.getByText('Đã chấm lại xong.').waitFor();
    await keep(desk, 'correction-made');
    expect(await accessibilityFaults(desk)).toEqual([]);

    await desk.getByRole('button', { name: 'Thu hồi đính chính này' }).click();
    await desk.getByText(/Chưa có gì được ghi/).waitFor();
    await desk.getByRole('textbox', { name: 'Lý do' }).fill('Vẫn thuộc chương trình');
    await desk.getByRole('button', { name: 'Áp dụng' }).click();
    await desk.getByText('Câu hỏi này đã bỏ khỏi bài: không tính điểm.').waitFor({ state: 'detached' });
  });
});
