import { open, rm } from 'node:fs/promises';
import type { Command } from 'commander';
import {
  MOST_ACCOUNTS,
  RETENTION_KINDS,
  type KnownPerson,
  type Privacy,
  type Reach,
  type RetentionDays,
} from '../privacy/index.ts';
import { CommandError } from './command-error.ts';
import { parseWords } from './parse-words.ts';
import type { RunCommand } from './run-command.ts';

interface Whose {
  onlyThis?: true;
}

const describe = ({ id, platformId, name, email, sub, lastLaunchAt }: KnownPerson): string =>
  [id, platformId, name ?? '', email ?? '', sub, lastLaunchAt?.toISOString() ?? ''].join('\t');

/** The accounts that a command is about: the one named, and those of the same e-mail elsewhere. */
async function accountsOf({ find }: Privacy, id: string, { onlyThis }: Whose): Promise<KnownPerson[]> {
  const person = await find.get(id);
  if (!person) throw new CommandError(`nobody has the id ${id}; see "person find"`);
  const accounts = onlyThis ? [person] : await find.accountsOf(person);
  if (accounts.length > MOST_ACCOUNTS)
    throw new CommandError(
      `more than ${MOST_ACCOUNTS} accounts share the address ${person.email ?? ''}: that is an office's, not a person's; --only-this`,
    );
  return accounts;
}

/** Whoever means one account does not mean what others stored under its e-mail address. */
const reachOf = ({ onlyThis }: Whose): Reach => (onlyThis ? 'account' : 'everywhere');

/**
 * A file of somebody's data is for whoever asked for it: nobody else can open it, and none is overwritten. It is made
 * before anything is handed out, which the audit notes, and there is none of it where the disk does not take it whole.
 */
async function writeFile(file: string, text: AsyncIterable<string>): Promise<void> {
  const refused = (error: unknown): never => {
    throw new CommandError(`cannot write ${file}: ${(error as Error).message}`);
  };
  const handle = await open(file, 'wx', 0o600).catch(refused);
  try {
    for await (const piece of text) await handle.appendFile(piece).catch(refused);
    await handle.sync().catch(refused);
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}

function addFinding(people: Command, run: RunCommand): void {
  people
    .command('find <text>')
    .description('list accounts whose name, e-mail, id or id in the LMS has this in it')
    .action(
      run<[string]>(async ({ openPrivacy }, text) =>
        (await (await openPrivacy()).find.search(text)).map(describe),
      ),
    );
  people
    .command('export <id> <file>')
    .description('write all that is held of somebody into a file, of their accounts on other LMSs too')
    .option('--only-this', 'of this account alone')
    .action(
      run<[string, string, Whose]>(async ({ openPrivacy }, id, file, whose) => {
        const privacy = await openPrivacy();
        const accounts = await accountsOf(privacy, id, whose);
        await writeFile(file, privacy.handOut(accounts, 'administration', reachOf(whose)));
        return [...accounts.map(describe), file];
      }),
    );
}

function addForgetting(people: Command, run: RunCommand): void {
  people
    .command('forget <id>')
    .description('let names go and keep results under an id that names nobody, on other LMSs too')
    .requiredOption('--reason <text>', 'why, for the audit', parseWords)
    .option('--remove', 'remove results, too: only where nothing obliges the school to keep them')
    .option('--only-this', 'this account alone')
    .option('--dry-run', 'only list whose accounts it would be')
    .action(
      run<[string, Whose & { reason: string; remove?: true; dryRun?: true }]>(
        async ({ openPrivacy }, id, { reason, remove, dryRun, ...whose }) => {
          const privacy = await openPrivacy();
          const accounts = await accountsOf(privacy, id, whose);
          if (dryRun) return accounts.map(describe);
          const how = remove ? 'removed' : 'nameless';
          const counts = await privacy.forget({
            people: accounts,
            how,
            by: 'administration',
            reach: reachOf(whose),
            reason,
          });
          return [
            ...accounts.map(({ id: done }) => done),
            Object.entries(counts)
              .map(([name, count]) => `${name} ${count}`)
              .join('\t'),
          ];
        },
      ),
    );
}

function parseDays(given: Record<string, string>): RetentionDays {
  const days: RetentionDays = {};
  for (const kind of RETENTION_KINDS) {
    const text = given[kind];
    if (text === undefined) continue;
    if (!/^\d{1,5}$/.test(text) || Number(text) < 1)
      throw new CommandError(`--${kind} has to be a number of days`);
    days[kind] = Number(text);
  }
  if (Object.keys(days).length === 0) throw new CommandError('Say what is to go: --results 730 for one');
  return days;
}

/** Commands about what is held of people. */
export function addPersonCommands(program: Command, run: RunCommand): void {
  const people = program.command('person').description('what is held of a person: hand it out, let it go');
  addFinding(people, run);
  addForgetting(people, run);
  const retention = program
    .command('retention')
    .description('count what has been kept for longer than some days, by kind; --apply lets it go')
    .option('--apply', 'let it go');
  for (const kind of RETENTION_KINDS) retention.option(`--${kind} <days>`, `days for which ${kind} are kept`);
  retention.action(
    run<[Record<string, string> & { apply?: true }]>(async ({ openPrivacy }, given) => {
      const outcome = await (await openPrivacy()).retention(parseDays(given), given.apply === true);
      const word = given.apply ? 'gone' : 'would go';
      return outcome.map(
        ({ kind, before, count }) => `${kind}\t${count} ${word}\tbefore ${before.toISOString()}`,
      );
    }),
  );
}
