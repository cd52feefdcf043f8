import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { InstallationFault } from './installation.model.ts';

/** As short as APP_SECRET may be. */
const LEAST_LENGTH = 32;

export const secretFile = (dataDir: string): string => path.join(dataDir, 'app-secret');

/** The secret that an earlier start has made and kept in the data directory. */
export async function readAppSecret(dataDir: string): Promise<string | undefined> {
  const file = secretFile(dataDir);
  const kept = await readFile(file, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
  if (kept === undefined) return undefined;
  if (kept.length < LEAST_LENGTH)
    throw new InstallationFault(`${file} is cut short: put the secret back that is kept with the backups`);
  await chmod(file, 0o600);
  return kept;
}

/**
 * The installation's secret outside production: made at the first start and kept in the data directory,
 * readable by its owner alone. It opens the key by which sessions are signed and keys of LTI registrations encrypted.
 */
export async function keepAppSecret(dataDir: string): Promise<string> {
  const kept = await readAppSecret(dataDir);
  if (kept !== undefined) return kept;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const file = secretFile(dataDir);
  const secret = randomBytes(32).toString('base64url');
  // Gets its name when it is whole: a start that ends half-way must not leave an empty secret behind.
  const making = `${file}.${process.pid}`;
  const handle = await open(making, 'w', 0o600);
  try {
    await handle.writeFile(secret);
    await handle.sync();
    await link(making, file);
    return secret;
  } catch (error) {
    // Another process was first.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return await readFile(file, 'utf8');
    throw error;
  } finally {
    await handle.close();
    await rm(making, { force: true });
  }
}
