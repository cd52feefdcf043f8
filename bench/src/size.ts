import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const LIMIT_BYTES = 150_000;

/**
 * What a learner's browser has loaded when the first question is on screen: the entry, the page before the
 * exam, the exam itself and the larger of the two catalogues, each with all that it imports.
 */
const FIRST_LOAD = [
  'index.html',
  'src/features/exam/components/exam-start-page.tsx',
  'src/features/exam/components/take-exam-page.tsx',
  'src/i18n/vi.ts',
];

/** An entry of Vite's manifest, as far as it matters here. */
interface Chunk {
  file: string;
  imports?: string[];
  css?: string[];
}

/** The files of some entries and of everything that they import, each once. */
function closureOf(manifest: Record<string, Chunk>, entries: readonly string[]): string[] {
  const files = new Set<string>();
  const seen = new Set<string>();
  const visit = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    const chunk = manifest[name];
    if (!chunk) throw new Error(`The build has no entry "${name}"`);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    for (const imported of chunk.imports ?? []) visit(imported);
  };
  for (const entry of entries) visit(entry);
  return [...files];
}

interface SizeResult {
  totalBytes: number;
  limitBytes: number;
}

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1).padStart(6)} kB`;

/**
 * Prints what the learner's first load weighs, compressed by gzip as a server sends it.
 * Throws when it is more than a slow network should bear.
 */
export function benchSize(uiFolder: string): SizeResult {
  const manifest = JSON.parse(readFileSync(path.join(uiFolder, '.vite/manifest.json'), 'utf8')) as Record<
    string,
    Chunk
  >;
  const files = closureOf(manifest, FIRST_LOAD)
    .map((file) => ({ file, bytes: gzipSync(readFileSync(path.join(uiFolder, file))).length }))
    .sort((a, b) => b.bytes - a.bytes);
  const totalBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { file, bytes } of files) console.log(`${kilobytes(bytes)}  ${file}`);
  console.log(`${kilobytes(totalBytes)}  in all, of ${kilobytes(LIMIT_BYTES).trim()}`);
  if (totalBytes > LIMIT_BYTES) throw new Error('The first load of the exam is too heavy');
  return { totalBytes, limitBytes: LIMIT_BYTES };
}
