import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { accessibilityFaults } from './support/accessibility.ts';
import { describeWithBrowser, DESKTOP, PHONE } from './support/browser.ts';
import { addChosen, openPicker } from './support/made-exams.ts';
import { keep } from './support/pictures.ts';
import { enterAs, openActivity } from './support/sandbox-pages.ts';
import { setStage } from './support/stage.ts';
import { writeTopic } from './support/topic-pages.ts';
import { until } from './support/until.ts';

const BANK = 'Chuyên đề có học liệu';
const TOPIC = 'Mở đầu';
const MIB = 1024 * 1024;

/** Plays the video until a second; sound needs somebody's press in a browser. What is played is for real. */
const playUntil = (second: number): string => `(async () => {
  const video = document.querySelector('video');
  video.muted = true;
  await video.play();
  while (video.currentTime < ${second} && !video.ended) await new Promise((resolve) => requestAnimationFrame(resolve));
  video.pause();
})()`;

jest.setTimeout(240_000);

const media = (name: string) => path.join(__dirname, '../tool-server/test/media-files', name);
const saved = (frame: Frame | Page) => frame.getByText(/^Đã lưu lúc/).waitFor();
const groupOf = (frame: Frame, name: string) => frame.getByRole('group', { name });

/** Adds a material with its title, and the text that stands for it. */
async function addMaterial(frame: Frame, [kind, number]: [string, number], title: string, text: string) {
  await frame.getByRole('button', { name: `+ ${kind}`, exact: true }).click();
  const group = groupOf(frame, `Học liệu ${number}: ${kind}`);
  await group.getByLabel('Tên học liệu').fill(title);
  await group.getByLabel(/^(Nội dung bằng chữ|Mô tả bằng chữ|Lời thoại|Giới thiệu)$/).fill(text);
  return group;
}

/** The picture that tests have, as large as one from a camera. */
async function largePicture(): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const buffer = Buffer.concat([await readFile(media('picture.png')), Buffer.alloc(4 * MIB)]);
  return { name: 'cơ cấu.png', mimeType: 'image/png', buffer };
}

/** A document, a file that poses as one, and a link. */
async function sendDocuments(picker: Frame): Promise<void> {
  const pdf = await addMaterial(picker, ['Tài liệu', 1], 'Đề cương', 'Một trang.');
  await pdf.getByLabel('Tệp tài liệu').setInputFiles({
    ...{ name: 'lạ.pdf', mimeType: 'application/pdf' },
    buffer: Buffer.from('<!doctype html><script>alert(1)</script>'),
  });
  await pdf.getByText('Nội dung tệp không phải PDF, Word (.docx) hay PowerPoint (.pptx).').waitFor();
  await pdf.getByLabel('Tệp tài liệu').setInputFiles(media('document.pdf'));
  await pdf.getByRole('link', { name: 'document.pdf' }).waitFor();

  const link = await addMaterial(picker, ['Liên kết', 2], 'Cổng thông tin', 'Trang của Quốc hội.');
  await link.getByLabel('Địa chỉ trang').fill('https://example.org/');
}

/** A picture, over a line that breaks. */
async function sendPicture(course: Page, picker: Frame): Promise<void> {
  const context = course.context();
  const picture = await addMaterial(picker, ['Hình ảnh', 3], 'Cơ cấu', 'Ba cơ quan, nối bằng mũi tên.');
  let parts = 0;
  await course.route('**/parts?from=*', async (route) => {
    parts += 1;
    // The line breaks in the third part, and stays away for a while.
    if (parts === 3) await context.setOffline(true).then(() => route.abort('internetdisconnected'));
    else await route.continue();
  });
  await picture.getByLabel('Tệp hình ảnh').setInputFiles(await largePicture());
  await picture.getByText(/^Chờ mạng\. Đã gửi 40%/).waitFor();
  await keep(course, 'materials-waiting');
  await context.setOffline(false);
  await picture.getByRole('link', { name: 'cơ cấu.png' }).waitFor();
  // Two parts had arrived, and were not sent again: five in all, and one that broke.
  expect(parts).toBe(6);
  await course.unroute('**/parts?from=*');
}

/** Chapters and a picture for a video that is not to be wound past what was watched. */
async function sendChapters(video: Locator): Promise<void> {
  await video.getByLabel('Tệp chia chương').setInputFiles(media('chapters.vtt'));
  await video.getByRole('link', { name: 'chapters.vtt' }).waitFor();
  await video.getByLabel('Hình đại diện').setInputFiles(media('picture.png'));
  await video.getByRole('link', { name: 'picture.png' }).waitFor();
  await video.getByText('Không cho tua quá chỗ đã xem').click();
}

async function sendMedia(picker: Frame): Promise<void> {
  const video = await addMaterial(
    picker,
    ['Video', 4],
    'Phóng sự',
    'Nhân dân là chủ. Quốc hội do nhân dân bầu ra.',
  );
  await video.getByLabel('Tệp video').setInputFiles(media('video.webm'));
  await video.getByRole('link', { name: 'video.webm' }).waitFor();
  await picker.getByText('Học liệu 4: video chưa có phụ đề.').waitFor();
  await video.getByLabel('Tệp phụ đề').setInputFiles(media('captions.vtt'));
  await video.getByRole('link', { name: 'captions.vtt' }).waitFor();
  await sendChapters(video);
  await video.getByText('Cần xem hết thì chuyên đề mới hoàn thành').click();
  const audio = await addMaterial(picker, ['Âm thanh', 5], 'Bản ghi', 'Tiếng chuông.');
  await audio.getByLabel('Tệp âm thanh').setInputFiles(media('audio.ogg'));
  await audio.getByRole('link', { name: 'audio.ogg' }).waitFor();
}

async function lookAtDocuments(topic: Page): Promise<void> {
  await topic.getByText('Đề cương').click();
  const download = topic.waitForEvent('download');
  await topic.getByRole('link', { name: /^Tải về \(1 kB\)/ }).click();
  expect((await download).suggestedFilename()).toBe('document.pdf');
  await topic.getByText('Một trang.').waitFor();
  await topic.getByText('Đề cương').click();

  await topic.getByText('Cơ cấu').first().click();
  const shown = topic.getByRole('img', { name: 'Cơ cấu' });
  await shown.waitFor();
  expect(await topic.evaluate(`document.querySelector('li img').naturalWidth`)).toBe(480);
  await topic.getByRole('button', { name: 'Phóng to' }).click();
  await topic.getByText('Cỡ hình: 200%').waitFor();
  await topic.getByText('Mô tả bằng chữ').click();
  await topic.getByText('Ba cơ quan, nối bằng mũi tên.').waitFor();
  await keep(topic, 'materials-picture');
  expect(await accessibilityFaults(topic)).toEqual([]);
  await topic.getByText('Cơ cấu').first().click();
}

const timeOf = (topic: Page) => topic.evaluate<number>(`document.querySelector('video').currentTime`);

/** Winds the video to its end, and goes to a chapter that was not reached: neither gets there. */
async function windTooFar(topic: Page): Promise<void> {
  await topic.evaluate(`document.querySelector('video').currentTime = 7.5`);
  await topic.getByText(/^Chưa xem quá 00:0[34], nên chưa tua đến đó được\.$/).waitFor();
  const held = await timeOf(topic);
  expect(held).toBeGreaterThan(2.5);
  expect(held).toBeLessThan(4);
  const second = topic.getByRole('button', { name: '00:04 Quốc hội' });
  await second.waitFor();
  await topic.getByRole('button', { name: '00:00 Nhân dân' }).press('Enter');
  await expectTime(topic, 0);
  // Back, where it was watched, and no further.
  const told = topic.waitForResponse((response) =>
    (response.request().postData() ?? '').includes('"place":2.5'),
  );
  await topic.evaluate(`document.querySelector('video').currentTime = 2.5`);
  await told;
}

const expectTime = (topic: Page, second: number) =>
  until(topic, `Math.abs(document.querySelector('video').currentTime - ${second}) < 0.1`);

/** Watches the first seconds of a video, with captions. */
async function watchVideo(topic: Page): Promise<void> {
  await topic.getByText('Phóng sự').click();
  await topic.locator('video').waitFor();
  const reported = topic.waitForResponse(/\/progress$/);
  // It comes to a stand some frames later: before the second chapter, which begins with the second half.
  await topic.evaluate(playUntil(2.6));
  await reported;
  await topic.getByText(/đã xem [34]\d%, cần xem hết/).waitFor();
  const cue = await topic.evaluate(`document.querySelector('video').textTracks[0].cues[0].text`);
  expect(cue).toBe('Nhân dân là chủ.');
  await topic.getByRole('combobox', { name: 'Tốc độ' }).selectOption('1.5');
  expect(await topic.evaluate(`document.querySelector('video').playbackRate`)).toBe(1.5);
  await windTooFar(topic);
  await keep(topic, 'materials-video');
  expect(await accessibilityFaults(topic)).toEqual([]);
  // The lecture alone does not complete it.
  await topic.getByRole('button', { name: 'Xác nhận đã đọc xong' }).click();
  await topic.getByText('Tiến độ: đã đọc 1/1 mục').waitFor();
}

/** Goes on with the video on another device, to its end. */
async function watchOn(topic: Page): Promise<void> {
  await topic.getByText('Phóng sự').click();
  await topic.getByText('Phát tiếp từ 00:03.').waitFor();
  expect(await topic.getByText('Đã hoàn thành chuyên đề.').count()).toBe(0);
  await topic.evaluate(playUntil(8));
  await topic.getByText('Đã hoàn thành chuyên đề.').waitFor();
  await topic.getByText('Video, đã xem xong').waitFor();
  // Once it was watched it is wound freely, by chapter too.
  await topic.getByRole('button', { name: '00:00 Nhân dân' }).press('Enter');
  await expectTime(topic, 0);
  await topic.getByRole('button', { name: '00:04 Quốc hội' }).press('Enter');
  await expectTime(topic, 4);
  await keep(topic, 'materials-completed');
}

describeWithBrowser('materials of a topic', () => {
  const stage = setStage(DESKTOP);

  it('are sent by a lecturer, over a broken line too, and looked at by a learner on a phone', async () => {
    const { course, system } = stage;
    const picker = await openPicker(stage);
    await picker.getByRole('link', { name: 'Soạn chuyên đề và câu hỏi' }).click();
    await writeTopic(picker, BANK, () => Promise.resolve());

    await sendDocuments(picker);
    await sendPicture(course, picker);
    await sendMedia(picker);
    await saved(picker);
    await keep(course, 'materials-editor');
    expect(await accessibilityFaults(course, picker)).toEqual([]);
    await picker.getByText('Chuyên đề đã sẵn sàng để ban hành.').waitFor();
    await picker.getByRole('button', { name: 'Ban hành bản này' }).click();
    await picker.getByText(/^Đã ban hành bản 2/).waitFor();
    await picker.getByRole('link', { name: 'Chọn chuyên đề này cho khóa học' }).click();
    await picker.getByRole('checkbox', { name: new RegExp(TOPIC), checked: true }).waitFor();
    await addChosen(course, picker, TOPIC);

    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị An');
    const topic = await openActivity(course, TOPIC);
    await topic.setViewportSize(PHONE.viewport);
    await topic.getByRole('heading', { name: 'Học liệu' }).waitFor();
    await keep(topic, 'materials-learner');
    expect(await accessibilityFaults(topic)).toEqual([]);
    await lookAtDocuments(topic);
    await watchVideo(topic);

    const other = await course.context().browser()!.newContext(PHONE);
    try {
      const elsewhere = await other.newPage();
      await enterAs(elsewhere, system.sandboxUrl, 'Nguyễn Thị An');
      await watchOn(await openActivity(elsewhere, TOPIC));
    } finally {
      await other.close();
    }
  });
});
