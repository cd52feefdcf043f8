import { rm } from 'node:fs/promises';
import type { TargetSummary } from '@chuyen-de/xapi';
import type { Connection } from 'mongoose';
import { changeSecret, InstallationFault, replaceMasterKey, secretFile } from '../installation/index.ts';
import { CommandError } from './command-error.ts';

type LrsTarget = Pick<TargetSummary, 'name' | 'endpoint' | 'key' | 'version' | 'filter' | 'pseudonymise'>;

/** For a shell, whatever stands in it. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** The command that gives a record store its secret again and nothing else: a pseudonym must not become a name. */
function addAgain({ name, endpoint, key, version, filter, pseudonymise }: LrsTarget): string {
  const { verbs = [], activities = [], platforms = [] } = filter;
  const words = [
    ...[quoted(endpoint), quoted(key), '--name', quoted(name)],
    ...(version === '1.0.3' ? [] : ['--xapi', version]),
    ...verbs.flatMap((verb) => ['--verb', quoted(verb)]),
    ...activities.flatMap((activity) => ['--activity', quoted(activity)]),
    ...platforms.flatMap((platform) => ['--platform', quoted(platform)]),
    ...(pseudonymise ? ['--pseudonymise'] : []),
  ];
  return `  npm run admin -- lrs-target add ${words.join(' ')}`;
}

/** What an administrator does so that other record stores are told again. */
export const targetLines = (targets: readonly LrsTarget[]): string[] =>
  targets.flatMap((target) => [
    `${target.name} waits until it is given its secret (LRS_TARGET_SECRET, or standard input) and goes on:`,
    addAgain(target),
    `  npm run admin -- lrs-target resume ${quoted(target.name)}`,
  ]);

interface Deps {
  connection: Connection;
  dataDir: string;
  /** The secret as it is. */
  formerSecret: () => Promise<string>;
  /** Makes new keys for all LMSs, by the master key given. */
  rotateKeys: (masterKey: string) => Promise<number>;
  /** Lets those record stores elsewhere wait whose secrets cannot be opened any more. */
  pauseTargets: () => Promise<LrsTarget[]>;
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
      ...targetLines(targets),
    ];
  };
