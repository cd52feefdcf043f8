import type { Frame, Page } from 'playwright-core';
import { accessibilityFaults } from './support/accessibility.ts';
import { describeWithBrowser, DESKTOP, PHONE } from './support/browser.ts';
import { enterAs, openActivity, openInFrame } from './support/sandbox-pages.ts';
import { setStage } from './support/stage.ts';
import { answerTyped, byKeys, byTouch, MOCK_EXAM, QUESTIONS } from './support/typed-questions.ts';

jest.setTimeout(240_000);

/** The questions after it are answered without network. */
const LAST_SAVED = Math.floor(QUESTIONS / 2);
const ALL_RIGHT = `Đúng ${QUESTIONS}/${QUESTIONS}`;

/** What leads on from a question, and from the last one to the summary. */
const onward = (view: Page | Frame) =>
  view.getByRole('main').getByRole('button', { name: /^(Câu sau|Xem lại và nộp bài)$/ });

async function handIn(view: Page | Frame): Promise<void> {
  await view.getByRole('main').getByRole('button', { name: 'Nộp bài' }).click();
  await view.getByRole('dialog').getByRole('button', { name: 'Nộp bài' }).click();
  await view.getByText(ALL_RIGHT).first().waitFor();
}

describeWithBrowser('a question of every type', () => {
  describe('on a phone', () => {
    const stage = setStage(PHONE);

    it('is answered by touch, half of them without network, and reviewed', async () => {
      const { system, context, course } = stage;
      await enterAs(course, system.sandboxUrl, 'Nguyễn Thị An');
      const exam = await openActivity(course, MOCK_EXAM);
      await exam.getByRole('button', { name: 'Bắt đầu làm bài' }).tap();
      const faults: Record<string, string[]> = {};
      for (let number = 1; number <= QUESTIONS; number += 1) {
        await exam.getByRole('heading', { name: `Câu ${number}/${QUESTIONS}` }).waitFor();
        if (number === LAST_SAVED + 1) await context.setOffline(true);
        const name = await answerTyped(exam, byTouch(exam));
        // What is then said above the question moves it down: no finger is on its way meanwhile.
        if (number === LAST_SAVED + 1) await exam.getByText('Chờ mạng').first().waitFor();
        const found = await accessibilityFaults(exam);
        if (found.length > 0) faults[name] = found;
        await onward(exam).tap();
      }
      expect(faults).toEqual({});
      await context.setOffline(false);
      await exam.getByText('Chờ mạng').first().waitFor({ state: 'detached' });
      await handIn(exam);
      expect(await accessibilityFaults(exam)).toEqual([]);
      for (const question of await exam.locator('summary').all()) await question.tap();
      expect(await accessibilityFaults(exam)).toEqual([]);
    });
  });

  describe('on a desk', () => {
    const stage = setStage(DESKTOP);

    it('is answered by keys alone, in the frame of the LMS', async () => {
      const { system, course: page } = stage;
      await enterAs(page, system.sandboxUrl, 'Nguyễn Thị An');
      const exam = await openInFrame(page, MOCK_EXAM);
      await exam.getByRole('button', { name: 'Bắt đầu làm bài' }).click();
      const hands = byKeys(page);
      for (let number = 1; number <= QUESTIONS; number += 1) {
        await exam.getByRole('heading', { name: `Câu ${number}/${QUESTIONS}` }).waitFor();
        const name = await answerTyped(exam, hands);
        expect([name, await accessibilityFaults(page, exam)]).toEqual([name, []]);
        await onward(exam).focus();
        await hands.press(exam);
      }
      await handIn(exam);
      expect(await accessibilityFaults(page, exam)).toEqual([]);
    });
  });
});
