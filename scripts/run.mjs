// Runs a process of the system, in this very process: `run.mjs main|lrs|admin|bench`. There is then one process to
// send signals to, whoever started it. Builds first where sources are newer, but for `admin`: it runs beside a tool
// that serves what is built.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { isStale, root } from './staleness.mjs';

const [name = ''] = process.argv.slice(2);
const entry = path.join(root, 'dist', `${name}.js`);

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** Why nothing can be built here; undefined where it can. */
function obstacle() {
  try {
    for (const needed of ['esbuild', 'vite']) import.meta.resolve(needed);
  } catch {
    return 'the packages of the build are not installed';
  }
  try {
    accessSync(existsSync(path.join(root, 'dist')) ? path.join(root, 'dist') : root, constants.W_OK);
  } catch {
    return 'this user may not write there';
  }
  return undefined;
}

function build() {
  const build = path.join(root, 'scripts/build.mjs');
  const quiet = name === 'bench' ? ['--quiet'] : [];
  const { status } = spawnSync(process.execPath, [build, '--if-stale', ...quiet], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

if (name === 'admin') {
  if (!existsSync(entry)) fail('Nothing is built yet: npm run build');
} else if (isStale()) {
  const reason = obstacle();
  if (reason === undefined) build();
  else if (existsSync(entry))
    process.stderr.write(`The sources are newer than dist/, but ${reason}: running what is built.\n`);
  else fail(`Nothing is built, and ${reason}. Where both are given: npm ci && npm run build`);
}

process.setSourceMapsEnabled(true);
process.argv.splice(1, 2, entry);
await import(pathToFileURL(entry));
