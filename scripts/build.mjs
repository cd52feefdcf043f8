// Bundles each process of the system into dist/, and the user interface into dist/ui.
// Workspaces are bundled from source, packages from the registry stay outside: about a second for the
// server side, so that `npm start` on a fresh machine needs no build step of its own. Built beside what is there and
// then put in its place, because a tool may be running from it.
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build as esbuild } from 'esbuild';
import { buildingPlace, openBuildingPlace, putInPlace } from './put-in-place.mjs';
import { isStale, packagesMark, root, stamp } from './staleness.mjs';

const dist = path.join(root, 'dist');
const place = buildingPlace(dist);
const uiDir = path.join(place, 'ui');

const entries = {
  main: 'tool-server/src/main.ts',
  lrs: 'tool-server/src/lrs.ts',
  admin: 'tool-server/src/admin.ts',
  'store-worker': 'embedded-mongo/src/worker.ts',
  'sent-files': 'tool-server/src/files/inspect-apart.worker.ts',
  'question-files': 'tool-server/src/bank/formats-apart.worker.ts',
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
  const { outputFiles } = await esbuild({
    entryPoints: Object.fromEntries(present.map(([name, file]) => [name, path.join(root, file)])),
    // Source maps tell the way to the sources from where the files are in the end.
    outdir: dist,
    write: false,
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
  for (const file of outputFiles) {
    const target = path.join(place, path.relative(dist, file.path));
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, file.contents);
  }
}

async function buildUi() {
  if (!existsSync(path.join(root, 'ui/index.html'))) return;
  const { build } = await import('vite');
  const config = { root: path.join(root, 'ui'), logLevel: 'warn' };
  await build({ ...config, build: { outDir: uiDir } });
  // The same pages for the server, which renders what a launch shows first.
  await build({
    ...config,
    build: { ssr: 'src/served/render.tsx', outDir: path.join(place, 'served'), manifest: false },
  });
  await runArrivalFirst();
  await Promise.all([compressAssets(path.join(uiDir, 'assets')), writePreloads(), buildServiceWorker()]);
}

/** Scripts of a page run in their order; what the launch's page needs at once shall not wait for the others. */
async function runArrivalFirst() {
  const file = path.join(uiDir, 'index.html');
  const html = await readFile(file, 'utf8');
  const [tag] = /<script [^>]*assets\/arrive-[^>]*><\/script>/.exec(html) ?? [];
  if (tag === undefined) throw new Error('the page does not load its arrival');
  const others = html.replace(tag, '');
  const first = others.indexOf('<script');
  await writeFile(file, `${others.slice(0, first)}${tag}\n    ${others.slice(first)}`);
}

/** What each of the learner's pages adds to the files that every page loads; both catalogues. */
const pageEntries = {
  exam: 'src/features/exam/exam-pages.ts',
  topic: 'src/features/topic/components/topic-page.tsx',
  practice: 'src/features/practice/components/practice-start-page.tsx',
  class: 'src/features/class-home/components/class-home-page.tsx',
  gradebook: 'src/features/class/components/class-page.tsx',
  picker: 'src/features/picker/components/picker-page.tsx',
  vi: 'src/i18n/vi.ts',
  en: 'src/i18n/en.ts',
};

const readManifest = async () => JSON.parse(await readFile(path.join(uiDir, '.vite/manifest.json'), 'utf8'));

/** The files of an entry and of everything that it imports; a style sheet comes after those that it may overrule. */
function filesOf(manifest, entry) {
  const names = new Set([entry]);
  // A set that grows while it is gone through comes to all that was added.
  for (const name of names) for (const imported of manifest[name].imports ?? []) names.add(imported);
  const chunks = [...names].map((name) => manifest[name]);
  const sheets = chunks.toReversed().flatMap(({ css = [] }) => css);
  return [...chunks.map(({ file }) => file), ...sheets].map((file) => `/app/${file}`);
}

/** The files that the page itself names. */
async function filesOfPage() {
  const html = await readFile(path.join(uiDir, 'index.html'), 'utf8');
  return [...html.matchAll(/(?:src|href)="(\/app\/assets\/[^"]+)"/g)].map(([, file]) => file);
}

/** For the server: what to name in a launch's page, so that nothing is found out step by step. */
async function writePreloads() {
  const [manifest, named] = [await readManifest(), await filesOfPage()];
  const preloads = Object.entries(pageEntries).map(([page, entry]) => [
    page,
    filesOf(manifest, entry).filter((file) => !named.includes(file)),
  ]);
  await writeFile(path.join(uiDir, 'preloads.json'), JSON.stringify(Object.fromEntries(preloads)));
}

/**
 * The files of the pages that a learner may have to reload without network, with all types of question, in both
 * languages; the page's first.
 */
async function learnerFiles() {
  const manifest = await readManifest();
  const { exam, topic, vi, en } = pageEntries;
  const looks = Object.keys(manifest).filter((name) => /^src\/question-types\/[\w-]+\/look\.tsx$/.test(name));
  const pages = [exam, topic, 'src/features/result/components/result-page.tsx'];
  const study = Object.keys(manifest).filter((name) =>
    /^src\/(features\/topic\/(components\/materials\/(?!self-check)|kept-study|tell-progress)|i18n\/(vi|en)\/materials\.)/.test(
      name,
    ),
  );
  const entries = [...pages, 'src/features/exam/log/log-file.ts', vi, en, ...looks, ...study];
  return [...new Set([...(await filesOfPage()), ...entries.flatMap((entry) => filesOf(manifest, entry))])];
}

/** Without a hash in its name: browsers ask for it again and compare. */
async function buildServiceWorker() {
  const files = await learnerFiles();
  await esbuild({
    entryPoints: [path.join(root, 'ui/src/worker/service-worker.ts')],
    outfile: path.join(uiDir, 'service-worker.js'),
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
  // What is saved while this runs is not in it.
  const [begun, packages] = [new Date(), packagesMark()];
  await openBuildingPlace(dist);
  await Promise.all([buildServers(), buildUi()]);
  await putInPlace(place, dist, stamp);
  await writeFile(stamp, packages);
  await utimes(stamp, begun, begun);
}
