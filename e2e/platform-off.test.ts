import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { accessibilityFaults } from './support/accessibility.ts';
import { describeWithBrowser, PHONE } from './support/browser.ts';
import { answerFrom, answerQuestion, chosenOptions, submitExam } from './support/exam-pages.ts';
import { admin } from './support/npm.ts';
import { enterAs, gradesOf, openActivity } from './support/sandbox-pages.ts';
import { setStage } from './support/stage.ts';
import { matching } from './support/texts.ts';

const EXAM = 'Bài kiểm tra cuối khóa';
const NAME = 'Nguyễn Thị An';
const ENDED = 'Vai trò hoặc kết nối với hệ thống LMS đã thay đổi.';

jest.setTimeout(180_000);

describeWithBrowser('an LMS that is switched off in the middle of an exam', () => {
  const stage = setStage(PHONE);
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'chuyen-de-off-'));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));
  const command = (...words: string[]) => admin(words, { TMPDIR: dir, DATA_DIR: stage.system.dataDir });

  /** Within a second the running tool knows that it is on again. */
  async function openWhenOn(course: Page): Promise<Page> {
    for (;;) {
      const exam = await openActivity(course, EXAM);
      const refusal = exam.getByText('inactive_platform').or(exam.getByText(ENDED));
      await refusal
        .or(exam.getByRole('button', { name: 'Tiếp tục làm bài' }))
        .first()
        .waitFor();
      if ((await refusal.count()) === 0) return exam;
      await exam.close();
    }
  }

  it('is said to its people, whose answers are there when it is on again', async () => {
    const { system, context, course } = stage;
    await enterAs(course, system.sandboxUrl, NAME);
    const courseUrl = course.url();
    const exam = await openActivity(course, EXAM);
    await exam.getByRole('button', { name: 'Bắt đầu làm bài' }).click();
    await exam.getByRole('heading', { name: /^Câu 1\// }).waitFor();
    await answerFrom(exam, 2);
    await exam
      .getByText(/^Đã lưu/)
      .first()
      .waitFor();

    const listed = await command('platforms');
    const [id = ''] = listed.last.split('\t');
    expect((await command('platform-off', id)).code).toBe(0);
    await answerQuestion(exam);
    await exam.getByText(ENDED).first().waitFor();
    expect(await accessibilityFaults(exam)).toEqual([]);
    await exam.reload();
    await exam.getByText(ENDED).first().waitFor();
    expect(await accessibilityFaults(exam)).toEqual([]);
    const refused = await openActivity(course, EXAM);
    // A launch that was let in by what the tool knew a moment before ends on its page.
    await refused.getByText('inactive_platform').or(refused.getByText(ENDED)).first().waitFor();

    expect((await command('platform-on', id)).code).toBe(0);
    const again = await openWhenOn(course);
    await again.getByRole('button', { name: 'Tiếp tục làm bài' }).click();
    await again.getByRole('heading', { name: /^Câu \d+\// }).waitFor();
    await again.getByRole('button', { name: 'Câu trước' }).click();
    expect(await chosenOptions(again).count()).toBe(1);
    await submitExam(again);
    await again.getByText('Điểm đã vào sổ điểm.').waitFor();
    const lecturer = await context.newPage();
    await enterAs(lecturer, system.sandboxUrl, 'Nguyễn Thị Thu');
    expect(await gradesOf(lecturer, courseUrl, NAME)).toEqual([matching(/^\d/)]);
  });
});
