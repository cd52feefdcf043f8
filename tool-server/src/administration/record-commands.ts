import { SCOPES, type Scope } from '@chuyen-de/xapi';
import type { Command } from 'commander';
import { CommandError, type RunCommand } from './run-command.ts';

function parseScopes(text: string): Scope[] {
  return text.split(',').map((name) => {
    const scope = SCOPES.find((known) => known === name.trim());
    if (!scope) throw new CommandError(`"${name}" is no scope; there are ${SCOPES.join(', ')}`);
    return scope;
  });
}

/** Commands about the record store. */
export function addRecordCommands(program: Command, run: RunCommand): void {
  const keys = program.command('lrs-key').description('credentials of the record store');
  keys
    .command('create')
    .description('make a key and its secret, shown once')
    .option('--scopes <list>', SCOPES.join(', '), 'all/read')
    .option('--note <text>', 'for whom it is')
    .action(
      run<[{ scopes: string; note?: string }]>(async ({ recordStore }, { scopes, note }) => {
        const { key, secret } = await recordStore.credentials.create({
          scopes: parseScopes(scopes),
          ...(note !== undefined && { note }),
        });
        return [`${key} ${secret}`];
      }),
    );
}
