import { unzipSync } from 'fflate';
import { accessibilityFaults } from './support/accessibility.ts';
import { describeWithBrowser, DESKTOP, PHONE } from './support/browser.ts';
import { addChosen, fillExam, openPicker } from './support/made-exams.ts';
import { keep } from './support/pictures.ts';
import { fileBy, wordsOf } from './support/printed-files.ts';
import { enterAs, openActivity } from './support/sandbox-pages.ts';
import { setStage } from './support/stage.ts';

const IMPORTED = 'Bài kiểm tra cuối khóa';
const EXAM = 'Kiểm tra giữa khóa';

jest.setTimeout(240_000);

describeWithBrowser('fixed papers', () => {
  const stage = setStage(DESKTOP);

  it('are made with codes, looked at, and printed as Word and PDF, the key apart', async () => {
    const { course, system } = stage;
    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị Thu');
    const page = await openActivity(course, IMPORTED);
    await page.getByRole('link', { name: 'Soạn đề' }).click();
    await page.getByRole('button', { name: 'Tạo đề mới' }).click();
    await fillExam(page, EXAM, 3);
    await page.getByRole('radio', { name: /^Đề cố định theo mã đề/ }).check();
    await page.getByRole('textbox', { name: 'Các mã đề' }).fill('034–');
    await page
      .getByText(/chưa đọc được “034–”/)
      .first()
      .waitFor();
    await page.getByRole('textbox', { name: 'Các mã đề' }).fill('034–036');
    await page.getByText('Không có gì cần sửa.').waitFor();
    await keep(page, 'papers-editor');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Đưa vào sử dụng' }).click();
    await page.getByRole('link', { name: 'In đề' }).click();

    await page.getByRole('row', { name: /Mã đề 036/ }).waitFor();
    expect(await page.getByText('chưa đủ số liệu').count()).toBe(3);
    await page.getByRole('textbox', { name: 'Trường, đơn vị tổ chức' }).fill('Trường Chính trị tỉnh');
    await page.getByRole('button', { name: 'Lưu tiêu đề' }).click();
    await page.getByText('Đã lưu tiêu đề.').waitFor();
    await page.getByText('Số câu trùng giữa các mã đề').click();
    await keep(page, 'papers-page');
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.getByRole('checkbox', { name: 'Chọn tất cả' }).uncheck();
    await page.getByText('Chọn ít nhất một mã đề.').waitFor();
    await page.getByRole('checkbox', { name: 'Mã đề 035' }).check();
    const word = await fileBy(page, 'Đề thi, Word');
    expect(word.name).toMatch(/^de-thi-DE-\w+-035\.docx$/);
    const words = wordsOf(word.bytes);
    for (const said of ['TRƯỜNG CHÍNH TRỊ TỈNH', 'Mã đề 035', 'Số báo danh:', 'Câu 3.', 'A. ', 'HẾT'])
      expect(words).toContain(said);
    expect(words).not.toMatch(/Câu 4\.|đáp án/i);
    const pdf = await fileBy(page, 'Đề thi, PDF');
    expect(new TextDecoder('latin1').decode(pdf.bytes.slice(0, 5))).toBe('%PDF-');
    await fileBy(page, 'Phiếu trả lời, Word');
    await fileBy(page, 'Phiếu trả lời, PDF');

    await page.getByRole('checkbox', { name: 'Chọn tất cả' }).check();
    const all = await fileBy(page, 'Đề thi, PDF');
    expect(Object.keys(unzipSync(all.bytes))).toHaveLength(3);
    const key = wordsOf((await fileBy(page, 'Đáp án và hướng dẫn chấm, Word')).bytes);
    expect(key).toMatch(/ĐÁP ÁN[^]*Mã đề 034[^]*Mã đề 036[^]*\n[A-D]\n/);
    await fileBy(page, 'Đáp án và hướng dẫn chấm, PDF');
    await page.getByText(/Nguyễn Thị Thu · Đề 034, 035, 036$/).waitFor();
    await page.getByText(/Nguyễn Thị Thu · Đáp án 034, 035, 036$/).waitFor();
    await page.setViewportSize(PHONE.viewport);
    await keep(page, 'papers-phone');
    expect(await accessibilityFaults(page)).toEqual([]);
    const cells = page.getByRole('row', { name: /Mã đề 035/ }).getByRole('cell');
    expect(await cells.count()).toBe(3);
    for (const cell of await cells.all()) expect((await cell.boundingBox())?.height).toBeLessThan(60);
  });

  it('are told to the learner by their code, on the page of the exam', async () => {
    const { course, system } = stage;
    const picker = await openPicker(stage);
    await picker.getByRole('checkbox', { name: new RegExp(EXAM) }).check();
    await addChosen(course, picker, EXAM);
    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị An');
    const exam = await openActivity(course, EXAM);
    await exam.setViewportSize(PHONE.viewport);
    await exam.getByRole('button', { name: 'Bắt đầu làm bài' }).click();
    await exam.getByText(/^Mã đề 03[456]$/).waitFor();
    await keep(exam, 'papers-learner');
    expect(await accessibilityFaults(exam)).toEqual([]);
  });
});
