import { endOfSchoolDay, ToolRole, type Scope } from '@chuyen-de/contracts';
import type { Command } from 'commander';
import { scopeText } from '../policies/index.ts';
import type { RoleGrant, Roles } from '../roles/index.ts';
import { CommandError } from './command-error.ts';
import type { Administration } from './open-administration.ts';
import { parseWords } from './parse-words.ts';
import { readScope, SCOPE_WORDS } from './read-scope.ts';
import type { RunCommand } from './run-command.ts';

const OPERATOR = { kind: 'operator' } as const;

function readRole(text: string): ToolRole {
  const role = ToolRole.options.find((known) => known === text);
  if (!role) throw new CommandError(`"${text}" is no role; there are ${ToolRole.options.join(', ')}`);
  return role;
}

/** The end of a day at the school; null where none is named. */
function readUntil(day: string | undefined): Date | null {
  if (day === undefined) return null;
  const end = /^\d{4}-\d\d-\d\d$/.test(day) ? endOfSchoolDay(day) : Number.NaN;
  if (Number.isNaN(end)) throw new CommandError('--until has to be a day, as 2027-06-30');
  return new Date(end);
}

type Refused = Extract<
  Awaited<ReturnType<Roles['grant']>> | Awaited<ReturnType<Roles['revoke']>>,
  { ok: false }
>;

/** Why a role could not be granted or revoked, in a sentence. */
const WORDS: Record<Refused['error']['code'], string> = {
  person_not_found: 'nobody has this id; see "person find"',
  role_out_of_reach:
    'a role counts where its person comes in: name their LMS, a course of it, or the installation',
  role_held_already: 'they hold this role there already; to change until when, revoke it and grant it again',
  role_until_past: 'the day of --until has passed',
  role_grant_not_found: 'no role has been granted under this id; see "grants"',
  role_to_oneself: 'nobody grants a role to themselves',
  not_permitted: 'this is not permitted',
};

const describe = ({
  _id,
  personId,
  role,
  scope,
  grantedAt,
  grantedBy,
  until,
  revoked,
  reason,
}: RoleGrant): string =>
  [
    _id,
    personId,
    role,
    scopeText(scope),
    grantedAt.toISOString(),
    grantedBy,
    revoked ? `revoked ${revoked.at.toISOString()} by ${revoked.by}` : (until?.toISOString() ?? ''),
    reason,
  ].join('\t');

interface GrantOptions {
  in?: string;
  until?: string;
  reason: string;
}

/** Where a role is to count: where it is said, else in the whole LMS of its person. */
async function scopeFor(
  personId: string,
  text: string | undefined,
  administration: Administration,
): Promise<Scope> {
  if (text !== undefined) return readScope(text, administration);
  const person = await (await administration.openPeople()).get(personId);
  if (!person) throw new CommandError(WORDS.person_not_found);
  return { kind: 'platform', platformId: person.platformId };
}

/** Commands about the roles of the tool: whoever runs it may grant any, anywhere. */
export function addRoleCommands(program: Command, run: RunCommand): void {
  program
    .command('grant <person> <role>')
    .description(`grant somebody a role of the tool (${ToolRole.options.join(', ')}); see "person find"`)
    .option('--in <where>', `where it counts, by default their whole LMS: ${SCOPE_WORDS}`)
    .option('--until <day>', 'the last day on which it counts, as 2027-06-30')
    .requiredOption('--reason <text>', 'why, for the audit', parseWords)
    .action(
      run<[string, string, GrantOptions]>(async (administration, personId, role, given) => {
        const wish = { personId, role: readRole(role), until: readUntil(given.until), reason: given.reason };
        const scope = await scopeFor(personId, given.in, administration);
        const result = await (await administration.openRoles()).grant(OPERATOR, { ...wish, scope });
        if (!result.ok) throw new CommandError(WORDS[result.error.code]);
        return [`Granted ${role} in ${scopeText(scope)}.`, result.grant._id];
      }),
    );

  program
    .command('revoke <id>')
    .description('take back a role of the tool; see "grants"')
    .requiredOption('--reason <text>', 'why, for the audit', parseWords)
    .action(
      run<[string, { reason: string }]>(async ({ openRoles }, grantId, { reason }) => {
        const result = await (await openRoles()).revoke(OPERATOR, { grantId, reason });
        if (!result.ok) throw new CommandError(WORDS[result.error.code]);
        return [result.grant._id];
      }),
    );

  program
    .command('grants')
    .description('list who holds roles of the tool: id, person, role, where, since, by whom, until when, why')
    .option('--person <id>', 'of one person alone')
    .option('--past', 'also those that have ended')
    .action(
      run<[{ person?: string; past?: true }]>(async ({ openRoles }, { person, past = false }) =>
        (await (await openRoles()).list({ personId: person, past })).map(describe),
      ),
    );
}
