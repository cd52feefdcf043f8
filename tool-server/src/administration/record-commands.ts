import { couldUnmask, SCOPES, type Scope } from '@chuyen-de/xapi';
import type { Command } from 'commander';
import { CommandError } from './command-error.ts';
import { parseWords } from './parse-words.ts';
import type { RunCommand } from './run-command.ts';

function parseScopes(text: string): Scope[] {
  return text.split(',').map((name) => {
    const scope = SCOPES.find((known) => known === name.trim());
    if (!scope) throw new CommandError(`"${name}" is no scope; there are ${SCOPES.join(', ')}`);
    return scope;
  });
}

const noSuchKey = (key: string): CommandError =>
  new CommandError(`no valid key is called ${key}; see "lrs-key list"`);

interface CreateOptions {
  scopes: string;
  note?: string;
  platform?: string[];
  identified?: boolean;
}

function addCreateCommand(keys: Command, run: RunCommand): void {
  keys
    .command('create')
    .description('make a key and its secret, shown once')
    .option('--scopes <list>', SCOPES.join(', '), 'all/read')
    .option('--note <text>', 'for whom it is', parseWords)
    .option('--platform <id...>', 'bind it to these LMSs, see "platforms"; it sees only what is theirs')
    .option('--identified', 'let it see who people are in the answers for analysts')
    .action(
      run<[CreateOptions]>(async ({ recordStore }, { scopes: names, note, platform, identified }) => {
        const scopes = parseScopes(names);
        if (couldUnmask({ scopes, identified: identified ?? false }))
          throw new CommandError(
            'who writes statements could find out who is behind a pseudonym: make one key for each',
          );
        const { key, secret } = await recordStore.credentials.create({
          scopes,
          note,
          platforms: platform,
          identified,
        });
        return [`${key} ${secret}`];
      }),
    );
}

/** Commands about the record store. */
export function addRecordCommands(program: Command, run: RunCommand): void {
  const keys = program.command('lrs-key').description('credentials of the record store');
  addCreateCommand(keys, run);
  keys
    .command('list')
    .description('list keys: since when, scopes, LMSs, note')
    .action(
      run(async ({ recordStore }) =>
        (await recordStore.credentials.list()).map(
          ({ key, scopes, note, platforms, identified, createdAt, revokedAt, isStopped }) =>
            [
              key,
              revokedAt ? `revoked ${revokedAt.toISOString()}` : `since ${createdAt.toISOString()}`,
              ...(isStopped ? ['stopped: who made it administers the LMS no more'] : []),
              scopes.join(','),
              platforms?.join(',') ?? 'all platforms',
              identified ? 'identified' : 'pseudonymous',
              note ?? '',
            ].join('\t'),
        ),
      ),
    );
  keys
    .command('rotate <key>')
    .description('give a key a new secret, shown once; the former is void')
    .action(
      run<[string]>(async ({ recordStore }, key) => {
        const renewed = await recordStore.credentials.rotate(key);
        if (!renewed) throw noSuchKey(key);
        return [`${renewed.key} ${renewed.secret}`];
      }),
    );
  keys
    .command('revoke <key>')
    .description('end a key for good')
    .action(
      run<[string]>(async ({ recordStore }, key) => {
        if (!(await recordStore.credentials.revoke(key))) throw noSuchKey(key);
        return [key];
      }),
    );
}
