import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const LIMIT_BYTES = 70_000;

interface SizeResult {
  totalBytes: number;
  limitBytes: number;
}

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1).padStart(6)} kB`;

/** What a learner's browser has loaded when the first question is on screen: what a launched exam's page names. */
function filesOf(uiFolder: string): string[] {
  const page = readFileSync(path.join(uiFolder, 'index.html'), 'utf8');
  const preloads = JSON.parse(readFileSync(path.join(uiFolder, 'preloads.json'), 'utf8')) as Record<
    string,
    string[]
  >;
  const named = [...page.matchAll(/(?:src|href)="(\/app\/assets\/[^"]+)"/g)].flatMap(
    ([, file]) => file ?? [],
  );
  return [...named, ...(preloads['exam'] ?? []), ...(preloads['vi'] ?? [])];
}

/**
 * Prints what the learner's first load weighs, as it is sent.
 * Throws when it is more than a slow network should bear.
 */
export function benchSize(uiFolder: string): SizeResult {
  const files = filesOf(uiFolder)
    .map((file) => ({ file, bytes: statSync(path.join(uiFolder, `${file.slice('/app/'.length)}.br`)).size }))
    .sort((a, b) => b.bytes - a.bytes);
  const totalBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { file, bytes } of files) console.log(`${kilobytes(bytes)}  ${file}`);
  console.log(`${kilobytes(totalBytes)}  in all, of ${kilobytes(LIMIT_BYTES).trim()}`);
  if (totalBytes > LIMIT_BYTES) throw new Error('The first load of the exam is too heavy');
  return { totalBytes, limitBytes: LIMIT_BYTES };
}
