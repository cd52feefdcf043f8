import type { VersionOrigin } from '@chuyen-de/contracts';

/** How a change of a draft came about, where somebody did not just write. */
export interface EditDeed {
  as: 'restored' | 'together';
  /** Of `restored`: when what it says again was written. */
  of?: Date;
}

interface Edited {
  editedAt: Date;
  editedBy: string;
  edits: readonly { deed?: EditDeed }[];
  import?: string;
}

/** Whoever writes on within this time goes on with what they were writing: a page saves after each few words. */
const SITTING_MS = 10 * 60_000;

/** How a draft came to say what it says. */
export function originOf({ edits, import: brought }: Pick<Edited, 'edits' | 'import'>): {
  origin: VersionOrigin;
  of?: Date;
} {
  const last = edits.at(-1);
  if (!last) return { origin: brought === undefined ? 'written' : 'imported' };
  const { as: origin = 'written', of } = last.deed ?? {};
  return { origin, ...(of && { of }) };
}

/**
 * Whether what a draft says is kept when it is changed: where somebody else changes it, or later, or not by writing; and
 * what came to be in another way, or stands somewhere else as well.
 * @param stands it is in force, or was handed in
 */
export function isKept(
  before: Edited,
  next: { at: Date; by: string; deed?: EditDeed | undefined },
  stands: boolean,
): boolean {
  return (
    stands ||
    next.deed !== undefined ||
    originOf(before).origin !== 'written' ||
    before.editedBy !== next.by ||
    next.at.getTime() - before.editedAt.getTime() >= SITTING_MS
  );
}

interface Entry {
  number: number;
  fingerprint: string;
}

/** Revisions that no version says, the last of each content. */
export function unsaid<R extends Entry>(
  revisions: readonly R[],
  versions: readonly { hash?: string | undefined }[],
): R[] {
  const said = new Set(versions.map(({ hash }) => hash));
  return revisions.filter(({ fingerprint }) => !said.has(fingerprint));
}
