import type { Role } from '@chuyen-de/contracts';
import { z } from 'zod';
import { mapRoles } from './roles.rules.ts';
import type { CallService } from './service-calls.ts';

const NRPS_SCOPE = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';
const MEDIA = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json';
const MAX_PAGES = 100;
const MAX_PAGE_BYTES = 16 * 1024 * 1024;

export interface Member {
  subject: string;
  roles: Role[];
  name?: { full?: string; given?: string; family?: string; middle?: string };
  email?: string;
  status: 'active' | 'inactive';
}

/** `complete` is false where the LMS named a next page that was not read. */
type MembersResult =
  { ok: true; members: Member[]; complete: boolean } | { ok: false; status: number; message: string };

const optionalText = z
  .string()
  .nullish()
  .catch(undefined)
  .transform((text) => text ?? '');
/** Only the id and the roles are certain. */
const MemberEntry = z.object({
  user_id: z.coerce.string().min(1),
  roles: z.array(z.string()).catch([]),
  status: optionalText,
  name: optionalText,
  given_name: optionalText,
  family_name: optionalText,
  middle_name: optionalText,
  email: optionalText,
});
const Container = z.object({ members: z.array(z.unknown()) });

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

/** The address of the next page. @see RFC 8288 */
export function nextPage(link: string | string[] | undefined, from: string): string | undefined {
  const header = [link ?? []].flat().join(', ');
  const target = /<([^>]*)>\s*(?:;[^,]*)?;\s*rel="?next"?/i.exec(header)?.[1];
  return target !== undefined && URL.canParse(target, from) ? new URL(target, from).href : undefined;
}

/** The LMS's roster. @see https://www.imsglobal.org/spec/lti-nrps/v2p0 */
export function makeNrps(call: CallService) {
  return {
    /** Reads every page. A next page of another origin would get our token: it is not followed. */
    async readMembers(of: { platformId: string; membershipsUrl: string }): Promise<MembersResult> {
      const members: Member[] = [];
      let url = of.membershipsUrl;
      for (let page = 0; page < MAX_PAGES; page += 1) {
        const reply = await call({
          platformId: of.platformId,
          scope: NRPS_SCOPE,
          url,
          accept: MEDIA,
          maxBytes: MAX_PAGE_BYTES,
        });
        if (reply.status !== 200) return { ok: false, status: reply.status, message: reply.message };
        const container = Container.safeParse(reply.body);
        if (!container.success) return { ok: false, status: 502, message: 'the LMS answered no roster' };
        members.push(...container.data.members.flatMap(readMember));
        const next = nextPage(reply.headers.link, url);
        if (next === undefined || next === url) return { ok: true, members, complete: true };
        if (new URL(next).origin !== new URL(of.membershipsUrl).origin)
          return { ok: true, members, complete: false };
        url = next;
      }
      return { ok: true, members, complete: false };
    },
  };
}

export type Nrps = ReturnType<typeof makeNrps>;
