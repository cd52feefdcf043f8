import type { Frame, Page } from 'playwright-core';
import { accessibilityFaults } from './support/accessibility.ts';
import { describeWithBrowser, DESKTOP, PHONE } from './support/browser.ts';
import { answerFrom, submitExam } from './support/exam-pages.ts';
import { keep } from './support/pictures.ts';
import { fileBy, wordsOf } from './support/printed-files.ts';
import { enterAs, openActivity, openInFrame } from './support/sandbox-pages.ts';
import { openOnPhone, setStage } from './support/stage.ts';

const EXAM = 'Bài kiểm tra cuối khóa';
const LECTURER = 'Nguyễn Thị Thu';
const LEARNER = 'Phạm Thị Hải Yến';

jest.setTimeout(300_000);

const isWithin = (page: Page | Frame) =>
  page.evaluate('document.documentElement.scrollWidth <= window.innerWidth');

/** Makes a sitting in its dialog. */
async function addSitting(room: Frame, name: string, places: string): Promise<void> {
  await room.getByRole('button', { name: 'Thêm ca thi' }).click();
  const dialog = room.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Lưu ca thi' }).click();
  await dialog.getByText('Nhập tên, tối đa 60 ký tự.').waitFor();
  await dialog.getByLabel('Tên ca thi').fill(name);
  await dialog.getByLabel('Số chỗ').fill(places);
  await dialog.getByRole('button', { name: 'Lưu ca thi' }).click();
  await dialog.waitFor({ state: 'detached' });
  await room.getByRole('heading', { name }).waitFor();
}

describeWithBrowser('sittings of an exam', () => {
  const stage = setStage({ ...DESKTOP, viewport: { width: 1280, height: 800 } });

  it('are made by a lecturer, picked on a phone, entered by the code that is read out, and kept in the papers', async () => {
    const { course, system } = stage;
    await enterAs(course, system.sandboxUrl, LECTURER);
    const room = await openInFrame(course, EXAM);
    await room.getByRole('link', { name: 'Phòng thi trực tiếp' }).click();
    await room.getByRole('link', { name: 'Ca thi (0)' }).click();
    await room.getByText(/^Chưa có ca thi/).waitFor();
    await addSitting(room, 'Ca sáng', '2');
    await addSitting(room, 'Ca chiều', '40');
    expect(await accessibilityFaults(course, room)).toEqual([]);
    await keep(course, 'sittings-desktop');
    const card = room.getByRole('listitem').filter({ hasText: 'Ca sáng' });
    const code = (await card.getByRole('img', { name: /^Mã vào ca/ }).innerText()).trim();
    expect(code).toMatch(/^\d{3} \d{3}$/u);

    const exam = await openOnPhone(stage, LEARNER, EXAM);
    await exam.setViewportSize({ width: 360, height: 740 });
    await exam.getByRole('button', { name: 'Chọn ca này: Ca sáng' }).waitFor();
    expect(await accessibilityFaults(exam)).toEqual([]);
    await exam.getByRole('heading', { name: 'Ca thi' }).scrollIntoViewIfNeeded();
    await keep(exam, 'sitting-choice-phone');
    await exam.getByRole('button', { name: 'Chọn ca này: Ca sáng' }).click();
    const typed = exam.getByLabel('Mã vào ca thi');
    await typed.fill('12 34');
    await typed.press('Enter');
    await exam.getByText(/Còn 4 lần nhập/).waitFor();
    expect(await accessibilityFaults(exam)).toEqual([]);
    await keep(exam, 'sitting-code-phone');
    expect(await isWithin(exam)).toBe(true);
    await typed.fill(code);
    await exam.getByRole('button', { name: 'Bắt đầu làm bài' }).click();
    await exam.getByRole('heading', { name: /^Câu 1\// }).waitFor();

    await room.getByRole('link', { name: 'Về phòng thi' }).click();
    await room.getByLabel('Ca thi').selectOption({ label: 'Ca chiều' });
    await room.getByText(LEARNER).waitFor({ state: 'detached' });
    await room.getByLabel('Ca thi').selectOption({ label: 'Ca sáng' });
    const row = room.getByRole('listitem').filter({ hasText: LEARNER });
    await row.getByText('Đang làm bài').waitFor();
    await room.getByRole('button', { name: 'Tạm dừng' }).click();
    const dialog = room.getByRole('dialog');
    await dialog.getByRole('heading', { name: 'Thời gian làm bài: Ca sáng' }).waitFor();
    await dialog.getByLabel('Lý do').fill('Mất điện phòng 2');
    await dialog.getByRole('button', { name: 'Tạm dừng ngay' }).click();
    await exam.getByRole('heading', { name: 'Giám thị đã tạm dừng bài làm' }).waitFor();
    await room.getByText(/^Ca sáng đang tạm dừng từ/).waitFor();
    expect(await accessibilityFaults(course, room)).toEqual([]);
    await keep(course, 'room-of-sitting-desktop');
    await room.getByRole('button', { name: 'Tiếp tục', exact: true }).click();
    await dialog.getByLabel('Lý do').fill('Đã có điện');
    await dialog.getByRole('button', { name: 'Cho tiếp tục' }).click();
    await exam.getByRole('heading', { name: /^Câu 1\// }).waitFor();
    await answerFrom(exam, 2);
    await submitExam(exam);

    await course.setViewportSize(PHONE.viewport);
    await enterAs(course, system.sandboxUrl, LECTURER);
    const papers = await openActivity(course, EXAM);
    await papers.setViewportSize({ width: 360, height: 740 });
    await papers.getByRole('link', { name: 'Phòng thi trực tiếp' }).click();
    await papers.getByRole('link', { name: 'Ca thi (2)' }).click();
    await papers.getByText('1/2 chỗ').waitFor();
    expect(await isWithin(papers)).toBe(true);
    await keep(papers, 'sittings-phone');
    await papers.getByRole('link', { name: 'Về phòng thi' }).click();
    await papers.getByRole('link', { name: /^Sổ sự cố \(/ }).click();
    await papers.getByRole('link', { name: 'Biên bản Word, PDF' }).click();
    await papers.getByLabel('Ca thi').selectOption({ label: 'Ca sáng' });
    const list = wordsOf((await fileBy(papers, 'Bảng điểm, Word')).bytes);
    for (const said of ['Ca thi: Ca sáng', LEARNER]) expect(list).toContain(said);
    expect(list).not.toContain('Nguyễn Thị An');
    const minutes = wordsOf((await fileBy(papers, 'Biên bản coi thi, Word')).bytes);
    for (const said of ['Ca thi: Ca sáng', 'Ca sáng', 'Mất điện phòng 2']) expect(minutes).toContain(said);
  });
});
