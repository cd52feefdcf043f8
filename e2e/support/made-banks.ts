import type { Frame, Page } from 'playwright-core';

/** A statement that is right, from the page of a bank; it is saved. */
export async function writeQuestion(tool: Page | Frame, stem: string): Promise<void> {
  await tool.getByRole('combobox', { name: 'Dạng câu hỏi mới' }).selectOption('true-false');
  await tool.getByRole('button', { name: 'Viết câu hỏi' }).click();
  await tool.getByRole('textbox', { name: 'Câu dẫn' }).fill(stem);
  await tool.getByRole('group', { name: 'Nhận định trên là' }).getByRole('radio', { name: 'Đúng' }).check();
  await tool.getByText('Câu hỏi đã sẵn sàng để đưa vào sử dụng.').waitFor();
  await tool.getByText(/^Đã lưu lúc/).waitFor();
}
