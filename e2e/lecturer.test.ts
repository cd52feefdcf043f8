import { accessibilityFaults } from './support/accessibility.ts';
import { describeWithBrowser, DESKTOP } from './support/browser.ts';
import { enterAs, openActivity } from './support/sandbox-pages.ts';
import { setStage } from './support/stage.ts';

const EXAM = 'Bài kiểm tra cuối khóa';
const QUICK_EXAM = 'Bài kiểm tra ngắn về Điều lệ Đảng';
const TOPIC = 'Tư tưởng Hồ Chí Minh';
const CLASS_SIZE = 30;
/** A phone, a tablet, the frame beside the course index of Moodle, and the narrowest with a table. */
const WIDTHS = [320, 768, 883, 960];
/** The last one is what the tests after it read. */
const LANGUAGES = ['EN', 'VI'];

jest.setTimeout(180_000);

describeWithBrowser('a lecturer', () => {
  const stage = setStage(DESKTOP);
  beforeEach(() => enterAs(stage.course, stage.system.sandboxUrl, 'Nguyễn Thị Thu'));

  it('picks a topic and an exam, and finds both in the course', async () => {
    const { course } = stage;
    const before = await course.getByRole('listitem').filter({ hasText: 'Mở tại đây' }).count();
    await course.getByRole('link', { name: 'Thêm hoạt động' }).click();
    const picker = course.frameLocator('#picker iframe');
    await picker.getByRole('heading', { name: 'Chọn nội dung cho khóa học' }).waitFor();
    await picker.getByRole('checkbox', { name: new RegExp(TOPIC) }).check();
    await picker.getByRole('checkbox', { name: new RegExp(QUICK_EXAM) }).check();
    await picker.getByRole('button', { name: 'Thêm vào khóa học' }).click();
    await course.getByRole('heading', { name: QUICK_EXAM }).waitFor();
    expect(await course.getByRole('listitem').filter({ hasText: 'Mở tại đây' }).count()).toBe(before + 2);
  });

  it('sees the whole class of the LMS, whom nobody had to enter', async () => {
    const exam = await openActivity(stage.course, EXAM);
    // The class is read from the LMS while the page is there, and comes into the table as it does.
    await exam.getByText(`Hiển thị ${CLASS_SIZE}/${CLASS_SIZE} người`).waitFor();
    expect(await exam.getByRole('table').getByRole('rowheader').count()).toBe(CLASS_SIZE);
    expect(await accessibilityFaults(exam)).toEqual([]);
    for (const language of LANGUAGES) {
      await exam.getByRole('button', { name: language }).click();
      for (const width of WIDTHS) {
        await exam.setViewportSize({ width, height: 640 });
        expect(await exam.getByRole('table').getByRole('rowheader').count()).toBe(CLASS_SIZE);
        expect(await accessibilityFaults(exam)).toEqual([]);
      }
    }

    await exam.getByRole('searchbox', { name: 'Tìm học viên' }).fill('dinh van phong');
    await exam.getByText(`Hiển thị 1/${CLASS_SIZE} người`).waitFor();
    await exam.getByRole('rowheader', { name: 'Đinh Văn Phong' }).waitFor();
  });
});
