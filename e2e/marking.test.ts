import type { Frame, Page } from 'playwright-core';
import { accessibilityFaults } from './support/accessibility.ts';
import { describeWithBrowser, DESKTOP, PHONE } from './support/browser.ts';
import { keep } from './support/pictures.ts';
import { enterAs, gradesOf, openActivity, openInFrame } from './support/sandbox-pages.ts';
import { setStage } from './support/stage.ts';
import { until } from './support/until.ts';

jest.setTimeout(240_000);

const EXAM = 'Thi thử: có câu tự luận';
const QUESTIONS = 4;
const TEXT =
  'Nhân dân thực hiện quyền lực nhà nước bằng dân chủ trực tiếp và dân chủ đại diện.\n\nỞ tổ dân phố, bà con họp bàn và biểu quyết.';

/** Writes the essay, wherever the paper brings it, and leaves all else blank. */
async function writeEssay(exam: Page): Promise<void> {
  for (let number = 1; number <= QUESTIONS; number += 1) {
    await exam.getByRole('heading', { name: `Câu ${number}/${QUESTIONS}` }).waitFor();
    if (await exam.getByText('Viết bài tự luận').isVisible()) {
      const field = exam.getByRole('textbox', { name: 'Câu trả lời' });
      await field.tap();
      await exam.keyboard.insertText(TEXT);
      await exam.getByText(/^29 chữ · yêu cầu 50–300 chữ · Còn thiếu 21 chữ/).waitFor();
      expect(await accessibilityFaults(exam)).toEqual([]);
      const width = await exam.evaluate<number>('document.documentElement.scrollWidth');
      expect(width).toBeLessThanOrEqual(PHONE.viewport.width);
      await keep(exam, 'essay-phone');
    }
    await exam
      .getByRole('main')
      .getByRole('button', { name: /^(Câu sau|Xem lại và nộp bài)$/ })
      .tap();
  }
}

async function markByKeys(page: Page, view: Frame): Promise<void> {
  const first = view.getByRole('textbox', { name: /^Nêu đủ các hình thức/ });
  await first.waitFor();
  await view.getByText('bà con họp bàn').waitFor();
  // Each answer begins with its points.
  await until(page, "document.activeElement?.tagName === 'IFRAME'");
  for (const points of ['4', '3', '2,5']) {
    await page.keyboard.type(points);
    await page.keyboard.press('Enter');
  }
  await view.getByText('Nhập số từ 0 đến 2').waitFor();
  expect(await accessibilityFaults(page, view)).toEqual([]);
  await view.getByRole('textbox', { name: /^Trình bày rõ ràng/ }).fill('2');
  await view.getByText('Tổng theo hướng dẫn chấm: 9/10').waitFor();
  await view.getByRole('textbox', { name: /^Nhận xét/ }).fill('Bài có việc làm cụ thể.');
  await keep(page, 'marking-frame');
  await view.getByRole('textbox', { name: /^Trình bày rõ ràng/ }).focus();
  await page.keyboard.press('Enter');
  await view.getByText('Đã chấm hết bài của câu hỏi này.').waitFor();
}

describeWithBrowser('an essay', () => {
  const stage = setStage(PHONE);

  it('is written on a phone, marked by keys in the frame of the LMS, and its grade is in the gradebook', async () => {
    const { system, course, context } = stage;
    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị An');
    const courseUrl = course.url();
    const exam = await openActivity(course, EXAM);
    await exam.getByRole('button', { name: 'Bắt đầu làm bài' }).tap();
    await writeEssay(exam);
    await exam.reload();
    await exam.getByRole('main').getByRole('button', { name: 'Nộp bài' }).tap();
    await exam.getByRole('dialog').getByRole('button', { name: 'Nộp bài' }).tap();
    await exam.getByText('còn 1 câu chờ người chấm').waitFor();
    await keep(exam, 'waiting-phone');
    expect(await accessibilityFaults(exam)).toEqual([]);

    const desk = await context.browser()!.newContext(DESKTOP);
    desk.setDefaultTimeout(30_000);
    try {
      const page = await desk.newPage();
      await enterAs(page, system.sandboxUrl, 'Nguyễn Thị Thu');
      const view = await openInFrame(page, EXAM);
      await view.getByRole('link', { name: 'Lớp học', exact: true }).click();
      await view.getByText('Chờ chấm 1 câu').waitFor();
      await keep(page, 'class-awaits');
      await view.getByRole('link', { name: 'Chấm bài (1 câu chờ)' }).click();
      await view.getByText('Bài được chấm theo từng câu hỏi').waitFor();
      expect(await accessibilityFaults(page, view)).toEqual([]);
      await view.getByRole('link', { name: 'Chấm bài', exact: true }).click();
      await markByKeys(page, view);

      // Looked at once more on a narrow screen, and marked again with a reason.
      await page.setViewportSize(PHONE.viewport);
      await view.getByRole('link', { name: 'Xem các bài đã chấm' }).click();
      await view.getByRole('link', { name: 'Chấm lại bài 1' }).click();
      const points = view.getByRole('textbox', { name: /^Nêu được một việc làm cụ thể/ });
      expect(await points.inputValue()).toBe('3');
      await points.fill('4');
      await view.getByRole('button', { name: 'Lưu lần chấm này' }).click();
      await view.getByText('Cần ít nhất ba ký tự').waitFor();
      await view.getByRole('textbox', { name: 'Lý do chấm lại' }).fill('Đọc lại thấy đủ ý');
      await keep(page, 'marking-again-phone');
      expect(await accessibilityFaults(page, view)).toEqual([]);
      await view.getByRole('button', { name: 'Lưu lần chấm này' }).click();
      await view.getByText('đã chấm 2 lần').waitFor();

      // Seven of ten points, all of them earned: the three other questions were left blank.
      await exam.reload();
      await exam.getByText('Điểm đã vào sổ điểm.').waitFor();
      await exam.getByText('Bài có việc làm cụ thể.').first().waitFor({ state: 'attached' });
      await keep(exam, 'result-phone');
      expect(await gradesOf(page, courseUrl, 'Nguyễn Thị An')).toContain('7');
    } finally {
      await desk.close();
    }
  });
});
