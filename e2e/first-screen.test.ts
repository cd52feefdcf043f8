import type { Page, Request } from 'playwright-core';
import { accessibilityFaults } from './support/accessibility.ts';
import { describeWithBrowser, PHONE } from './support/browser.ts';
import { answerQuestion } from './support/exam-pages.ts';
import { enterAs, openActivity } from './support/sandbox-pages.ts';
import { setStage } from './support/stage.ts';

const EXAM = 'Bài kiểm tra cuối khóa';
const TOPIC = 'Hiến pháp năm 2013: những nội dung cơ bản';
const LEARNER = 'Nguyễn Thị An';

jest.setTimeout(180_000);

describeWithBrowser('the page of a launch', () => {
  const stage = setStage(PHONE);

  /** Keeps a file from arriving until it is let go. */
  async function hold(file: string) {
    let letGo = (): void => undefined;
    const gone = new Promise<void>((resolve) => (letGo = resolve));
    await stage.context.route(`**/assets/${file}-*`, async (route) => {
      await gone;
      await route.continue();
    });
    return letGo;
  }

  /** Keeps the application from arriving until it is let go; answers what the page has asked the API for. */
  async function holdApplication() {
    const letGo = await hold('libraries');
    const asked: string[] = [];
    stage.context.on('request', (request: Request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/api/')) asked.push(`${request.method()} ${pathname}`);
    });
    return { letGo, asked };
  }

  const rules = (page: Page) => page.getByRole('heading', { name: 'Quy định làm bài' });

  async function openExam(learner = LEARNER): Promise<Page> {
    await enterAs(stage.course, stage.system.sandboxUrl, learner);
    const exam = await openActivity(stage.course, EXAM);
    await exam.getByRole('heading', { level: 1, name: EXAM }).waitFor();
    return exam;
  }

  it('shows an exam and its rules before any script, asks for nothing, and comes back after a reload', async () => {
    const { letGo, asked } = await holdApplication();
    const exam = await openExam();
    await rules(exam).waitFor();
    expect(await accessibilityFaults(exam)).toEqual([]);
    await exam.waitForURL(/\/app\/exams\/KT-CUOI-KHOA$/, { waitUntil: 'commit' });
    // Nothing that a script of another page could read is left in the document.
    expect(await exam.locator('#arrival').count()).toBe(0);
    await exam.reload({ waitUntil: 'commit' });
    letGo();
    await rules(exam).waitFor();
    expect(asked).toEqual(['GET /api/exams/KT-CUOI-KHOA']);
  });

  it('brings all that the first question needs in 12 requests and 90 kB', async () => {
    const sizes: Promise<number>[] = [];
    stage.context.on('requestfinished', (request) => {
      const { origin, pathname } = new URL(request.url());
      // From the launch on: the login before it is between the LMS and the tool, and what is kept for the next visit
      // comes beside the page.
      if (origin !== stage.system.toolUrl || pathname === '/lti/login' || request.serviceWorker()) return;
      const sized = request.sizes();
      sizes.push(
        sized.then(({ responseHeadersSize, responseBodySize }) => responseHeadersSize + responseBodySize),
      );
    });
    const exam = await openExam('Phạm Quốc Cường');
    await exam.getByRole('button', { name: 'Bắt đầu làm bài' }).click();
    await exam.getByRole('heading', { name: 'Câu 1/30' }).waitFor();
    await answerQuestion(exam);
    const arrived = await Promise.all(sizes);
    // The page, its style and scripts at least: nothing of it came from elsewhere.
    expect(arrived.length).toBeGreaterThan(4);
    expect(arrived.length).toBeLessThanOrEqual(12);
    const bytes = arrived.reduce((sum, size) => sum + size, 0);
    expect(bytes).toBeGreaterThan(30_000);
    expect(bytes).toBeLessThanOrEqual(90_000);
  });

  it('makes the start button work with a script of less than 5 kB', async () => {
    const exam = await openExam('Phạm Quốc Cường');
    const first = await exam.locator('script[type="module"]').first().getAttribute('src');
    expect(first).toContain('/arrive-');
    const answered = await fetch(new URL(first ?? '', stage.system.toolUrl), {
      headers: { 'Accept-Encoding': 'br' },
    });
    // It takes nothing of the application along, which is ten times as large.
    expect(Number(answered.headers.get('content-length'))).toBeGreaterThan(500);
    expect(Number(answered.headers.get('content-length'))).toBeLessThan(5_000);
  });

  it('shows the lecture of a topic before any script', async () => {
    const { letGo, asked } = await holdApplication();
    await enterAs(stage.course, stage.system.sandboxUrl, LEARNER);
    const topic = await openActivity(stage.course, TOPIC);
    await topic.getByRole('heading', { level: 1, name: TOPIC }).waitFor();
    await topic.getByRole('article').getByRole('heading', { level: 2 }).first().waitFor();
    expect(asked).toEqual([]);
    letGo();
  });

  it('prints a lecture without what only works on a screen', async () => {
    await enterAs(stage.course, stage.system.sandboxUrl, LEARNER);
    const topic = await openActivity(stage.course, TOPIC);
    const onScreen = [topic.getByText('Toàn bài'), topic.getByRole('link', { name: 'Về khóa học' }).first()];
    for (const each of onScreen) await each.waitFor();
    await topic.emulateMedia({ media: 'print' });
    for (const each of onScreen) await each.waitFor({ state: 'hidden' });
    expect(await topic.getByRole('heading', { level: 1, name: TOPIC }).isVisible()).toBe(true);
    expect(await topic.getByRole('article').isVisible()).toBe(true);
  });

  it('starts an exam by a tap that comes before the application', async () => {
    const { letGo, asked } = await holdApplication();
    const exam = await openExam();
    await exam.waitForURL(/\/app\/exams\/KT-CUOI-KHOA$/, { waitUntil: 'commit' });
    const started = exam.waitForResponse(/\/attempts$/);
    await exam.getByRole('button', { name: 'Bắt đầu làm bài' }).click();
    await exam.getByRole('button', { name: 'Đang mở đề…' }).waitFor();
    expect((await started).status()).toBe(200);
    letGo();
    await exam.getByRole('heading', { name: 'Câu 1/30' }).waitFor();
    await answerQuestion(exam);
    await exam
      .getByText(/^Đã lưu/)
      .first()
      .waitFor();
    expect(asked[0]).toBe('POST /api/exams/KT-CUOI-KHOA/attempts');
    expect(asked.filter((each) => each.endsWith('/attempts'))).toHaveLength(1);
  });

  it('offers nothing to tap that would do nothing yet', async () => {
    const letGo = await hold('arrive');
    const exam = await openExam('Trần Văn Bình');
    const start = exam.getByRole('button', { name: 'Bắt đầu làm bài' });
    await start.waitFor();
    expect(await start.isDisabled()).toBe(true);
    expect(await accessibilityFaults(exam)).toEqual([]);
    letGo();
    await start.click();
    await exam.getByRole('heading', { name: 'Câu 1/30' }).waitFor();
  });

  it('offers no link that would lead to a page which does not know who is here', async () => {
    const letGo = await hold('arrive');
    await enterAs(stage.course, stage.system.sandboxUrl, 'Nguyễn Thị Thu');
    const page = await openActivity(stage.course, EXAM);
    await page.getByText('Bản ghi học tập').waitFor();
    expect(await page.locator('a[href^="/app/"]').count()).toBe(0);
    letGo();
    await page.getByRole('link', { name: 'Soạn đề' }).press('Enter');
    await page.getByRole('button', { name: 'Tạo đề mới' }).waitFor();
  });

  it('hears a tap in the middle of which the application comes', async () => {
    const { letGo, asked } = await holdApplication();
    const exam = await openExam('Lê Thị Minh Châu');
    const start = exam.getByRole('button', { name: 'Bắt đầu làm bài' });
    await start.hover();
    await exam.waitForURL(/\/app\/exams\/KT-CUOI-KHOA$/, { waitUntil: 'commit' });
    await exam.mouse.down();
    letGo();
    await exam.waitForLoadState('networkidle');
    await exam.mouse.up();
    await exam.getByRole('heading', { name: 'Câu 1/30' }).waitFor();
    expect(asked.filter((each) => each.endsWith('/attempts'))).toHaveLength(1);
  });

  it('says what to do when its code has been used', async () => {
    await enterAs(stage.course, stage.system.sandboxUrl, LEARNER);
    const [opened, exam] = await Promise.all([
      stage.context.waitForEvent('request', (request) => request.url().includes('/app/start?code=')),
      openActivity(stage.course, EXAM),
    ]);
    await rules(exam).waitFor();
    const again = await stage.context.newPage();
    await again.goto(opened.url());
    await again.getByRole('heading', { name: /đã hết hiệu lực/ }).waitFor();
  });
});
