import { accessibilityFaults } from './support/accessibility.ts';
import { describeWithBrowser, DESKTOP, PHONE } from './support/browser.ts';
import { makeBank, press } from './support/by-keyboard.ts';
import { writeQuestion } from './support/made-banks.ts';
import { keep } from './support/pictures.ts';
import { enterAs, openActivity } from './support/sandbox-pages.ts';
import { setStage } from './support/stage.ts';

const STEMS = ['Quốc hội lập hiến.', 'Chính phủ hành pháp.'];

jest.setTimeout(180_000);

describeWithBrowser('several questions of a bank', () => {
  const stage = setStage(DESKTOP);

  it('are tagged, found by their tags, and changed at once', async () => {
    const { course, system } = stage;
    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị Thu');
    const page = await openActivity(course, 'Bài kiểm tra cuối khóa');
    await page.getByRole('link', { name: 'Ngân hàng câu hỏi' }).click();
    await makeBank(page, 'Ngân hàng có nhãn', 'Nhà nước');
    await writeQuestion(page, STEMS[0]!);
    const tags = page.getByRole('combobox', { name: 'Nhãn (không bắt buộc)' });
    await tags.focus();
    await page.keyboard.type('Hiến pháp,Ôn tập');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Bỏ Ôn tập' }).waitFor();
    await page.getByText(/^Đã lưu lúc/).waitFor();
    await keep(page, 'bank-tags');
    expect(await accessibilityFaults(course, page)).toEqual([]);
    await press(page, 'link', 'Về ngân hàng');
    await writeQuestion(page, STEMS[1]!);
    await press(page, 'link', 'Về ngân hàng');

    await page.getByRole('combobox', { name: 'Nhãn' }).selectOption('Hiến pháp');
    await page.getByText('1 câu hỏi', { exact: true }).waitFor();
    await page.getByRole('combobox', { name: 'Nhãn' }).selectOption('');
    await page.getByText('2 câu hỏi', { exact: true }).waitFor();
    for (const tick of await page.getByRole('checkbox', { name: /^Chọn câu/ }).all()) await tick.check();
    await page.getByRole('button', { name: 'Sửa câu đã chọn' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Mức độ' }).selectOption('application');
    await dialog.getByRole('combobox', { name: 'Thêm nhãn' }).fill('hien phap');
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Bỏ Hiến pháp' }).waitFor();
    await keep(page, 'bank-together');
    expect(await accessibilityFaults(course, page)).toEqual([]);
    await page.setViewportSize(PHONE.viewport);
    await keep(page, 'bank-together-phone');
    expect(await accessibilityFaults(course, page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Sửa', exact: true }).click();
    await page.getByText('Đã sửa 2 câu.').waitFor();
    await page.getByText(/Vận dụng · Đúng – sai · Bản nháp · Hiến pháp, Ôn tập$/).waitFor();
    await keep(page, 'bank-together-done-phone');
    expect(await accessibilityFaults(course, page)).toEqual([]);
    await page.getByRole('combobox', { name: 'Nhãn' }).selectOption('Hiến pháp (2)');

    await page.getByRole('combobox', { name: 'Nhãn' }).selectOption('Ôn tập');
    await page.getByText('1 câu hỏi', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Lưu bộ lọc' }).click();
    await dialog.getByRole('textbox', { name: 'Tên bộ lọc' }).fill('Cần ôn tập');
    await dialog.getByRole('checkbox', { name: /^Dùng chung/ }).check();
    await keep(page, 'bank-views-phone');
    expect(await accessibilityFaults(course, page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Lưu bộ lọc' }).click();
    const views = page.getByRole('combobox', { name: 'Bộ lọc đã lưu' });
    await page.getByRole('button', { name: 'Xóa bộ lọc “Cần ôn tập”' }).waitFor();
    await views.selectOption('');
    await page.getByText('2 câu hỏi', { exact: true }).waitFor();
    await page.getByRole('combobox', { name: 'Thứ tự' }).selectOption('Mới nhất trước');
    await page.getByRole('list').getByRole('link', { name: STEMS[1]! }).waitFor();
    await views.selectOption('Cần ôn tập');
    await page.getByText('1 câu hỏi', { exact: true }).waitFor();
    await page.setViewportSize(DESKTOP.viewport);
    await keep(page, 'bank-views');
    expect(await accessibilityFaults(course, page)).toEqual([]);
    await views.selectOption('');
    await page.getByText('2 câu hỏi', { exact: true }).waitFor();

    await page.getByRole('link', { name: STEMS[1]! }).click();
    await press(page, 'link', 'Lịch sử câu hỏi');
    await page.getByText(/^Sửa cùng lúc nhiều câu/).waitFor();
    await page.getByText('Nhãn: thêm mới').waitFor();
  });
});
