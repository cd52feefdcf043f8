import type { Role } from '@chuyen-de/contracts';
import { z } from 'zod';
import { foreignName, isSoundId } from '../kernel/text.rules.ts';
import { firstOf } from './claims.rules.ts';
import { readPages, type Gap } from './read-pages.ts';
import { isTaken } from './reply.rules.ts';
import { mapRoles } from './roles.rules.ts';
import type { CallService } from './service-calls.ts';

const NRPS_SCOPE = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';
const MEDIA = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json';
/** Some LMSs give ten people a page. */
const MAX_PAGES = 2_000;
/** More people than any course has; what lists more is broken, and would fill the memory. */
const MAX_MEMBERS = 50_000;
const MAX_MS = 5 * 60_000;
/** Who has a longer id cannot come by a launch either. @see LTI 1.3, 5.3.6.1 */
const MAX_ID = 255;
/**
 * Twenty thousand people. Parsing a page holds everybody else up, and nothing can part it: 30 ms for such people,
 * 150 ms for the worst that fits, twice that for twice as much.
 */
const MAX_PAGE_BYTES = 8 * 1024 * 1024;

export interface Member {
  subject: string;
  roles: Role[];
  name?: { full?: string; given?: string; family?: string; middle?: string };
  email?: string;
  status: 'active' | 'inactive';
}

/** `gap`: the roster goes on, and why it was not read further. `silent`: no answer came in time. */
type MembersResult = { ok: true; gap?: Gap } | { ok: false; status: number; message: string; silent?: true };

const optionalText = z
  .string()
  .nullish()
  .catch(undefined)
  .transform((text) => foreignName(text ?? ''));
/** Only the id and the roles are certain. */
const MemberEntry = z.object({
  user_id: z.union([z.string().min(1).max(MAX_ID).refine(isSoundId), z.number().transform(String)]),
  roles: firstOf(z.string()).catch([]),
  status: optionalText,
  name: optionalText,
  given_name: optionalText,
  family_name: optionalText,
  middle_name: optionalText,
  email: optionalText,
});

const named = (parts: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== ''));

function readMember(entry: unknown): Member[] {
  const parsed = MemberEntry.safeParse(entry);
  if (!parsed.success) return [];
  const { user_id, roles, status, email, ...person } = parsed.data;
  if (status === 'Deleted') return [];
  const name = named({
    full: person.name,
    given: person.given_name,
    family: person.family_name,
    middle: person.middle_name,
  });
  return [
    {
      subject: user_id,
      roles: mapRoles(roles),
      status: status === 'Inactive' ? 'inactive' : 'active',
      ...(Object.keys(name).length > 0 && { name }),
      ...(email !== '' && { email }),
    },
  ];
}

/** The members among some entries. Somebody who is listed twice has the roles of both. */
function membersAmong(entries: unknown[], rolesOf: Map<string, Role[]>): Member[] {
  const members = new Map<string, Member>();
  for (const member of entries.flatMap(readMember)) {
    const { subject } = member;
    const roles = [...new Set([...(rolesOf.get(subject) ?? []), ...member.roles])];
    rolesOf.set(subject, roles);
    members.set(subject, { ...member, roles });
  }
  return [...members.values()];
}

/** The LMS's roster. @see https://www.imsglobal.org/spec/lti-nrps/v2p0 */
export function makeNrps(call: CallService) {
  return {
    /**
     * Reads every page, or says what is missing. Members are handed over some at a time and not held: a roster may
     * have fifty thousand, and many are read at once. Somebody whom a later page lists again comes again.
     */
    readMembers: async (
      of: { platformId: string; membershipsUrl: string },
      enter: (members: Member[]) => void | Promise<void>,
    ): Promise<MembersResult> => {
      const rolesOf = new Map<string, Role[]>();
      const result = await readPages(
        call,
        {
          platformId: of.platformId,
          service: 'members',
          scope: NRPS_SCOPE,
          url: of.membershipsUrl,
          accept: MEDIA,
          maxBytes: MAX_PAGE_BYTES,
          list: { member: 'members' },
        },
        {
          mostPages: MAX_PAGES,
          mostEntries: MAX_MEMBERS,
          mostMs: MAX_MS,
          held: () => rolesOf.size,
          take: (entries) => enter(membersAmong(entries, rolesOf)),
        },
      );
      if (result.ok) return { ok: true, ...(result.gap && { gap: result.gap }) };
      const { reply } = result;
      if (isTaken(reply)) return { ok: false, status: 502, message: 'the LMS answered no roster' };
      const { status, message, silent } = reply;
      return { ok: false, status, message, ...(silent === true && { silent }) };
    },
  };
}

export type Nrps = ReturnType<typeof makeNrps>;
