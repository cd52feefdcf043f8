import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { accessibilityFaults } from './support/accessibility.ts';
import { describeWithBrowser, DESKTOP, PHONE } from './support/browser.ts';
import { answerWhateverIsAsked, nextQuestion } from './support/exam-pages.ts';
import { beginExam, placeExam } from './support/made-exams.ts';
import { keep } from './support/pictures.ts';
import { enterAs, openActivity } from './support/sandbox-pages.ts';
import { setStage } from './support/stage.ts';

const LEARNER = 'Nguyễn Thị An';
const TITLE = 'Kiểm tra ở phòng mất mạng';
const MINUTES = 2;

jest.setTimeout(600_000);

describeWithBrowser('a phone without network until after the closing', () => {
  const stage = setStage({ ...PHONE, viewport: { width: 360, height: 740 } });

  it('saves its answers as a file, which the lecturer brings, and which counts', async () => {
    const { course, context, system } = stage;
    const editor = await beginExam(stage, TITLE);
    await editor.getByRole('textbox', { name: 'Thời gian làm bài (phút)' }).fill(String(MINUTES));
    await editor.getByText('Không có gì cần sửa.').waitFor();
    await placeExam(course, editor, TITLE);

    await enterAs(course, system.sandboxUrl, LEARNER);
    const exam = await openActivity(course, TITLE);
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
    await keep(exam, 'sealed-log-saved');
    const dir = await mkdtemp(path.join(os.tmpdir(), 'sealed-log-'));
    const [file, cut] = [path.join(dir, 'bai-lam.json'), path.join(dir, 'cut.json')];
    await (await downloading).saveAs(file);
    await writeFile(cut, (await readFile(file)).subarray(0, -40));

    const desk = await course.context().browser()!.newContext(DESKTOP);
    const teacher = await desk.newPage();
    await enterAs(teacher, system.sandboxUrl, 'Nguyễn Thị Thu');
    const room = await openActivity(teacher, TITLE);
    await room.getByRole('link', { name: 'Phòng thi trực tiếp' }).click();
    await room.getByRole('link', { name: 'Nhận tệp bài làm' }).click();
    const send = async (which: string): Promise<void> => {
      await room.getByLabel('Tệp bài làm (.json)').setInputFiles(which);
      await room.getByRole('button', { name: 'Gửi tệp' }).click();
    };
    await send(cut);
    await room.getByText('Đây không phải tệp bài làm, hoặc tệp chưa trọn vẹn.').waitFor();
    await send(file);
    await room.getByText('Đã nhận 2 câu trả lời từ tệp.').waitFor();
    expect(await accessibilityFaults(room)).toEqual([]);
    await keep(room, 'sealed-log-brought');
    await room.getByRole('link', { name: 'Về phòng thi trực tiếp' }).click();
    await room.getByRole('link', { name: /^Sổ sự cố/ }).click();
    await room.getByRole('row').filter({ hasText: LEARNER }).getByText('Đã nhận 2 câu').waitFor();
    expect(await accessibilityFaults(room)).toEqual([]);
    await keep(room, 'sealed-log-ledger');
    await desk.close();

    await context.setOffline(false);
    await exam.getByText('Mã biên nhận', { exact: true }).waitFor();
    const answered = exam
      .locator('div', { has: exam.getByText('Số câu đã trả lời', { exact: true }) })
      .last();
    expect(await answered.locator('dd').textContent()).toBe('2');
    await rm(dir, { recursive: true });
  });
});
