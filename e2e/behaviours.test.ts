import { accessibilityFaults } from './support/accessibility.ts';
import { describeWithBrowser, PHONE } from './support/browser.ts';
import { answerWhateverIsAsked, nextQuestion, submitExam } from './support/exam-pages.ts';
import { beginExam, placeExam } from './support/made-exams.ts';
import { keep } from './support/pictures.ts';
import { enterAs, gradesOf, openActivity } from './support/sandbox-pages.ts';
import { setStage } from './support/stage.ts';
import { byKeys, byTouch } from './support/typed-questions.ts';

const EXAM = 'Kiểm tra từng câu';
const AGAIN = 'Luyện tập có gợi ý';
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

  it('lets an answer be tried again after a hint, by touch and by keys, and takes the penalty off', async () => {
    const { course, system } = stage;
    const picker = await beginExam(stage, AGAIN);
    await picker.getByRole('radio', { name: /^Thử lại được/ }).check();
    await picker.getByRole('textbox', { name: 'Mỗi lần thử thêm trừ' }).fill('30');
    await picker.getByText('Chọn câu hỏi từ ngân hàng').click();
    const searched = course.waitForResponse(/\/questions\?text=ghep/);
    await picker.getByRole('searchbox', { name: 'Tìm trong câu hỏi và phương án' }).fill('ghep moi co quan');
    await searched;
    await picker.getByRole('checkbox', { name: /DCH-007/ }).check();
    await picker.getByRole('checkbox', { name: 'Trộn thứ tự câu hỏi' }).uncheck();
    await picker.getByText(/^Đã lưu lúc/).waitFor();
    expect(await accessibilityFaults(course, picker)).toEqual([]);
    await keep(course, 'tries-editor');
    await placeExam(course, picker, AGAIN);

    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị An');
    const exam = await openActivity(course, AGAIN);
    await exam.getByText(/^Mỗi câu thử được tối đa 3 lần/).waitFor();
    await keep(exam, 'tries-start');
    await exam.getByRole('button', { name: 'Bắt đầu làm bài' }).click();
    await exam.getByRole('heading', { name: 'Câu 1/3' }).waitFor();
    const [touch, keys] = [byTouch(exam), byKeys(exam)];
    await touch.pick(exam, 'Quốc hội', 'Cơ quan quyền lực');
    await touch.pick(exam, 'Chính phủ', 'Xét xử');
    await touch.pick(exam, 'Tòa án nhân dân', 'Cơ quan hành chính');
    await touch.pick(exam, 'Viện kiểm sát nhân dân', 'công tố');
    expect(await accessibilityFaults(exam)).toEqual([]);
    await exam.getByRole('button', { name: 'Kiểm tra câu trả lời' }).tap();
    await exam.getByText('Phần đã đúng: Quốc hội; Viện kiểm sát nhân dân.').waitFor();
    await exam.getByText(/Gợi ý 1:/).waitFor();
    await exam.getByText(/^Còn 2 lần thử\./).waitFor();
    expect(await accessibilityFaults(exam)).toEqual([]);
    await keep(exam, 'tries-hint');
    await exam.reload();
    await exam.getByText(/Gợi ý 1:/).waitFor();
    await keys.pick(exam, 'Chính phủ', 'Cơ quan hành chính');
    await keys.pick(exam, 'Tòa án nhân dân', 'Xét xử');
    await exam.getByRole('button', { name: 'Kiểm tra câu trả lời' }).focus();
    await exam.keyboard.press('Enter');
    await exam.getByText('Lời giải thích:').waitFor();
    // Two parts at once, two at the second try: (2 + 2 × 70 %) / 4.
    await exam.getByText('0,85/1 điểm').waitFor();
    expect(await exam.getByText(/Gợi ý 2:/).count()).toBe(0);
    expect(await accessibilityFaults(exam)).toEqual([]);
    await keep(exam, 'tries-told');

    await submitExam(exam);
    await exam.getByText('Điểm đã vào sổ điểm.').waitFor();
    await exam.locator('summary').filter({ hasText: 'Câu 1' }).click();
    await exam.getByText('Đã thử 2 lần').click();
    await exam.getByText('Đúng một phần').first().waitFor();
    expect(await accessibilityFaults(exam)).toEqual([]);
    await keep(exam, 'tries-result');
    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị Thu');
    // 0.85 of 3 points are 2.8 of 10.
    expect(await gradesOf(course, course.url(), 'Nguyễn Thị An')).toContainEqual(
      expect.stringMatching(/^2[.,]8/),
    );
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
