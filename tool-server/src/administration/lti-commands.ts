import { readFile } from 'node:fs/promises';
import { parsePlatformRegistration } from '@chuyen-de/lti-config';
import type { Command } from 'commander';
import { CommandError } from './command-error.ts';
import { parseWords } from './parse-words.ts';
import type { RunCommand } from './run-command.ts';

async function readRegistration(file: string) {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CommandError(`cannot read ${file}`);
  });
  const parsed = parsePlatformRegistration(text);
  if (!parsed.ok)
    throw new CommandError(
      `${file} cannot be used:\n${parsed.faults.map((fault) => `  - ${fault}`).join('\n')}`,
    );
  return parsed.registration;
}

function addRegistrationCommands(program: Command, run: RunCommand): void {
  program
    .command('invite')
    .description('make a one-time address by which an LMS registers')
    .option('--hours <number>', 'how long it stays valid', '72')
    .option('--note <text>', 'for whom it is', parseWords)
    .action(
      run<[{ hours: string; note?: string }]>(async ({ openPlatforms }, { hours, note }) => {
        const ttlHours = Number(hours);
        if (!(ttlHours > 0 && ttlHours <= 24 * 365))
          throw new CommandError('--hours has to be a number from 1 to 8760');
        const { url } = await (await openPlatforms()).createInvitation({ ttlHours, note });
        return [
          `Valid once, within ${hours} hours. Give it to the LMS's administrator (Moodle: Manage tools → Tool URL):`,
          url,
        ];
      }),
    );

  program
    .command('register <file>')
    .description('register an LMS from a file; see lti-config/')
    .action(
      run<[string]>(
        async ({ openLti }, file) => {
          const registered = await (await openLti()).registerFromFile(await readRegistration(file));
          return [registered.created ? 'Registered.' : 'Brought up to date.', registered.platformId];
        },
        { makes: true },
      ),
    );
}

function addPlatformCommands(program: Command, run: RunCommand): void {
  program
    .command('platforms')
    .description('list registered LMSs')
    .action(
      run(async ({ openPlatforms }) => {
        const platforms = await (await openPlatforms()).listPlatforms();
        const state = (active: boolean): string => (active ? 'active' : 'off');
        return platforms.map(({ id, name, issuer, clientId, active }) =>
          [id, state(active), name, issuer, clientId].join('\t'),
        );
      }),
    );

  for (const [name, active, what] of [
    ['platform-on', true, 'let an LMS launch again'],
    ['platform-off', false, 'let an LMS launch no more'],
  ] as const) {
    program
      .command(`${name} <id>`)
      .description(what)
      .action(
        run<[string]>(async ({ openPlatforms }, id) => {
          if (!(await (await openPlatforms()).setPlatformActive(id, active)))
            throw new CommandError(`no LMS has the id ${id}; see "platforms"`);
          return [id];
        }),
      );
  }

  program
    .command('rotate-keys')
    .description('make new keys for all LMSs; the old ones stay published for a while')
    .action(run(async ({ openLti }) => ['Keys made:', String(await (await openLti()).rotateKeys())]));
}

/** Commands about the LMSs that may launch. */
export function addLtiCommands(program: Command, run: RunCommand): void {
  addRegistrationCommands(program, run);
  addPlatformCommands(program, run);
}
