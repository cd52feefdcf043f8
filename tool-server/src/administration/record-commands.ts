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

function parseEndpoint(text: string): string {
  if (!/^https?:$/.test(URL.canParse(text) ? new URL(text).protocol : ''))
    throw new CommandError(`"${text}" is no http(s) address`);
  return text;
}

/** Commands about the record store and others that get its statements. */
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

  const targets = program.command('lrs-target').description('other record stores that get every statement');
  targets.command('add <endpoint> <key> <secret>').action(
    run<[string, string, string]>(async ({ lrsTargets }, endpoint, key, secret) => {
      await lrsTargets.add({ endpoint: parseEndpoint(endpoint), key, secret });
      return [endpoint];
    }),
  );
  targets
    .command('list')
    .action(
      run(async ({ lrsTargets }) =>
        (await lrsTargets.list()).map(
          ({ endpoint, waiting, refused }) => `${endpoint}\twaiting ${waiting}\trefused ${refused}`,
        ),
      ),
    );
  targets
    .command('retry <endpoint>')
    .description('send again what it refused')
    .action(
      run<[string]>(async ({ lrsTargets }, endpoint) => [
        'Sent again:',
        String(await lrsTargets.retry(parseEndpoint(endpoint))),
      ]),
    );
  targets.command('remove <endpoint>').action(
    run<[string]>(async ({ lrsTargets }, endpoint) => {
      if (!(await lrsTargets.remove(parseEndpoint(endpoint))))
        throw new CommandError(`there is no target at ${endpoint}`);
      return [endpoint];
    }),
  );
}
