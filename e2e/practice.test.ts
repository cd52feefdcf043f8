import type { Page } from 'playwright-core';
import { accessibilityFaults } from './support/accessibility.ts';
import { describeWithBrowser, PHONE } from './support/browser.ts';
import { enterAs, openActivity } from './support/sandbox-pages.ts';
import { setStage } from './support/stage.ts';

const TOPIC = 'Điều lệ Đảng: nội dung cơ bản';

jest.setTimeout(180_000);

/** The headings of a page, which say where one is. */
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name });

describeWithBrowser('practice on a phone', () => {
  const stage = setStage({ ...PHONE, viewport: { width: 360, height: 740 } });

  it('is played by the keyboard from the topic, tells each answer at once, and the wrong ones again', async () => {
    const { system, course } = stage;
    await enterAs(course, system.sandboxUrl, 'Nguyễn Thị An');
    const page = await openActivity(course, TOPIC);
    await page.getByRole('link', { name: 'Luyện tập chuyên đề này' }).click();
    await page.getByText(/^Ngân hàng có \d+ câu/).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Bắt đầu luyện tập' }).focus();
    await page.keyboard.press('Enter');

    let wrong = 0;
    for (let number = 1; ; number += 1) {
      await heading(page, new RegExp(`^Câu ${number}/`)).waitFor();
      if (number === 1) expect(await accessibilityFaults(page)).toEqual([]);
      await page.locator('fieldset input').first().focus();
      await page.keyboard.press('Space');
      await page.getByRole('button', { name: 'Kiểm tra câu trả lời' }).focus();
      await page.keyboard.press('Enter');
      await page.getByText(/^Lời giải thích/).waitFor();
      if (await page.getByText('Chưa đúng').isVisible()) wrong += 1;
      if (number === 1) expect(await accessibilityFaults(page)).toEqual([]);
      const next = page.getByRole('button', { name: 'Câu tiếp theo' });
      if (!(await next.isVisible())) break;
      await next.click();
    }
    expect(wrong).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Xem kết quả' }).click();
    await heading(page, /^Đúng \d+\/\d+ câu$/).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: `Luyện lại ${wrong} câu chưa đúng` }).click();
    await heading(page, `Câu 1/${wrong}`).waitFor();

    await page.reload();
    await heading(page, `Câu 1/${wrong}`).waitFor();
  });
});
