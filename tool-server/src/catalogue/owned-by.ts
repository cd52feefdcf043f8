import type { Scope } from '@chuyen-de/contracts';

/** Finds the documents that an owner has, not those of wider or narrower ones. */
export const ownedBy = (owner: Scope): Record<string, string> => ({
  'owner.kind': owner.kind,
  ...(owner.kind !== 'installation' && { 'owner.platformId': owner.platformId }),
  ...(owner.kind === 'course' && { 'owner.contextId': owner.contextId }),
});
