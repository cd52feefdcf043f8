import type { BrowserContext, Page } from 'playwright-core';
import { accessibilityFaults } from './support/accessibility.ts';
import { describeWithBrowser, PHONE } from './support/browser.ts';
import {
  answerFrom,
  answerQuestion,
  chosenOptions,
  isInstalled,
  nextQuestion,
  submitExam,
} from './support/exam-pages.ts';
import { keep } from './support/pictures.ts';
import { enterAs, gradesOf, openActivity } from './support/sandbox-pages.ts';
import { setStage } from './support/stage.ts';
import { until } from './support/until.ts';

const EXAM = 'Bài kiểm tra cuối khóa';
const TOPIC = 'Điều lệ Đảng: nội dung cơ bản';
const UNREACHABLE = 'Chưa kết nối được tới máy chủ.';

jest.setTimeout(180_000);

/** Whether the browser's disk has a topic to read without network; of a database that is not there none is made. */
const IS_TOPIC_KEPT = `(async () => {
  const all = await indexedDB.databases();
  if (!all.some(({ name }) => name === 'chuyen-de.study')) return false;
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const database = await done(indexedDB.open('chuyen-de.study'));
  const count = await done(database.transaction('topics').objectStore('topics').count());
  database.close();
  return count > 0;
})()`;

const seeStatus = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor();

/** By how many CSS pixels a place or a size differs at most; a bar that sticks to the end of a page stands on whole ones. */
const farthestMove = (before: number[][], after: number[][]): number =>
  Math.max(
    ...before.flatMap((box, index) => box.map((at, side) => Math.abs(at - Number(after[index]?.[side])))),
  );

/** Collects how large the scripts and styles of the tool are, as they arrive for its pages. */
function sizesOf(context: BrowserContext, toolUrl: string): Promise<number>[] {
  const sizes: Promise<number>[] = [];
  context.on('requestfinished', (request) => {
    const isOfPage = ['script', 'stylesheet'].includes(request.resourceType());
    if (!isOfPage || !request.url().startsWith(toolUrl) || request.serviceWorker()) return;
    sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  return sizes;
}

describeWithBrowser('a phone that reloads a page without network', () => {
  const stage = setStage(PHONE);

  it('goes on with the exam where it was, and all is saved and graded in the end', async () => {
    const { system, context, course } = stage;
    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị An');
    const courseUrl = course.url();
    const exam = await openActivity(course, EXAM);
    await exam.getByRole('button', { name: 'Bắt đầu làm bài' }).click();
    await answerFrom(exam, 3);
    await seeStatus(exam, /^Đã lưu/);
    await isInstalled(exam);

    await context.setOffline(true);
    await answerFrom(exam, 3);
    await seeStatus(exam, 'Chờ mạng');
    await exam.reload();
    await exam.getByRole('heading', { name: 'Câu 7/30' }).waitFor();
    await seeStatus(exam, 'Chờ mạng');
    expect(await accessibilityFaults(exam)).toEqual([]);
    await exam.getByRole('button', { name: 'Câu trước' }).click();
    await exam.getByRole('heading', { name: 'Câu 6/30' }).waitFor();
    expect(await chosenOptions(exam).count()).toBe(1);
    await nextQuestion(exam);
    await answerFrom(exam, 2);

    await exam.getByRole('button', { name: 'Bảng câu hỏi 8/30' }).waitFor();
    await submitExam(exam);
    await seeStatus(exam, 'Chờ mạng để nộp bài');
    await exam.reload();
    await exam.getByRole('heading', { name: 'Chờ mạng để nộp bài' }).waitFor();
    await exam.getByRole('button', { name: 'Quay lại làm bài' }).click();
    await exam.getByText('Còn 22 câu chưa trả lời:').waitFor();

    await context.setOffline(false);
    await seeStatus(exam, /^Đã lưu/);
    await exam.getByRole('button', { name: 'Nộp bài' }).click();
    await exam.getByRole('dialog').getByRole('button', { name: 'Nộp bài' }).click();
    await exam.getByText('Mã biên nhận', { exact: true }).waitFor();
    await exam.getByText('Điểm đã vào sổ điểm.').waitFor();
    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị Thu');
    expect(await gradesOf(course, courseUrl, 'Nguyễn Thị An')).toEqual([expect.stringMatching(/^\d/)]);
  });

  it.each([
    { width: 360, height: 740 },
    { width: 1280, height: 800 },
  ])('moves nothing under the finger when the network goes and comes, at $width px', async (size) => {
    const { system, context, course } = stage;
    await enterAs(course, system.sandboxUrl, 'Trần Văn Bình');
    const exam = await openActivity(course, EXAM);
    await exam.setViewportSize(size);
    await exam.getByRole('button', { name: /^(Bắt đầu|Tiếp tục) làm bài$/ }).click();
    await answerQuestion(exam);
    await seeStatus(exam, /^Đã lưu/);
    const option = exam.locator('fieldset label');
    const places = async () => {
      const [options, next] = [option.all(), exam.getByRole('button', { name: 'Câu sau' })];
      const boxes = await Promise.all([...(await options), next].map((each) => each.boundingBox()));
      return boxes.map((box) => [box?.x, box?.y, box?.width, box?.height].map(Number));
    };
    // A click scrolls what it presses into view: the last option of a long question stands there before.
    await exam.evaluate(
      "[...document.querySelectorAll('fieldset label')].at(-1).scrollIntoView({ block: 'center' })",
    );
    const above = await places();
    await context.setOffline(true);
    await option.last().click();
    await seeStatus(exam, 'Chờ mạng');
    await exam
      .locator('main')
      .getByText(/^Mất mạng\./)
      .waitFor();
    expect(farthestMove(above, await places())).toBeLessThan(1);
    await keep(exam, `offline-still-${size.width}`);
    expect(await accessibilityFaults(exam)).toEqual([]);
    await exam.evaluate('scrollTo(0, document.body.scrollHeight)');
    const below = await places();
    await context.setOffline(false);
    await seeStatus(exam, /^Đã lưu/);
    expect(farthestMove(below, await places())).toBeLessThan(1);
  });

  it('says on any other page what happened, and opens it when the network is back', async () => {
    const { system, context, course } = stage;
    await enterAs(course, system.sandboxUrl, 'Lê Thị Minh Châu');
    const exam = await openActivity(course, EXAM);
    await exam.getByRole('heading', { level: 1, name: EXAM }).waitFor();
    await isInstalled(exam);
    await context.setOffline(true);
    await exam.reload();
    await exam.getByRole('heading', { name: UNREACHABLE }).waitFor();
    expect(await accessibilityFaults(exam)).toEqual([]);
    await context.setOffline(false);
    await exam.getByRole('heading', { level: 1, name: EXAM }).waitFor();
  });

  it('reads a topic that it opened before, and tells later what was read', async () => {
    const { system, context, course } = stage;
    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị An');
    const topic = await openActivity(course, TOPIC);
    await topic.getByRole('heading', { level: 1, name: TOPIC }).waitFor();
    await isInstalled(topic);
    await until(topic, IS_TOPIC_KEPT);
    await context.setOffline(true);
    await topic.reload();
    await topic.getByText(/^Chưa có mạng\. Đây là bản lưu trên máy lúc/).waitFor();
    await topic.getByRole('button', { name: 'Đã đọc, sang mục tiếp' }).click();
    await topic.getByText(/^Tiến độ: đã đọc 1\//).waitFor();
    await until(topic, `localStorage.getItem('chuyen-de.unsent-study') === 'yes'`);
    // The page that read is gone; what it had to tell is not.
    await topic.reload();
    await topic.getByText(/^Tiến độ: đã đọc 1\//).waitFor();
    await keep(topic, 'offline-topic');
    expect(await accessibilityFaults(topic)).toEqual([]);
    const told = topic.waitForResponse((response) => response.url().endsWith('/progress') && response.ok());
    await context.setOffline(false);
    await told;
    await topic.getByText(/^Chưa có mạng/).waitFor({ state: 'hidden' });
    const other = await context.browser()!.newContext(PHONE);
    try {
      const elsewhere = await other.newPage();
      await enterAs(elsewhere, system.sandboxUrl, 'Nguyễn Thị An');
      const sizes = sizesOf(other, system.toolUrl);
      const read = await openActivity(elsewhere, TOPIC);
      await read.getByText(/^Tiến độ: đã đọc 1\//).waitFor();
      await read.waitForLoadState('networkidle');
      const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
      expect(bytes).toBeGreaterThan(30_000);
      expect(bytes).toBeLessThan(100_000);
    } finally {
      await other.close();
    }
  });

  it('keeps to the content security policy in the page that it cached', async () => {
    const { system, context, course } = stage;
    const requested = async () => (await course.request.get(`${system.toolUrl}/app/`)).headers();
    const policy = (await requested())['content-security-policy'];
    await course.goto(`${system.toolUrl}/app/`);
    await isInstalled(course);
    await context.setOffline(true);
    const cached = await course.reload();
    expect(cached?.fromServiceWorker()).toBe(true);
    expect(cached?.headers()['content-security-policy']).toBe(policy);
  });
});
