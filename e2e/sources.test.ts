import type { Frame, Page } from 'playwright-core';
import { accessibilityFaults } from './support/accessibility.ts';
import { describeWithBrowser, DESKTOP, PHONE } from './support/browser.ts';
import { makeBank, press } from './support/by-keyboard.ts';
import { writeQuestion } from './support/made-banks.ts';
import { openPicker } from './support/made-exams.ts';
import { keep } from './support/pictures.ts';
import { enterAs, openActivity } from './support/sandbox-pages.ts';
import { setStage } from './support/stage.ts';

const OLD = 'Luật Tổ chức chính quyền địa phương';
const NEW = 'Luật Tổ chức chính quyền địa phương (hai cấp)';

jest.setTimeout(240_000);

interface Law {
  number: string;
  title: string;
  year: string;
}

/** Puts a law with one clause into the registry. */
async function register(tool: Page | Frame, { number, title, year }: Law): Promise<void> {
  await tool.getByRole('button', { name: 'Thêm văn bản', exact: true }).click();
  const dialog = tool.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /^Loại văn bản/ }).fill('Luật');
  await dialog.getByRole('textbox', { name: /^Số, ký hiệu/ }).fill(number);
  await dialog.getByRole('textbox', { name: /^Ngày ban hành/ }).fill(`16/06/${year}`);
  await dialog.getByRole('textbox', { name: 'Tên văn bản' }).fill(title);
  await dialog.getByRole('button', { name: 'Thêm văn bản' }).click();
  await tool.getByRole('button', { name: 'Thêm điều khoản' }).click();
  await tool.getByRole('textbox', { name: 'Điều', exact: true }).fill('2');
  await tool.getByRole('textbox', { name: 'Khoản', exact: true }).fill('1');
  await tool.getByRole('textbox', { name: 'Nội dung chính' }).fill('Đơn vị hành chính');
  await tool.getByRole('button', { name: 'Lưu văn bản' }).click();
  await tool.getByText('Đã lưu văn bản.').waitFor();
}

/** Says in the editor of a question which clause it leans on. */
async function cite(tool: Page | Frame, title: string): Promise<void> {
  await tool.getByRole('button', { name: 'Chọn văn bản và điều khoản' }).click();
  const dialog = tool.getByRole('dialog');
  await dialog.getByRole('searchbox').fill('chinh quyen dia phuong');
  await dialog.getByRole('combobox', { name: 'Tên văn bản' }).selectOption({ label: title });
  await dialog.getByRole('combobox', { name: 'Điều khoản' }).selectOption({ index: 1 });
  await dialog.getByRole('button', { name: 'Dẫn điều khoản này' }).click();
  await tool.getByText(/^Điều 2, khoản 1,/).waitFor();
}

/** The registry, in a window of its own. */
async function openSources(course: Page): Promise<Page> {
  const tool = await openActivity(course, 'Bài kiểm tra cuối khóa');
  await tool.getByRole('link', { name: 'Ngân hàng câu hỏi' }).click();
  await tool.getByRole('link', { name: 'Văn bản căn cứ' }).click();
  return tool;
}

async function saveDocument(tool: Page): Promise<void> {
  await tool.getByRole('button', { name: 'Lưu văn bản' }).click();
  await tool.getByText('Đã lưu văn bản.').waitFor();
}

describeWithBrowser('a document that questions lean on', () => {
  const stage = setStage(DESKTOP);

  it('flags exactly what leans on it once it is superseded, and the new clause is asked for', async () => {
    const { course } = stage;
    const picker = await openPicker(stage);
    await press(picker, 'link', 'Tạo hoặc sửa đề');
    await press(picker, 'link', 'Ngân hàng câu hỏi');
    await makeBank(picker, 'Ngân hàng có căn cứ', 'Chính quyền địa phương');
    await picker.getByRole('link', { name: 'Danh sách ngân hàng' }).click();
    await picker.getByRole('link', { name: 'Văn bản căn cứ' }).click();
    await register(picker, { number: '77/2015/QH13', title: OLD, year: '2015' });
    await keep(course, 'source');
    expect(await accessibilityFaults(course, picker)).toEqual([]);
    await picker.getByRole('link', { name: 'Danh sách văn bản' }).click();
    await register(picker, { number: '72/2025/QH15', title: NEW, year: '2025' });
    await picker.getByRole('link', { name: 'Danh sách văn bản' }).click();
    await picker.getByRole('searchbox').fill('chinh quyen 2015');
    await picker.getByText('1 văn bản', { exact: true }).waitFor();
    await keep(course, 'sources');
    expect(await accessibilityFaults(course, picker)).toEqual([]);

    await picker.getByRole('link', { name: 'Danh sách ngân hàng' }).click();
    await picker.getByRole('link', { name: 'Ngân hàng có căn cứ' }).click();
    await writeQuestion(picker, 'Đơn vị hành chính nước ta có ba cấp.');
    await cite(picker, `Luật 77/2015/QH13: ${OLD}`);
    await picker.getByText('Câu hỏi đã sẵn sàng để đưa vào sử dụng.').waitFor();
    await keep(course, 'question-source');
    expect(await accessibilityFaults(course, picker)).toEqual([]);
    await picker.getByRole('link', { name: 'Về ngân hàng' }).click();
    await writeQuestion(picker, 'Câu không dẫn văn bản nào.');
    await picker.getByRole('link', { name: 'Về ngân hàng' }).click();
    await picker.getByRole('button', { name: 'Đưa 2 câu vào sử dụng' }).click();
    await picker.getByText('Đã đưa 2 câu vào sử dụng.').waitFor();

    await picker.getByRole('link', { name: 'Danh sách ngân hàng' }).click();
    await picker.getByRole('link', { name: 'Văn bản căn cứ' }).click();
    await picker.getByRole('link', { name: `Luật 77/2015/QH13: ${OLD}` }).click();
    await picker.getByRole('button', { name: 'Ghi nhận hết hiệu lực' }).click();
    const dialog = picker.getByRole('dialog');
    await dialog
      .getByRole('combobox', { name: 'Văn bản thay thế' })
      .selectOption({ label: `Luật 72/2025/QH15: ${NEW}` });
    await dialog.getByRole('button', { name: 'Ghi nhận hết hiệu lực' }).click();
    await dialog.waitFor({ state: 'detached' });
    await picker.getByText('Còn 1 trong 1 mục chưa xử lý.').waitFor();
    await picker.getByRole('link', { name: 'Đơn vị hành chính nước ta có ba cấp.' }).waitFor();
    await course.setViewportSize(PHONE.viewport);
    await keep(course, 'source-work-phone');
    expect(await accessibilityFaults(course, picker)).toEqual([]);
    await course.setViewportSize(DESKTOP.viewport);
    await keep(course, 'source-work');

    // Nothing is chosen beforehand.
    await picker.getByRole('button', { name: /^Chọn điều khoản mới/ }).press('Enter');
    const clause = picker.getByRole('combobox', { name: /^Điều khoản mới gần nhất/ });
    expect(await clause.inputValue()).toBe('');
    await clause.selectOption({ index: 1 });
    await picker.getByRole('button', { name: 'Chuyển căn cứ' }).click();
    await picker.getByText(/^Đã xử lý, Nguyễn Thị Thu/).waitFor();
    await picker.getByText('bản đang dùng đang dẫn').waitFor();
    expect(await picker.getByText('bản nháp đang dẫn').count()).toBe(0);
  });

  it('tells the second of two who change a document, and loses nothing of what either has typed', async () => {
    const { course, system } = stage;
    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị Thu');
    const first = await openSources(course);
    await register(first, { number: '11/2022/QH15', title: 'Luật Thanh tra (sửa)', year: '2022' });
    const other = await openSources(course);
    await other.getByRole('link', { name: 'Luật 11/2022/QH15: Luật Thanh tra (sửa)' }).click();
    await other.getByRole('textbox', { name: /^Số, ký hiệu/ }).fill('99/2025/QH15');
    await first.getByRole('textbox', { name: 'Tên văn bản' }).fill('Luật Thanh tra');
    await first.getByRole('textbox', { name: /^Ngày ban hành/ }).fill('31/02/2025');
    await first.getByText('Chưa đúng dạng ngày/tháng/năm.').waitFor();
    await first.getByRole('textbox', { name: /^Ngày ban hành/ }).fill('28/02/2025');
    await saveDocument(first);

    await other.getByRole('button', { name: 'Lưu văn bản' }).click();
    await other.getByText(/vừa sửa phần khác lúc/).waitFor();
    expect(await other.getByRole('textbox', { name: 'Tên văn bản' }).inputValue()).toBe('Luật Thanh tra');
    await saveDocument(other);

    // Both change the same.
    await first.getByRole('textbox', { name: /^Số, ký hiệu/ }).fill('1/2026/QH16');
    await first.getByRole('button', { name: 'Lưu văn bản' }).click();
    await first.getByText(/khác với bản đang soạn ở đây/).waitFor();
    await keep(first, 'source-contest');
    await first.getByRole('button', { name: 'Giữ bản đang soạn' }).click();
    await saveDocument(first);
    expect(await first.getByRole('textbox', { name: /^Số, ký hiệu/ }).inputValue()).toBe('1/2026/QH16');
  });
});
