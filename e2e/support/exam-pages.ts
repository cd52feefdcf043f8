import type { Frame, Locator, Page } from 'playwright-core';

/** From here on the page has on the device what it needs without network. */
export const isInstalled = (page: Page): Promise<unknown> =>
  page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');

/** Chooses the first option of the question shown. */
export const answerQuestion = (page: Page | Frame): Promise<void> =>
  page.locator('fieldset label').first().click();

/** The paper is drawn at random: what comes first may be a choice, or a word to be written. */
export async function answerWhateverIsAsked(exam: Page | Frame): Promise<void> {
  const word = exam.locator('main').getByRole('textbox').first();
  await exam.locator('fieldset label').first().or(word).first().waitFor();
  await ((await word.count()) > 0 ? word.fill('mười') : answerQuestion(exam));
}

/** What is chosen of the question shown, whether it takes one option or several. */
export const chosenOptions = (page: Page): Locator => page.locator('fieldset input:checked');

export const nextQuestion = (page: Page | Frame): Promise<void> =>
  page.getByRole('button', { name: 'Câu sau' }).click();

/** Answers so many questions from the one on screen on. */
export async function answerFrom(page: Page | Frame, count: number): Promise<void> {
  for (let done = 0; done < count; done += 1) {
    await answerQuestion(page);
    await nextQuestion(page);
  }
}

/** Goes through the summary and the confirmation. */
export async function submitExam(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Bảng câu hỏi/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Xem lại và nộp bài' }).click();
  await page.getByRole('button', { name: 'Nộp bài' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Nộp bài' }).click();
}

/** Begins an exam, answers three questions of it and hands it in; waits until the gradebook has the grade. */
export async function sitExam(exam: Page): Promise<void> {
  await exam.getByRole('button', { name: 'Bắt đầu làm bài' }).click();
  await exam.getByRole('heading', { name: /^Câu 1\// }).waitFor();
  await answerFrom(exam, 3);
  await submitExam(exam);
  await exam.getByText('Điểm đã vào sổ điểm.').waitFor();
}
