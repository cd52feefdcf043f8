import { rm } from 'node:fs/promises';
import type { Connection } from 'mongoose';
import { secretFile } from '../app-secret.ts';
import { changeSecret, InstallationFault, replaceMasterKey } from '../installation/index.ts';
import { CommandError } from './command-error.ts';

interface Deps {
  connection: Connection;
  dataDir: string;
  /** The secret as it is. */
  formerSecret: () => Promise<string>;
  /** Makes new keys for all LMSs, by the master key given. */
  rotateKeys: (masterKey: string) => Promise<number>;
  /** Lets those record stores elsewhere wait whose secrets cannot be opened any more; answers their names. */
  pauseTargets: () => Promise<string[]>;
}

/** Changes the secret of an installation; answers what else there is to do. */
export const makeChangeSecret =
  ({ connection, dataDir, formerSecret, rotateKeys, pauseTargets }: Deps) =>
  async (next: string, lost: boolean): Promise<string[]> => {
    if (!lost) {
      await changeSecret(connection, { former: await formerSecret(), next }).catch((error: unknown) => {
        throw error instanceof InstallationFault ? new CommandError(error.message) : error;
      });
      await rm(secretFile(dataDir), { force: true });
      return ['The secret is changed; nobody has to sign in or register again.'];
    }
    const count = await rotateKeys(await replaceMasterKey(connection, next));
    const targets = await pauseTargets();
    await rm(secretFile(dataDir), { force: true });
    return [
      `${count} LMSs get new keys, which they fetch by themselves. Everybody who is signed in has to come from the LMS anew,`,
      'and pseudonyms are others from now on.',
      ...targets.map(
        (name) => `${name} waits for its secret: npm run admin -- lrs-target add …, then resume`,
      ),
    ];
  };
