import { unzipSync } from 'fflate';
import type { Frame, Page } from 'playwright-core';
import { accessibilityFaults } from './support/accessibility.ts';
import { describeWithBrowser, DESKTOP, PHONE } from './support/browser.ts';
import { answerFrom, answerQuestion, submitExam } from './support/exam-pages.ts';
import { keep } from './support/pictures.ts';
import { fileBy, wordsOf } from './support/printed-files.ts';
import { enterAs, openActivity, openInFrame } from './support/sandbox-pages.ts';
import { openOnPhone, setStage } from './support/stage.ts';

const EXAM = 'Bài kiểm tra cuối khóa';
const LECTURER = 'Nguyễn Thị Thu';
const HEARD_MS = 5_000;

jest.setTimeout(240_000);

/** Waits until the timer shows more than so many minutes: its face changes once a second, after all else. */
async function untilLeft(page: Page, minutes: number): Promise<void> {
  while ((await minutesLeft(page)) <= minutes) await page.waitForTimeout(100);
}

/** Minutes on the face of the timer. */
const minutesLeft = async (page: Page): Promise<number> => {
  const face = await page.getByRole('timer').innerText();
  const [rest = 0, minutes = 0, hours = 0] = /(?:(\d+):)?(\d+):(\d\d)/
    .exec(face)!
    .slice(1)
    .reverse()
    .map((part: string | undefined) => Number(part ?? 0));
  return hours * 60 + minutes + rest / 60;
};

/** From the ledger on: the result list and the minutes, as those who sign them have them. */
async function printDocuments(course: Page, room: Page | Frame, learner: string): Promise<void> {
  await room.getByRole('link', { name: 'Biên bản Word, PDF' }).click();
  await room.getByRole('textbox', { name: 'Trường, đơn vị tổ chức' }).fill('Trường Chính trị tỉnh');
  const view = 'page' in room ? room.page() : room;
  await keep(view, `documents-${view === course ? 'frame' : 'phone'}`);
  expect(await accessibilityFaults(view, room)).toEqual([]);
  const list = await fileBy(room, 'Bảng điểm, Word');
  expect(list.name).toBe('bang-diem-KT-CUOI-KHOA.docx');
  const words = wordsOf(list.bytes);
  for (const said of ['Độc lập - Tự do - Hạnh phúc', 'TRƯỜNG CHÍNH TRỊ TỈNH', learner, 'Điểm chữ'])
    expect(words).toContain(said);
  const minutes = wordsOf((await fileBy(room, 'Biên bản coi thi, Word')).bytes);
  for (const said of ['BIÊN BẢN COI THI', 'Mất điện phòng 2', 'Thêm 10 phút', 'GIÁM THỊ 1'])
    expect(minutes).toContain(said);
  for (const name of ['Bảng điểm, PDF', 'Biên bản coi thi, PDF'])
    expect(new TextDecoder('latin1').decode((await fileBy(room, name)).bytes.slice(0, 5))).toBe('%PDF-');
  const workbook = unzipSync((await fileBy(room, 'Bảng điểm, Excel')).bytes);
  expect(new TextDecoder().decode(workbook['xl/worksheets/sheet1.xml'])).toContain(learner);
}

/** Keeps all of it as one file, in which the learner's attempt and the incidents can be read. */
async function keepDossier(room: Page | Frame, learner: string): Promise<void> {
  const { name, bytes } = await fileBy(room, 'Lập hồ sơ');
  expect(name).toBe('ho-so-KT-CUOI-KHOA.zip');
  const files = unzipSync(bytes);
  const textOf = (path: string): string => new TextDecoder().decode(files[path]);
  const sheets = Object.keys(files).filter((path) => path.endsWith('.html'));
  expect(sheets.map(textOf).join('')).toContain(learner);
  expect(textOf('incidents.json')).toContain('Mất điện phòng 2');
  expect(textOf('README.txt')).toContain('HỒ SƠ KỲ THI');
  await room.getByRole('heading', { name: 'Các hồ sơ đã lập' }).waitFor();
  const view = 'page' in room ? room.page() : room;
  await keep(view, `dossier-${view === room ? 'phone' : 'frame'}`);
  expect(await accessibilityFaults(view, room)).toEqual([]);
}

describeWithBrowser('the exam room', () => {
  const stage = setStage(DESKTOP);

  it.each([
    ['in the frame of the LMS', DESKTOP, 'Phạm Thị Hải Yến', openInFrame],
    ['on a phone', PHONE, 'Đinh Văn Phong', openActivity],
  ] as const)(
    'pauses a learner on a phone, lets them go on and gives them time, %s',
    async (_where, { viewport }, learner, openClass) => {
      const { course } = stage;
      await course.setViewportSize(viewport);
      await enterAs(course, stage.system.sandboxUrl, LECTURER);
      const room = await openClass(course, EXAM);
      await room.getByRole('link', { name: 'Phòng thi trực tiếp' }).click();
      const row = room.getByRole('listitem').filter({ hasText: learner });
      // Of a long list only those on screen are drawn.
      await room.getByLabel('Tìm học viên').fill(learner);
      await row.getByText('Chưa làm bài').waitFor();

      const exam = await openOnPhone(stage, learner, EXAM);
      await exam.getByRole('button', { name: 'Bắt đầu làm bài' }).click();
      await exam.getByRole('heading', { name: /^Câu 1\// }).waitFor();
      await answerFrom(exam, 2);
      await row.getByText(/Đã trả lời 2\//).waitFor();
      await row.getByText('Đang làm bài').waitFor();

      /** Does something to the time of the learner. */
      async function act(deed: string, button: string, minutes?: string): Promise<void> {
        await row.getByRole('button', { name: `Thao tác cho ${learner}` }).click();
        const dialog = room.getByRole('dialog');
        await dialog.getByText(deed, { exact: true }).click();
        if (minutes !== undefined) await dialog.getByLabel('Số phút thêm').fill(minutes);
        await dialog.getByRole('button', { name: button }).click();
        await dialog.getByText('Nhập lý do, từ 3 đến 500 ký tự.').waitFor();
        await dialog.getByLabel('Lý do').fill('Mất điện phòng 2');
        await dialog.getByRole('button', { name: button }).click();
        await dialog.waitFor({ state: 'detached' });
      }

      await act('Tạm dừng', 'Tạm dừng ngay');
      const cover = exam.getByRole('heading', { name: 'Giám thị đã tạm dừng bài làm' });
      await cover.waitFor({ timeout: HEARD_MS });
      await exam.getByText('Lý do: Mất điện phòng 2').waitFor();
      expect(await exam.locator('fieldset').first().isVisible()).toBe(false);
      expect(await exam.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
      const stood = await minutesLeft(exam);
      await row.getByText('Đang tạm dừng').waitFor();
      expect(await minutesLeft(exam)).toBe(stood);

      await act('Tiếp tục', 'Cho tiếp tục');
      await cover.waitFor({ state: 'detached', timeout: HEARD_MS });
      await answerQuestion(exam);
      await act('Thêm giờ', 'Thêm giờ ngay', '10');
      await exam.getByText(/Giám thị đã thêm 10 phút/).waitFor({ timeout: HEARD_MS });
      await untilLeft(exam, stood + 8);
      await row.getByText('Thêm 10 phút').waitFor();

      await submitExam(exam);
      await row.getByText('Đã nộp bài').waitFor();
      expect(await room.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
      await room.getByRole('link', { name: /^Sổ sự cố \(/ }).click();
      await room.getByRole('cell', { name: 'Thêm 10 phút' }).first().waitFor();
      expect(await room.getByRole('cell', { name: 'Mất điện phòng 2' }).count()).toBeGreaterThanOrEqual(3);
      await exam.context().close();
      await printDocuments(course, room, learner);
      await keepDossier(room, learner);
    },
  );
});
