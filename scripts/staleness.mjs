// Whether what is built is older than its sources. Without packages of the build: also asked where there are none.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '..');
export const stamp = path.join(root, 'dist', '.built');

const sources = [
  'contracts',
  'question-types',
  'tool-server',
  'ui',
  'xapi',
  'lti-config',
  'embedded-mongo',
  'sandbox-lms',
  'bench',
  'scripts',
];

function newestSource(dir) {
  let newest = 0;
  // Where only what is built was put, there are no sources.
  if (!existsSync(dir)) return newest;
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name === 'dist') continue;
    const full = path.join(dir, entry.name);
    newest = Math.max(newest, entry.isDirectory() ? newestSource(full) : statSync(full).mtimeMs);
  }
  return newest;
}

/**
 * Which packages it was built with; kept in the stamp. By content, since npm writes the file anew, as it was, when it
 * only takes packages away.
 */
export function packagesMark() {
  const lock = path.join(root, 'package-lock.json');
  return existsSync(lock) ? createHash('sha256').update(readFileSync(lock)).digest('hex') : '';
}

export const isStale = () =>
  !existsSync(stamp) ||
  readFileSync(stamp, 'utf8') !== packagesMark() ||
  Math.max(
    statSync(path.join(root, 'package.json')).mtimeMs,
    ...sources.map((dir) => newestSource(path.join(root, dir))),
  ) > statSync(stamp).mtimeMs;
