import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import type { Frame, Page } from 'playwright-core';
import { keepDownload } from './pictures.ts';

/** Presses a button that makes a file, and reads what the browser is handed. */
export async function fileBy(view: Page | Frame, name: string): Promise<{ name: string; bytes: Uint8Array }> {
  const page = 'page' in view ? view.page() : view;
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    view.getByRole('button', { name, exact: true }).click(),
  ]);
  const file = { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  await keepDownload(download);
  return file;
}

/** The words of a Word file. */
export function wordsOf(bytes: Uint8Array): string {
  const { 'word/document.xml': xml } = unzipSync(bytes);
  return new TextDecoder()
    .decode(xml)
    .replaceAll(/<\/w:p>/g, '\n')
    .replaceAll(/<[^>]+>/g, '');
}
