import { accessibilityFaults } from './support/accessibility.ts';
import { describeWithBrowser, PHONE } from './support/browser.ts';
import { answerFrom, submitExam } from './support/exam-pages.ts';
import { enterAs, gradesOf, openActivity } from './support/sandbox-pages.ts';
import { setStage } from './support/stage.ts';
import { verbsTold } from './support/statements.ts';

const EXAM = 'Bài kiểm tra cuối khóa';
const TOPIC = 'Điều lệ Đảng: nội dung cơ bản';
const QUESTIONS = 30;

jest.setTimeout(180_000);

describeWithBrowser('a learner on a phone', () => {
  const stage = setStage(PHONE);

  it('reads a topic to its end and is told that it is complete', async () => {
    const { system, course } = stage;
    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị An');
    const topic = await openActivity(course, TOPIC);
    await topic.getByRole('heading', { level: 1, name: TOPIC }).waitFor();
    expect(await accessibilityFaults(topic)).toEqual([]);
    const place = topic.getByText(/^Mục \d+\/\d+$/);
    const [, sections = ''] = /\/(\d+)$/.exec((await place.textContent()) ?? '') ?? [];
    for (let section = 1; section < Number(sections); section += 1) {
      await topic.getByText(`Mục ${section}/${sections}`, { exact: true }).waitFor();
      await topic.getByRole('button', { name: 'Đã đọc, sang mục tiếp' }).click();
    }
    await topic.getByRole('button', { name: 'Xác nhận đã đọc xong' }).click();
    await topic.getByText('Đã hoàn thành chuyên đề').first().waitFor();

    await topic.reload();
    await topic.getByText('Đã hoàn thành chuyên đề').first().waitFor();
    const told = await verbsTold(system, /\/topics\/[^/]+$/, 'completed');
    expect(told).toMatchObject({ launched: 1, completed: 1 });
  });

  it('sits the exam, loses the network and the server on the way, and loses no answer', async () => {
    const { system, context, course } = stage;
    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị An');
    const courseUrl = course.url();
    const exam = await openActivity(course, EXAM);
    await exam.getByRole('button', { name: 'Bắt đầu làm bài' }).waitFor();
    expect(await accessibilityFaults(exam)).toEqual([]);
    await exam.getByRole('button', { name: 'Bắt đầu làm bài' }).click();
    await exam.getByRole('heading', { name: `Câu 1/${QUESTIONS}` }).waitFor();
    expect(await accessibilityFaults(exam)).toEqual([]);

    await answerFrom(exam, 10);
    await exam
      .getByText(/^Đã lưu/)
      .first()
      .waitFor();

    await context.setOffline(true);
    await answerFrom(exam, 10);
    await exam.getByText('Chờ mạng').first().waitFor();
    await context.setOffline(false);
    await exam
      .getByText(/^Đã lưu/)
      .first()
      .waitFor();

    await system.killAndRestart();
    await exam.reload();
    await exam.getByRole('heading', { name: /Câu \d+\/30/ }).waitFor();
    await exam.getByRole('button', { name: /^Bảng câu hỏi/ }).click();
    await exam.getByRole('dialog').getByText(`Đã trả lời 20/${QUESTIONS}`).waitFor();
    await exam
      .getByRole('dialog')
      .getByRole('button', { name: `Câu ${QUESTIONS}, chưa trả lời` })
      .click();
    await exam.getByRole('heading', { name: `Câu ${QUESTIONS}/${QUESTIONS}` }).waitFor();
    await exam.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await accessibilityFaults(exam)).toEqual([]);

    await submitExam(exam);
    await exam.getByText('Mã biên nhận', { exact: true }).waitFor();
    expect(await accessibilityFaults(exam)).toEqual([]);
    await exam.getByText('Điểm đã vào sổ điểm.').waitFor();
    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị Thu');
    expect(await gradesOf(course, courseUrl, 'Nguyễn Thị An')).toEqual([expect.stringMatching(/^\d/)]);
    const told = await verbsTold(system, /\/(exams|attempts|questions)\//, 'completed');
    const { passed = 0, failed = 0, ...others } = told;
    expect(others).toEqual({ launched: 1, start: 1, answered: 20, submit: 1, completed: 1 });
    expect(passed + failed).toBe(1);
  });
});
