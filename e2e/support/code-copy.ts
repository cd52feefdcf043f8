import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');
const notCopied = new Set(['node_modules', 'dist', 'data', 'coverage', '.git', 'docs']);

/** Links to the packages of the registry; our own are those of the copy. */
async function linkPackages(to: string): Promise<void> {
  const from = path.join(root, 'node_modules');
  await mkdir(path.join(to, 'node_modules/@chuyen-de'), { recursive: true });
  for (const name of await readdir(from))
    if (name !== '@chuyen-de') await symlink(path.join(from, name), path.join(to, 'node_modules', name));
  for (const name of await readdir(path.join(from, '@chuyen-de')))
    await symlink(path.join(to, name), path.join(to, 'node_modules/@chuyen-de', name));
  for (const name of ['tool-server', 'ui'])
    await symlink(path.join(root, name, 'node_modules'), path.join(to, name, 'node_modules'));
}

/** The code of the whole system in a folder of its own, to change and to build. */
export async function copyCode() {
  const folder = await mkdtemp(path.join(tmpdir(), 'chuyen-de-code-'));
  await cp(root, folder, { recursive: true, filter: (file) => !notCopied.has(path.basename(file)) });
  await linkPackages(folder);
  return {
    folder,
    script: (name: string): string => path.join(folder, 'scripts', name),
    /** Begins `npm run build`. */
    build() {
      const child = spawn(process.execPath, [path.join(folder, 'scripts/build.mjs')], { stdio: 'inherit' });
      return { child, ended: once(child, 'exit').then(([code]) => code as number | null) };
    },
    /** The addresses of all files of the pages that are built, lazy ones too. */
    async assets(): Promise<string[]> {
      const text = await readFile(path.join(folder, 'dist/ui/.vite/manifest.json'), 'utf8');
      const manifest = JSON.parse(text) as Record<string, { file: string; css?: string[] }>;
      return Object.values(manifest).flatMap(({ file, css = [] }) =>
        [file, ...css].map((at) => `/app/${at}`),
      );
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
