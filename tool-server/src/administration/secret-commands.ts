import type { Command } from 'commander';
import { CommandError } from './command-error.ts';
import type { ReadSecret } from './read-secret.ts';
import type { RunCommand } from './run-command.ts';

const LEAST_LENGTH = 32;

/** The command by which an installation gets another secret. */
export function addSecretCommands(program: Command, run: RunCommand, readSecret: ReadSecret): void {
  program
    .command('change-secret')
    .description('give the data another secret: NEW_APP_SECRET, or standard input')
    .option('--lost', 'where nobody has the former secret any more: makes new keys for all LMSs')
    .action(
      run<[{ lost?: true }]>(async ({ changeSecret }, { lost }) => {
        const next = await readSecret('NEW_APP_SECRET', 'The new secret');
        if (next.length < LEAST_LENGTH)
          throw new CommandError(`The new secret has to have ${LEAST_LENGTH} characters or more`);
        const said = await changeSecret(next, lost === true);
        return [...said, 'Set APP_SECRET to the new secret, and start the tool again.'];
      }),
    );
}
