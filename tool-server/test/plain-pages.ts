import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** A user interface that was not built: its pages bring their data along and show nothing of it. */
export async function writePlainPages() {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'pages-'));
  await writeFile(path.join(dir, 'index.html'), '<html lang="vi"><head></head><div id="root"></div></html>');
  await writeFile(path.join(dir, 'service-worker.js'), '');
  await writeFile(path.join(dir, 'preloads.json'), '{"vi":["/app/vi.js","/app/vi.css"],"en":[]}');
  const renderer = path.join(dir, 'renderer.mjs');
  await writeFile(renderer, 'export const renderArrival = () => ({ page: "none", html: "here" });');
  return { dir, renderer, remove: () => rm(dir, { recursive: true }) };
}
