import type { TargetSummary } from '@chuyen-de/xapi';
import type { Command } from 'commander';
import { ZodError } from 'zod';
import { CommandError } from './command-error.ts';
import type { ReadSecret } from './read-secret.ts';
import type { RunCommand } from './run-command.ts';

interface AddOptions {
  name?: string;
  from: string;
  xapi: string;
  verb?: string[];
  activity?: string[];
  platform?: string[];
  pseudonymise?: true;
}

/** How many dead letters are listed; `retry` means all. */
const LISTED = 100;

const collect = (value: string, given: string[] = []): string[] => [...given, value];

function parseFrom(text: string): 'start' | 'now' | Date {
  if (text === 'start' || text === 'now') return text;
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw new CommandError('--from has to be start, now or a date');
  return time;
}

function parseVersion(text: string): '1.0.3' | '2.0.0' {
  if (text !== '1.0.3' && text !== '2.0.0') throw new CommandError('--xapi has to be 1.0.3 or 2.0.0');
  return text;
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').slice(0, 120);

function describe(target: TargetSummary): string {
  const { name, state, waiting, lagSeconds, sent, failed, dead, lastReply } = target;
  const figures = `waiting ${waiting}\tlag ${lagSeconds} s\tsent ${sent}\tfailed ${failed}\tdead ${dead}`;
  const trouble = lastReply ? `\t${lastReply.status} ${oneLine(lastReply.message)}` : '';
  return `${name}\t${state}\t${figures}${trouble}`;
}

const missing = (name: string): CommandError => new CommandError(`there is no target named ${name}`);

const SECRET_IS_VISIBLE =
  'What stands on the command line every user of the machine can read: set LRS_TARGET_SECRET instead, ' +
  'or give the secret on standard input.';

function addAdd(targets: Command, run: RunCommand, readSecret: ReadSecret): void {
  targets
    .command('add <endpoint> <key>')
    .description(
      'send statements to a record store; again: gives it other settings; its secret: LRS_TARGET_SECRET or standard input',
    )
    .allowExcessArguments()
    .option('--name <name>', 'its name, if not the endpoint')
    .option('--from <start|now|date>', 'where it begins: with all, with what comes, or with a day', 'now')
    .option('--xapi <version>', 'the version it speaks: 1.0.3 or 2.0.0', '1.0.3')
    .option('--verb <iri>', 'only statements of this verb; may be repeated', collect)
    .option('--activity <beginning>', 'only those about or within such activities; may be repeated', collect)
    .option('--platform <id>', 'only those of this platform; may be repeated', collect)
    .option('--pseudonymise', 'without names, and with pseudonyms for people')
    .action(
      run<[string, string, AddOptions, Command]>(
        async ({ openLrsTargets }, endpoint, key, options, { args }) => {
          if (args.length > 2) throw new CommandError(SECRET_IS_VISIBLE);
          const secret = await readSecret('LRS_TARGET_SECRET', 'The secret of the key');
          const { name, from, xapi, verb, activity, platform, pseudonymise } = options;
          const target = { endpoint, key, secret, name, pseudonymise };
          const filter = {
            ...(verb && { verbs: verb }),
            ...(activity && { activities: activity }),
            ...(platform && { platforms: platform }),
          };
          const settings = { filter, from: parseFrom(from), version: parseVersion(xapi) };
          const lrsTargets = await openLrsTargets();
          try {
            return [await lrsTargets.add({ ...target, ...settings })];
          } catch (error) {
            if (!(error instanceof ZodError)) throw error;
            const [said] = error.issues.filter(({ code }) => code === 'custom');
            throw new CommandError(said?.message ?? 'each verb has to be an IRI');
          }
        },
      ),
    );
}

function addDeadLetters(targets: Command, run: RunCommand): void {
  targets
    .command('dead <target>')
    .description('list what it refused for good, and why')
    .action(
      run<[string]>(async ({ openLrsTargets }, name) => {
        const letters = await (await openLrsTargets()).dead(name, LISTED);
        return letters.map(
          ({ statementId, status, message, at }) =>
            `${statementId}\t${at.toISOString()}\t${status} ${oneLine(message)}`,
        );
      }),
    );
  targets
    .command('retry <target>')
    .description('send again what it refused')
    .action(
      run<[string]>(async ({ openLrsTargets }, name) => {
        const count = await (await openLrsTargets()).retry(name);
        if (count === undefined) throw missing(name);
        return ['Sent again:', String(count)];
      }),
    );
}

/** Commands about the record stores elsewhere that are told what ours is told. */
export function addTargetCommands(program: Command, run: RunCommand, readSecret: ReadSecret): void {
  const targets = program.command('lrs-target').description('other record stores that get the statements');
  addAdd(targets, run, readSecret);
  targets
    .command('list')
    .description('how far each has come')
    .action(run(async ({ openLrsTargets }) => (await (await openLrsTargets()).list()).map(describe)));
  addDeadLetters(targets, run);
  for (const [verb, what] of [
    ['pause', 'let its statements wait'],
    ['resume', 'go on, at once'],
    ['remove', 'forget it and what it refused'],
  ] as const)
    targets
      .command(`${verb} <target>`)
      .description(what)
      .action(
        run<[string]>(async ({ openLrsTargets }, name) => {
          if (!(await (await openLrsTargets())[verb](name))) throw missing(name);
          return [name];
        }),
      );
}
