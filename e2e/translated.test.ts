import type { Page } from 'playwright-core';
import { describeWithBrowser, PHONE } from './support/browser.ts';
import { answerQuestion, chosenOptions, nextQuestion, submitExam } from './support/exam-pages.ts';
import { enterAsListed, openActivity } from './support/sandbox-pages.ts';
import { setStage } from './support/stage.ts';

const EXAM = 'Bài kiểm tra cuối khóa';
const QUESTIONS = 30;

jest.setTimeout(180_000);

/**
 * What translators and extensions do to the texts of a page, once and again whenever it changes: `inside` puts each
 * text itself into an element, as Google Translate does; `instead` puts an element with another text in its place, so
 * that the page is left holding one that nobody sees; `anew` puts another text in its place.
 */
const TRANSLATOR = `(how) => {
  const wrapped = () => {
    const outer = document.createElement('font');
    return outer.appendChild(document.createElement('font'));
  };
  const done = new WeakSet();
  const change = (text) => {
    if (how === 'anew') {
      const other = document.createTextNode(text.data);
      done.add(other);
      text.replaceWith(other);
      return;
    }
    const inner = wrapped();
    text.replaceWith(inner.parentNode);
    if (how === 'inside') inner.append(text);
    else inner.textContent = text.data;
  };
  const translate = () => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) found.push(texts.currentNode);
    for (const text of found)
      if (text.data.trim() !== '' && !done.has(text) && !text.parentElement.closest('font, script, style'))
        change(text);
  };
  translate();
  new MutationObserver(translate).observe(document.body, { childList: true, subtree: true, characterData: true });
}`;

type How = 'inside' | 'instead' | 'anew';
// Evaluated by the debugger, so that the page's content security policy stays as it is.
const translate = (page: Page, how: How) => page.evaluate(`(${TRANSLATOR})('${how}')`);

/** Seconds on the timer's face. */
async function left(exam: Page): Promise<number> {
  const face = await exam.getByRole('timer').textContent();
  const [minutes = 0, rest = 0] = /(\d+):(\d\d)/
    .exec(face ?? '')!
    .slice(1)
    .map(Number);
  return minutes * 60 + rest;
}

describeWithBrowser('an exam whose texts the browser or an extension changes', () => {
  const stage = setStage(PHONE);
  const learners: Record<How, string> = {
    inside: 'Phạm Quốc Cường',
    instead: 'Trần Văn Bình',
    anew: 'Lê Thị Minh Châu',
  };

  it.each(Object.entries(learners) as [How, string][])(
    'goes on to its result with each text put %s',
    async (how, name) => {
      const { system, course, context } = stage;
      await enterAsListed(course, system.sandboxUrl, name);
      await context.clock.install();
      const exam = await openActivity(course, EXAM);
      const faults: string[] = [];
      exam.on('pageerror', (error) => faults.push(error.message));
      await exam.getByRole('button', { name: 'Bắt đầu làm bài' }).click();
      await exam.getByRole('heading', { name: `Câu 1/${QUESTIONS}` }).waitFor();
      await translate(exam, how);
      const before = await left(exam);
      for (let number = 1; number <= 3; number++) {
        await exam.getByRole('heading', { name: `Câu ${number}/${QUESTIONS}` }).waitFor();
        await answerQuestion(exam);
        expect(await chosenOptions(exam).count()).toBe(1);
        await nextQuestion(exam);
      }
      await exam
        .getByText(/^Đã lưu \d\d:\d\d/)
        .first()
        .waitFor();
      await exam.getByRole('button', { name: `Bảng câu hỏi 3/${QUESTIONS}` }).waitFor();
      // Into the last five minutes, with their warning.
      await exam.clock.fastForward((before - 290) * 1_000);
      await exam
        .getByText(/Còn \d phút/)
        .first()
        .waitFor();
      expect(await left(exam)).toBeLessThan(before - 60);
      await answerQuestion(exam);
      await exam.getByRole('button', { name: `Bảng câu hỏi 4/${QUESTIONS}` }).waitFor();
      await submitExam(exam);
      await exam.getByText('Mã biên nhận', { exact: true }).waitFor();
      expect(faults).toEqual([]);
    },
  );
});
