import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { accessibilityFaults } from './support/accessibility.ts';
import { describeWithBrowser, DESKTOP, PHONE } from './support/browser.ts';
import { answerWhateverIsAsked, nextQuestion } from './support/exam-pages.ts';
import { beginExam, placeExam } from './support/made-exams.ts';
import { keep, keepDownload } from './support/pictures.ts';
import { enterAs, openActivity } from './support/sandbox-pages.ts';
import { setStage } from './support/stage.ts';

const LEARNER = 'Nguyễn Thị An';
const TITLE = 'Kiểm tra ở phòng mất mạng';
const LATE_TITLE = 'Kiểm tra có bài đến muộn';
const MINUTES = 2;

jest.setTimeout(600_000);

describeWithBrowser('a phone without network until after the closing', () => {
  const stage = setStage({ ...PHONE, viewport: { width: 360, height: 740 } });

  const open: { dir?: string } = {};
  afterEach(() => open.dir !== undefined && rm(open.dir, { recursive: true }));

  /** Sits an exam without network until its time is up, and saves what was answered as a file. */
  async function losesNetwork(title: string, outageMinutes?: number) {
    const { course, context, system } = stage;
    const editor = await beginExam(stage, title);
    await editor.getByRole('textbox', { name: 'Thời gian làm bài (phút)' }).fill(String(MINUTES));
    if (outageMinutes !== undefined)
      await editor
        .getByRole('textbox', { name: /^Nhận câu trả lời chọn trong giờ/ })
        .fill(`${outageMinutes}`);
    await editor.getByText('Không có gì cần sửa.').waitFor();
    await placeExam(course, editor, title);

    await enterAs(course, system.sandboxUrl, LEARNER);
    const exam = await openActivity(course, title);
    await exam.getByRole('button', { name: 'Bắt đầu làm bài' }).click();
    await exam.getByRole('heading', { name: 'Câu 1/2' }).waitFor();
    await context.setOffline(true);
    await answerWhateverIsAsked(exam);
    await nextQuestion(exam);
    await answerWhateverIsAsked(exam);
    await exam.getByText(/^Đã hết giờ\. Câu trả lời đang lưu trên máy/).waitFor({ timeout: 200_000 });
    expect(await accessibilityFaults(exam)).toEqual([]);
    const downloading = exam.waitForEvent('download');
    await exam.getByRole('button', { name: 'Lưu bài vào tệp' }).click();
    await exam.getByText(/^Đã lưu tệp bai-lam-/).waitFor();
    open.dir = await mkdtemp(path.join(os.tmpdir(), 'sealed-log-'));
    const file = path.join(open.dir, 'bai-lam.json');
    await (await downloading).saveAs(file);
    return { exam, file, dir: open.dir };
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

  it('saves its answers as a file, which the lecturer brings, and which counts', async () => {
    const { exam, file, dir } = await losesNetwork(TITLE);
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

    await stage.context.setOffline(false);
    await exam.getByText('Mã biên nhận', { exact: true }).waitFor();
    const answered = exam
      .locator('div', { has: exam.getByText('Số câu đã trả lời', { exact: true }) })
      .last();
    expect(await answered.locator('dd').textContent()).toBe('2');
  });

  it('hands over a file after the allowance, which counts once the lecturer has taken it in', async () => {
    const { exam, file } = await losesNetwork(LATE_TITLE, 1);
    // The allowance is the server's to end.
    for (const until = Date.now() + 65_000; Date.now() < until;) await wait(500);

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

    await stage.context.setOffline(false);
    await exam.getByText('Số câu đã trả lời', { exact: true }).waitFor();
    await exam.getByText(/^Điểm được tính lại ngày .* đến muộn/).waitFor();
    await keep(exam, 'sealed-log-taken-in-result');
  });
});
