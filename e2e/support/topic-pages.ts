import type { Frame, Page } from 'playwright-core';
import { makeBank } from './by-keyboard.ts';

/**
 * Makes a bank with a topic from the list of banks, writes its lecture and issues it.
 * @param look what is done at each state of the page, by its name
 */
export async function writeTopic(
  tool: Page | Frame,
  bank: string,
  look: (name: string) => Promise<void>,
): Promise<void> {
  await makeBank(tool, bank, 'Mở đầu');
  await look('bank with a topic');
  await tool.getByRole('link', { name: 'Soạn bài giảng “Mở đầu”' }).click();
  await tool.getByText('Bài giảng: chưa nhập.').waitFor();
  await look('topic without a lecture');
  await tool.getByText('Markdown', { exact: true }).click();
  const source = tool.getByRole('textbox', { name: 'Bài giảng bằng Markdown' });
  await source.fill('## Khái niệm\n\nNhân dân là **chủ**.\n\n| A | B |\n| - | - |\n| 1 | 2 |\n');
  await look('lecture as Markdown');
  await tool.getByText('Soạn thảo', { exact: true }).click();
  await tool.getByRole('textbox', { name: 'Bài giảng', exact: true }).getByText('chủ').click();
  await tool.getByText('Chuyên đề đã sẵn sàng để ban hành.').waitFor();
  await look('lecture');
  await tool.getByText('Xem như học viên', { exact: true }).click();
  await tool.getByRole('heading', { name: 'Khái niệm' }).waitFor();
  await look('lecture as learners see it');
  await tool.getByRole('button', { name: 'Ban hành', exact: true }).click();
  await tool.getByText(/^Đã ban hành bản 1/).waitFor();
  await look('lecture issued');
}
