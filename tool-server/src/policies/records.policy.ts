import type { Actor } from './actor.rules.ts';
import { holds, scopesOf, teaches } from './actor.rules.ts';

/** How far somebody sees into the record store, and whether with names. */
export interface RecordsReach {
  kind: 'installation' | 'platform' | 'course';
  /** Names are for those who see the class page of that course anyway. @see docs/adr/0010-who-sees-whom.md */
  identified: boolean;
}

const WIDEST = ['installation', 'platform', 'course'] as const;

/** How far the roles that the LMS says reach; `shared`: several institutions may be on it. */
function reachByLms({ roles }: Actor, shared: boolean): RecordsReach['kind'] | undefined {
  if (roles.includes('administrator') || (roles.includes('organiser') && !shared)) return 'platform';
  return teaches({ roles }) ? 'course' : undefined;
}

/**
 * What somebody may see of the record store: organisers their scope; authors and appraisers how questions were
 * answered, in figures that name nobody. Who teaches the course keeps seeing its people: as an author they see more
 * from a course that they do not teach.
 */
export function recordsReach(actor: Actor, shared: boolean): RecordsReach | undefined {
  const byLms = reachByLms(actor, shared);
  const reaches = [...scopesOf(actor, ['organiser']).map(({ kind }) => kind), ...(byLms ? [byLms] : [])];
  const kind = WIDEST.find((each) => reaches.includes(each));
  if (kind) return { kind, identified: kind === 'course' };
  const figures = scopesOf(actor, ['author', 'appraiser']).map((scope) => scope.kind);
  const widest = WIDEST.find((each) => figures.includes(each));
  return widest && { kind: widest, identified: false };
}

/** Whether somebody sees anything of the record store. */
export const readsRecords = (actor: Actor): boolean =>
  teaches(actor) || holds(actor, 'organiser', 'author', 'appraiser');
