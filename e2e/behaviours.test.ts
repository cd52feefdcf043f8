import { accessibilityFaults } from './support/accessibility.ts';
import { describeWithBrowser, PHONE } from './support/browser.ts';
import { answerWhateverIsAsked, nextQuestion, submitExam } from './support/exam-pages.ts';
import { beginExam, placeExam } from './support/made-exams.ts';
import { keep } from './support/pictures.ts';
import { enterAs, openActivity } from './support/sandbox-pages.ts';
import { setStage } from './support/stage.ts';

const EXAM = 'Kiểm tra từng câu';
const SURE = 'Kiểm tra có mức chắc chắn';

jest.setTimeout(300_000);

describeWithBrowser('an exam whose answers are checked on the way, on a phone', () => {
  const stage = setStage({ ...PHONE, viewport: { width: 360, height: 740 } });

  it('tells each answer at once, keeps it, needs the network for it, and counts it', async () => {
    const { course, system, context } = stage;
    const picker = await beginExam(stage, EXAM);
    await picker.getByRole('radio', { name: 'Kiểm tra được từng câu khi đang làm, mỗi câu một lần' }).check();
    await picker.getByRole('checkbox', { name: 'đáp án: Đã kiểm tra' }).check();
    await picker.getByText(/^Đã lưu lúc/).waitFor();
    const table = await picker.locator('table').boundingBox();
    expect(table!.x + table!.width).toBeLessThanOrEqual(360);
    await keep(course, 'checks-editor');
    await placeExam(course, picker, EXAM);

    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị An');
    const exam = await openActivity(course, EXAM);
    await exam.getByText(/^Có thể kiểm tra từng câu khi đang làm/).waitFor();
    await exam.getByRole('button', { name: 'Bắt đầu làm bài' }).click();
    await exam.getByRole('heading', { name: 'Câu 1/2' }).waitFor();
    await answerWhateverIsAsked(exam);
    expect(await accessibilityFaults(exam)).toEqual([]);
    await keep(exam, 'checks-asked');
    await exam.getByRole('button', { name: 'Kiểm tra câu trả lời' }).focus();
    await exam.keyboard.press('Enter');
    await exam.getByText('Lời giải thích:').waitFor();
    await exam
      .getByText(/^(Đúng|Đúng một phần|Sai)$/)
      .first()
      .waitFor();
    expect(await exam.getByRole('button', { name: 'Kiểm tra câu trả lời' }).count()).toBe(0);
    expect(await accessibilityFaults(exam)).toEqual([]);
    await keep(exam, 'checks-told');

    await exam.reload();
    await exam.getByText('Lời giải thích:').waitFor();
    await nextQuestion(exam);
    await answerWhateverIsAsked(exam);
    await exam
      .getByText(/^Đã lưu/)
      .first()
      .waitFor();
    await context.setOffline(true);
    await exam.getByRole('button', { name: 'Kiểm tra câu trả lời' }).click();
    await exam.getByText(/^Kiểm tra câu trả lời cần có mạng/).waitFor();
    await keep(exam, 'checks-offline');
    await context.setOffline(false);
    await exam.getByRole('button', { name: 'Kiểm tra câu trả lời' }).click();
    await exam.getByText('Lời giải thích:').waitFor();
    await submitExam(exam);
    await exam.getByText('Điểm đã vào sổ điểm.').waitFor();
    await keep(exam, 'checks-result');
  });

  it('asks how certain each answer is, and weighs it by that', async () => {
    const { course, system } = stage;
    const picker = await beginExam(stage, SURE);
    await picker.getByRole('checkbox', { name: /^Hỏi mức chắc chắn của mỗi câu trả lời/ }).check();
    await picker.getByText(/^Đã lưu lúc/).waitFor();
    await placeExam(course, picker, SURE);
    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị An');
    const exam = await openActivity(course, SURE);
    await exam.getByRole('button', { name: 'Bắt đầu làm bài' }).click();
    await exam.getByRole('heading', { name: 'Câu 1/2' }).waitFor();
    await answerWhateverIsAsked(exam);
    await exam.getByRole('radio', { name: /^Rất chắc/ }).focus();
    await exam.keyboard.press('Space');
    expect(await accessibilityFaults(exam)).toEqual([]);
    await exam
      .getByText(/^Đã lưu/)
      .first()
      .waitFor();
    await keep(exam, 'certainty-asked');
    await exam.reload();
    await exam.getByRole('radio', { name: /^Rất chắc/ }).waitFor();
    expect(await exam.getByRole('radio', { name: /^Rất chắc/ }).isChecked()).toBe(true);
    await submitExam(exam);
    await exam.getByText('Điểm đã vào sổ điểm.').waitFor();
    await exam.locator('summary').filter({ hasText: 'Câu 1' }).click();
    await exam.locator('strong').getByText('Rất chắc').waitFor();
    expect(await accessibilityFaults(exam)).toEqual([]);
    await keep(exam, 'certainty-result');
  });
});
