import type { Frame, Page } from 'playwright-core';

type View = Page | Frame;
const pageOf = (view: View): Page => ('page' in view ? view.page() : view);

/** Types as one does who uses no mouse: into a field that has the focus. */
export async function typeInto(view: View, name: string | RegExp, text: string): Promise<void> {
  await view.getByRole('textbox', { name, exact: typeof name === 'string' }).focus();
  await pageOf(view).keyboard.type(text);
}

export async function press(view: View, role: 'button' | 'link', name: string): Promise<void> {
  await view.getByRole(role, { name, exact: true }).focus();
  await pageOf(view).keyboard.press('Enter');
}

/** In the list of banks: makes one with one topic, and opens it. */
export async function makeBank(view: View, title: string, topic: string): Promise<void> {
  await press(view, 'button', 'Tạo ngân hàng');
  await typeInto(view, 'Tên ngân hàng', title);
  await pageOf(view).keyboard.press('Enter');
  await view.getByRole('heading', { name: title }).waitFor();
  await press(view, 'button', 'Sửa tên và chuyên đề');
  await typeInto(view, 'Chuyên đề 1', topic);
  await press(view, 'button', 'Lưu');
  await view.getByText(`${topic}: 0 câu đang dùng`).waitFor();
}
