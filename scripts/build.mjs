// Bundles each process of the system into dist/, and the user interface into dist/ui.
// Workspaces are bundled from source, packages from the registry stay outside: about a second for the
// server side, so that `npm start` on a fresh machine needs no build step of its own.
import { existsSync, readdirSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build as esbuild } from 'esbuild';
import { isStale, root, stamp } from './staleness.mjs';

const entries = {
  main: 'tool-server/src/main.ts',
  lrs: 'tool-server/src/lrs.ts',
  admin: 'tool-server/src/admin.ts',
  'store-worker': 'embedded-mongo/src/worker.ts',
  bench: 'bench/src/main.ts',
};

const packageName = (specifier) => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

/** Whether a workspace has a version of its own of a package, which dist/ could not find at run time. */
function isNested(specifier, from) {
  for (let dir = from; dir !== root && dir.startsWith(root); dir = path.dirname(dir)) {
    if (existsSync(path.join(dir, 'node_modules', packageName(specifier)))) return true;
  }
  return false;
}

const onlyWorkspaces = {
  name: 'registry-packages-stay-outside',
  setup: (build) =>
    build.onResolve({ filter: /^[^./]/ }, ({ path: specifier, kind, resolveDir }) =>
      kind === 'entry-point' || specifier.startsWith('@chuyen-de/') || isNested(specifier, resolveDir)
        ? undefined
        : { path: specifier, external: true },
    ),
};

async function buildServers() {
  const present = Object.entries(entries).filter(([, file]) => existsSync(path.join(root, file)));
  await esbuild({
    entryPoints: Object.fromEntries(present.map(([name, file]) => [name, path.join(root, file)])),
    outdir: path.join(root, 'dist'),
    bundle: true,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    conditions: ['source'],
    plugins: [onlyWorkspaces],
    loader: { '.html': 'text' },
    logLevel: 'warning',
  });
}

async function buildUi() {
  if (!existsSync(path.join(root, 'ui/index.html'))) return;
  const { build } = await import('vite');
  await build({ root: path.join(root, 'ui'), logLevel: 'warn' });
  await Promise.all([compressAssets(path.join(root, 'dist/ui/assets')), buildServiceWorker()]);
}

/** The pages that a learner may have to reload without network, in both languages. */
const learnerEntries = [
  'index.html',
  'src/features/exam/components/exam-start-page.tsx',
  'src/features/exam/components/take-exam-page.tsx',
  'src/features/result/components/result-page.tsx',
  'src/features/topic/components/topic-page.tsx',
  'src/i18n/vi.ts',
  'src/i18n/en.ts',
];

/** The files of the learner's pages and of everything that they import, the entry first. */
async function learnerFiles() {
  const manifest = JSON.parse(await readFile(path.join(root, 'dist/ui/.vite/manifest.json'), 'utf8'));
  const names = new Set(learnerEntries);
  // A set that grows while it is gone through comes to all that was added.
  for (const name of names) for (const imported of manifest[name].imports ?? []) names.add(imported);
  const files = [...names].flatMap((name) => {
    const { file, css = [], assets = [] } = manifest[name];
    return [file, ...css, ...assets];
  });
  return [...new Set(files)];
}

/** Without a hash in its name: browsers ask for it again and compare. */
async function buildServiceWorker() {
  const files = (await learnerFiles()).map((file) => `/app/${file}`);
  await esbuild({
    entryPoints: [path.join(root, 'ui/src/worker/service-worker.ts')],
    outfile: path.join(root, 'dist/ui/service-worker.js'),
    bundle: true,
    minify: true,
    target: 'es2020',
    define: { LEARNER_FILES: JSON.stringify(files), 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
  });
}

/** Compressed once here instead of at each request. */
async function compressAssets(dir) {
  for (const name of readdirSync(dir).filter((file) => /\.(js|css|svg|json)$/.test(file))) {
    const content = await readFile(path.join(dir, name));
    await writeFile(path.join(dir, `${name}.gz`), gzipSync(content, { level: 9 }));
    await writeFile(path.join(dir, `${name}.br`), brotliCompressSync(content));
  }
}

if (!process.argv.includes('--if-stale') || isStale()) {
  if (!process.argv.includes('--quiet')) process.stdout.write('Building …\n');
  await rm(path.join(root, 'dist/chunks'), { recursive: true, force: true });
  await Promise.all([buildServers(), buildUi()]);
  await writeFile(stamp, new Date().toISOString());
}
