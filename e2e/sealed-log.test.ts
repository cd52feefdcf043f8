import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { accessibilityFaults } from './support/accessibility.ts';
import { describeWithBrowser, DESKTOP, PHONE } from './support/browser.ts';
import { answerWhateverIsAsked, isInstalled, nextQuestion } from './support/exam-pages.ts';
import { beginExam, placeExam } from './support/made-exams.ts';
import { keep, keepDownload } from './support/pictures.ts';
import { enterAs, openActivity } from './support/sandbox-pages.ts';
import { openOnPhone, setStage } from './support/stage.ts';

const LEARNER = 'Trần Văn Bình';
const TITLE = 'Kiểm tra ở phòng mất mạng';
const LATE_TITLE = 'Kiểm tra có bài đến muộn';
const ALLOWANCE_MS = 60_000;

jest.setTimeout(600_000);

describeWithBrowser('a phone without network until after the closing', () => {
  const stage = setStage({ ...PHONE, viewport: { width: 360, height: 740 } });
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(path.join(os.tmpdir(), 'sealed-log-'));
  });
  afterAll(() => rm(dir, { recursive: true }));

  /** An exam of a minute, in the course. @param outageMinutes the allowance, where it is not the usual one */
  async function makeExam(title: string, outageMinutes?: number): Promise<void> {
    const editor = await beginExam(stage, title);
    await editor.getByRole('textbox', { name: 'Thời gian làm bài (phút)' }).fill('1');
    if (outageMinutes !== undefined)
      await editor
        .getByRole('textbox', { name: /^Nhận câu trả lời chọn trong giờ/ })
        .fill(`${outageMinutes}`);
    await editor.getByText('Không có gì cần sửa.').waitFor();
    await placeExam(stage.course, editor, title);
  }

  /** Begins an exam on a phone of its own, which then loses its network, and answers it. */
  async function losesNetwork(title: string): Promise<Page> {
    const exam = await openOnPhone(stage, LEARNER, title);
    await exam.getByRole('button', { name: 'Bắt đầu làm bài' }).click();
    await exam.getByRole('heading', { name: 'Câu 1/2' }).waitFor();
    await isInstalled(exam);
    await exam.context().setOffline(true);
    await answerWhateverIsAsked(exam);
    await nextQuestion(exam);
    await answerWhateverIsAsked(exam);
    return exam;
  }

  /** Saves what was answered as a file, once the time is up. */
  async function savesFile(exam: Page, name: string): Promise<string> {
    await exam.getByText(/^Đã hết giờ\. Câu trả lời đang lưu trên máy/).waitFor({ timeout: 200_000 });
    expect(await accessibilityFaults(exam)).toEqual([]);
    const downloading = exam.waitForEvent('download');
    await exam.getByRole('button', { name: 'Lưu bài vào tệp' }).click();
    await exam.getByText(/^Đã lưu tệp bai-lam-/).waitFor();
    const file = path.join(dir, name);
    await (await downloading).saveAs(file);
    return file;
  }

  async function atTheDesk(title: string) {
    const desk = await stage.course.context().browser()!.newContext(DESKTOP);
    const teacher = await desk.newPage();
    await enterAs(teacher, stage.system.sandboxUrl, 'Nguyễn Thị Thu');
    const room = await openActivity(teacher, title);
    await room.getByRole('link', { name: 'Phòng thi trực tiếp' }).click();
    await room.getByRole('link', { name: 'Nhận tệp bài làm' }).click();
    const send = async (which: string): Promise<void> => {
      await room.getByLabel('Tệp bài làm (.json)').setInputFiles(which);
      await room.getByRole('button', { name: 'Gửi tệp' }).click();
    };
    const toLedger = async () => {
      await room.getByRole('link', { name: 'Về phòng thi trực tiếp' }).click();
      await room.getByRole('link', { name: /^Sổ sự cố/ }).click();
      return room.getByRole('row').filter({ hasText: LEARNER });
    };
    return { desk, room, send, toLedger };
  }

  /** The file counts as soon as the lecturer brings it. */
  async function isBroughtInTime(exam: Page, file: string): Promise<void> {
    await keep(exam, 'sealed-log-saved');
    const cut = path.join(dir, 'cut.json');
    await writeFile(cut, (await readFile(file)).subarray(0, -40));

    const { desk, room, send, toLedger } = await atTheDesk(TITLE);
    await send(cut);
    await room.getByText('Đây không phải tệp bài làm, hoặc tệp chưa trọn vẹn.').waitFor();
    await send(file);
    await room.getByText('Đã nhận 2 câu trả lời từ tệp.').waitFor();
    expect(await accessibilityFaults(room)).toEqual([]);
    await keep(room, 'sealed-log-brought');
    await (await toLedger()).getByText('Đã nhận 2 câu').waitFor();
    expect(await accessibilityFaults(room)).toEqual([]);
    await keep(room, 'sealed-log-ledger');
    await desk.close();

    await exam.context().setOffline(false);
    await exam.getByText('Mã biên nhận', { exact: true }).waitFor();
    const answered = exam
      .locator('div', { has: exam.getByText('Số câu đã trả lời', { exact: true }) })
      .last();
    expect(await answered.locator('dd').textContent()).toBe('2');
  }

  /** The file comes after the allowance, and counts once the lecturer has taken it in. */
  async function isBroughtLate(exam: Page, file: string): Promise<void> {
    const { desk, room, send, toLedger } = await atTheDesk(LATE_TITLE);
    await send(file);
    await room.getByText(/^Không nhận 2 câu\./).waitFor();
    const row = await toLedger();
    await row.getByRole('button', { name: 'Nhận bài đến muộn' }).click();
    const dialog = room.getByRole('dialog');
    await dialog.getByLabel('Lý do').fill('Mất điện cả phòng, máy được niêm phong');
    expect(await accessibilityFaults(room)).toEqual([]);
    await keep(room, 'sealed-log-take-in');
    await dialog.getByRole('button', { name: 'Nhận bài đến muộn' }).click();
    await row.getByText(/^Đã nhận 2 câu theo quyết định của .*Mất điện cả phòng/).waitFor();
    expect(await accessibilityFaults(room)).toEqual([]);
    await keep(room, 'sealed-log-taken-in');
    await room.getByRole('link', { name: 'Biên bản Word, PDF' }).click();
    const downloading = room.waitForEvent('download');
    await room.getByRole('button', { name: /^Biên bản.*PDF/ }).click();
    await keepDownload(await downloading);
    await desk.close();

    await exam.context().setOffline(false);
    await exam.getByText('Số câu đã trả lời', { exact: true }).waitFor();
    await exam.getByText(/^Điểm được tính lại ngày .* đến muộn/).waitFor();
    await keep(exam, 'sealed-log-taken-in-result');
  }

  it('saves its answers as a file, which counts in time, and later once the lecturer has taken it in', async () => {
    await makeExam(TITLE);
    await makeExam(LATE_TITLE, ALLOWANCE_MS / 60_000);
    // Both at once: each has to sit out a minute, and one of them another.
    const late = await losesNetwork(LATE_TITLE);
    const early = await losesNetwork(TITLE);
    const lateFile = await savesFile(late, 'late.json');
    // The allowance is the server's to end, which has ended the exam before the page could say so.
    const allowance = wait(ALLOWANCE_MS);
    await isBroughtInTime(early, await savesFile(early, 'early.json'));
    await allowance;
    await isBroughtLate(late, lateFile);
    for (const phone of [early, late]) await phone.context().close();
  });
});
