import { chmod, lstat, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { isRunning } from '@chuyen-de/embedded-mongo';
import { z } from 'zod';

/** What a running process tells the administration beside it. */
const RunningTool = z.object({
  pid: z.number().int().positive(),
  name: z.string(),
  publicUrl: z.string(),
  dataDir: z.string(),
  mongoUri: z.string().optional(),
});
export type RunningTool = z.infer<typeof RunningTool>;

const uid = process.getuid?.() ?? 0;

/** A folder of this user alone, in which each running process has a file. */
function places(environment: Record<string, string | undefined>): string[] {
  const given = environment['RUNTIME_DIRECTORY']?.split(':')[0];
  // systemd makes the first for a service that asks for it (RuntimeDirectory=), which others do not see in /tmp then.
  return [
    ...(given ? [given] : []),
    ...(process.platform === 'linux' ? ['/run/chuyen-de'] : []),
    path.join(os.tmpdir(), `chuyen-de-${uid}`),
  ];
}

/** Whoever may write into the folder could send the administration to data of their own. */
async function isOurs(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined);
  if (!found?.isDirectory()) return false;
  return process.platform === 'win32' || (found.uid === uid && (found.mode & 0o022) === 0);
}

async function findPlace(environment: Record<string, string | undefined>): Promise<string | undefined> {
  for (const folder of places(environment)) {
    if (!folder.startsWith('/run')) await mkdir(folder, { mode: 0o700 }).catch(() => undefined);
    if (await isOurs(folder)) return folder;
  }
  return undefined;
}

const fileOf = (folder: string, pid: number): string => path.join(folder, `${pid}.json`);

/**
 * Notes for the administration where this process has its data, for this user alone. Answers what takes the note
 * away; without a place for it, the administration has to be told.
 */
export async function noteRunningTool(
  tool: Omit<RunningTool, 'pid'>,
  environment: Record<string, string | undefined>,
): Promise<() => Promise<void>> {
  const folder = await findPlace(environment);
  if (folder === undefined) return () => Promise.resolve();
  const file = fileOf(folder, process.pid);
  try {
    const making = `${file}.new`;
    const handle = await open(making, 'w', 0o600);
    await handle.writeFile(JSON.stringify({ ...tool, pid: process.pid } satisfies RunningTool));
    await handle.close();
    await chmod(making, 0o600);
    await rename(making, file);
  } catch {
    // A full disk is no reason not to start.
    return () => Promise.resolve();
  }
  return () => rm(file, { force: true });
}

async function readNote(file: string): Promise<RunningTool | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '');
  try {
    const note = RunningTool.parse(JSON.parse(text));
    if (isRunning(note.pid)) return note;
  } catch {
    // Of another program, or cut short.
    return undefined;
  }
  await rm(file, { force: true }).catch(() => undefined);
  return undefined;
}

/** The processes of this user that run now, by what they have noted. */
export async function findRunningTools(
  environment: Record<string, string | undefined>,
): Promise<RunningTool[]> {
  const found: RunningTool[] = [];
  for (const folder of new Set(places(environment))) {
    if (!(await isOurs(folder))) continue;
    for (const name of await readdir(folder)) {
      const note = name.endsWith('.json') ? await readNote(path.join(folder, name)) : undefined;
      if (note) found.push(note);
    }
  }
  return found;
}
