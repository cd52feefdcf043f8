import type { Page } from 'playwright-core';

/** Where tests keep pictures of what they saw, for somebody to look at. */
const pictures = process.env['PICTURES'];

export async function keep(page: Page, name: string): Promise<void> {
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
}
