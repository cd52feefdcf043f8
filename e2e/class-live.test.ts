import { describeWithBrowser, DESKTOP, PHONE } from './support/browser.ts';
import { sitExam } from './support/exam-pages.ts';
import { enterAs, openActivity, openInFrame } from './support/sandbox-pages.ts';
import { openOnPhone, setStage } from './support/stage.ts';

const EXAM = 'Bài kiểm tra cuối khóa';
const LECTURER = 'Nguyễn Thị Thu';

jest.setTimeout(180_000);

describeWithBrowser('an open class page', () => {
  const stage = setStage(DESKTOP);

  it.each([
    ['on a computer, in the frame of the LMS', DESKTOP, 'Phạm Thị Hải Yến', openInFrame],
    ['on a phone', PHONE, 'Đinh Văn Phong', openActivity],
  ] as const)('is told who hands in, %s', async (_where, { viewport }, learner, openClass) => {
    const { course } = stage;
    await course.setViewportSize(viewport);
    await enterAs(course, stage.system.sandboxUrl, LECTURER);
    const page = await openClass(course, EXAM);
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: learner }) });
    await row.getByText('Chưa bắt đầu').waitFor();
    const adjust = row.getByRole('button', { name: `Điều chỉnh cho ${learner}` });
    await adjust.focus();
    const place = async () => [
      await row.locator(':focus').getAttribute('aria-label'),
      await page.evaluate<number>('scrollY'),
    ];
    const before = await place();
    const exam = await openOnPhone(stage, learner, EXAM);
    let looks = 0;
    course.context().on('request', (request) => {
      if (new URL(request.url()).pathname === '/api/gradebook') looks += 1;
    });
    await sitExam(exam);
    await row.getByText('Đã hoàn thành').waitFor();
    await row.getByText('Đã vào sổ').waitFor();
    expect(await place()).toEqual(before);
    // It was told, and had nothing to ask for.
    expect(looks).toBe(0);
    await exam.context().close();
  });
});
