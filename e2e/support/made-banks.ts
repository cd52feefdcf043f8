import type { Frame, Page } from 'playwright-core';

/** A new bank with one topic, from the content picker. */
export async function beginBank(
  picker: Page | Frame,
  { title, topic }: { title: string; topic: string },
): Promise<void> {
  await picker.getByRole('link', { name: 'Tạo hoặc sửa đề' }).click();
  await picker.getByRole('link', { name: 'Ngân hàng câu hỏi' }).click();
  await picker.getByRole('button', { name: 'Tạo ngân hàng' }).click();
  await picker.getByRole('textbox', { name: 'Tên ngân hàng' }).fill(title);
  await picker.getByRole('dialog').getByRole('button', { name: 'Tạo ngân hàng' }).click();
  await picker.getByRole('heading', { name: title }).waitFor();
  await picker.getByRole('button', { name: 'Sửa tên và chuyên đề' }).click();
  await picker.getByRole('textbox', { name: 'Chuyên đề 1' }).fill(topic);
  await picker.getByRole('button', { name: 'Lưu', exact: true }).click();
  await picker.getByText(`${topic}: 0 câu đang dùng`).waitFor();
}

/** A statement that is right, from the page of a bank; it is saved. */
export async function writeQuestion(tool: Page | Frame, stem: string): Promise<void> {
  await tool.getByRole('combobox', { name: 'Dạng câu hỏi mới' }).selectOption('true-false');
  await tool.getByRole('button', { name: 'Viết câu hỏi' }).click();
  await tool.getByRole('textbox', { name: 'Câu dẫn' }).fill(stem);
  await tool.getByRole('group', { name: 'Nhận định trên là' }).getByRole('radio', { name: 'Đúng' }).check();
  await tool.getByText('Câu hỏi đã sẵn sàng để đưa vào sử dụng.').waitFor();
  await tool.getByText(/^Đã lưu lúc/).waitFor();
}
