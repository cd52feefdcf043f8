import type { Frame, Page } from 'playwright-core';
import { enterAs, toolFrame } from './sandbox-pages.ts';
import type { Stage } from './stage.ts';

const LECTURER = 'Nguyễn Thị Thu';

/** Names an exam in its editor, and has so many questions of a topic drawn for it. */
export async function fillExam(
  editor: Page | Frame,
  title: string,
  questions: number,
  topic = 'Điều lệ Đảng: nội dung cơ bản',
): Promise<void> {
  await editor.getByRole('textbox', { name: 'Tên đề', exact: true }).fill(title);
  await editor
    .getByRole('group')
    .filter({ has: editor.getByText(topic) })
    .getByRole('textbox', { name: /^Nhận biết/ })
    .last()
    .fill(String(questions));
}

/** Opens the content picker as somebody who teaches the course. */
export async function openPicker({ course, system }: Stage): Promise<Frame> {
  await enterAs(course, system.sandboxUrl, LECTURER);
  await course.getByRole('link', { name: 'Thêm hoạt động' }).click();
  return toolFrame(course, '#picker iframe');
}

/** A lecturer begins an exam of two questions, in the picker. */
export async function beginExam(stage: Stage, title: string): Promise<Frame> {
  const picker = await openPicker(stage);
  await picker.getByRole('link', { name: 'Tạo hoặc sửa đề' }).click();
  await picker.getByRole('button', { name: 'Tạo đề mới' }).click();
  await fillExam(picker, title, 2);
  return picker;
}

/** Adds what is chosen in the picker to the course, an exam of this title among it. */
export async function addChosen(course: Page, picker: Frame, title: string): Promise<void> {
  await picker.getByRole('button', { name: 'Thêm vào khóa học' }).click();
  await course.getByRole('heading', { name: title }).waitFor();
}

/** Puts the exam in the editor into use, and into the course. */
export async function placeExam(course: Page, picker: Frame, title: string): Promise<void> {
  await picker.getByRole('button', { name: 'Đưa vào sử dụng' }).click();
  await picker.getByRole('link', { name: 'Chọn đề này cho khóa học' }).click();
  await addChosen(course, picker, title);
}
