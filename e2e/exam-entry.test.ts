import type { Frame } from 'playwright-core';
import { accessibilityFaults } from './support/accessibility.ts';
import { describeWithBrowser, PHONE } from './support/browser.ts';
import { answerWhateverIsAsked } from './support/exam-pages.ts';
import { beginExam, placeExam } from './support/made-exams.ts';
import { keep } from './support/pictures.ts';
import { enterAs, openInFrame } from './support/sandbox-pages.ts';
import { setStage } from './support/stage.ts';

const PASSWORD = 'Độc lập 1945';

jest.setTimeout(300_000);

const savedAt = (editor: Frame) => editor.getByText(/^Đã lưu lúc/).waitFor();

describeWithBrowser('what it takes to begin an exam, on a phone, in the frame of the LMS', () => {
  const stage = setStage({ ...PHONE, viewport: { width: 360, height: 740 } });

  it('is a password: set in the editor, said before, asked for, and typed as keyboards type it', async () => {
    const { course, system } = stage;
    const title = 'Kiểm tra có mật khẩu';
    const editor = await beginExam(stage, title);
    const field = editor.getByRole('textbox', { name: 'Mật khẩu vào thi' });
    await field.fill('abc');
    await editor.getByText('Mật khẩu vào thi: nhập từ 4 đến 100 ký tự.').first().waitFor();
    await field.scrollIntoViewIfNeeded();
    await keep(course, 'entry-editor-fault');
    await field.fill(PASSWORD);
    await editor.getByText('Không có gì cần sửa.').waitFor();
    await savedAt(editor);
    expect(await accessibilityFaults(course, editor)).toEqual([]);
    await keep(course, 'entry-editor');
    await placeExam(course, editor, title);

    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị An');
    const exam = await openInFrame(course, title);
    await exam.getByText(/Nhập mật khẩu vào thi do giám thị/).waitFor();
    expect(await accessibilityFaults(course, exam)).toEqual([]);
    const typed = exam.getByRole('textbox', { name: 'Mật khẩu vào thi' });
    await typed.fill('độc lập 1945');
    await typed.press('Enter');
    await exam.getByText(/Còn 4 lần nhập\./).waitFor();
    await keep(course, 'entry-password-wrong');
    await typed.fill(` ${PASSWORD.normalize('NFD')}`);
    await exam.getByRole('button', { name: 'Bắt đầu làm bài' }).click();
    await exam.getByRole('heading', { name: 'Câu 1/2' }).waitFor();
    await answerWhateverIsAsked(exam);
    await keep(course, 'entry-begun');
    // Whoever comes back goes on without it.
    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị An');
    const again = await openInFrame(course, title);
    await again.getByRole('button', { name: 'Tiếp tục làm bài' }).click();
    await again.getByRole('heading', { name: /^Câu/ }).waitFor();
  });
});
