import type { Frame, Page } from 'playwright-core';

/**
 * Grants somebody a role by keys alone, from the part of the page about roles, and takes it back.
 * @param look what is done at each state of the page, by its name
 */
export async function grantByKeyboard(
  page: Page,
  tool: Frame,
  look: (name: string) => Promise<void>,
): Promise<void> {
  await tool.getByRole('button', { name: 'Vai trò', exact: true }).click();
  await tool.getByRole('searchbox', { name: /^Tìm người theo họ tên/ }).fill('Nguyễn Thị An');
  await page.keyboard.press('Enter');
  await tool
    .getByRole('button', { name: /^Cấp vai trò cho/ })
    .first()
    .press('Enter');
  const dialog = tool.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Cấp vai trò' }).press('Enter');
  await dialog.getByText('Chọn một vai trò.').waitFor();
  await look('granting a role');
  await dialog.getByRole('radio', { name: /^Ban tổ chức/ }).press('Space');
  await dialog.getByRole('textbox', { name: /^Lý do/ }).fill('Phụ trách lớp');
  await page.keyboard.press('Enter');
  await tool.getByText('Đã cấp vai trò. Việc này được ghi vào nhật ký.').waitFor();
  await look('role granted');
  await tool.getByRole('button', { name: 'Thu hồi vai trò Ban tổ chức của Nguyễn Thị An' }).press('Enter');
  await dialog.getByRole('textbox').fill('Hết việc');
  await look('taking a role back');
  await page.keyboard.press('Enter');
  await tool.getByText('Đã thu hồi vai trò. Việc này được ghi vào nhật ký.').waitFor();
}
