import type { Download, Page } from 'playwright-core';

/** Where tests keep pictures of what they saw, for somebody to look at. */
const pictures = process.env['PICTURES'];

export async function keep(page: Page, name: string): Promise<void> {
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
}

/** Keeps a file that the browser was handed. */
export const keepDownload = async (download: Download): Promise<void> => {
  if (pictures !== undefined) await download.saveAs(`${pictures}/${download.suggestedFilename()}`);
};
