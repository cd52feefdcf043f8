import { dumpStore, RestoreError, restoreStore } from '@chuyen-de/embedded-mongo';
import type { Command } from 'commander';
import { CommandError } from './command-error.ts';
import type { RunCommand } from './run-command.ts';

/** Commands about the embedded store's data. */
export function addStoreCommands(program: Command, run: RunCommand): void {
  program
    .command('dump <folder>')
    .description('back up the embedded store in the format of mongodump, also while the tool runs')
    .action(
      run<[string]>(async ({ store }, folder) => {
        if (store.embeddedUri === undefined) throw new CommandError('MONGODB_URI is set: use mongodump');
        await dumpStore({ uri: store.embeddedUri }, folder);
        return [folder];
      }),
    );
  program
    .command('restore <folder>')
    .description('put a dump back; stop the tool first')
    .action(
      run<[string]>(async ({ store }, folder) => {
        if (store.embeddedUri === undefined) throw new CommandError('MONGODB_URI is set: use mongorestore');
        if (store.joined) throw new CommandError('the tool is running: stop it first');
        await restoreStore({ uri: store.embeddedUri }, folder).catch((error: unknown) => {
          throw error instanceof RestoreError ? new CommandError(error.message) : error;
        });
        return [folder];
      }),
    );
}
