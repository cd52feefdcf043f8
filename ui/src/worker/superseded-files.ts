/** More than all files of a build, so that a page that is open while builds are put in place finds its own. */
const KEPT = 120;

/**
 * Which files to drop from a cache that lists the oldest first: those that the current build does not need,
 * beyond the newest ones.
 */
export function supersededFiles(cached: readonly string[], needed: readonly string[], kept = KEPT): string[] {
  const current = new Set(needed);
  const others = cached.filter((path) => !current.has(path));
  return others.slice(0, Math.max(0, others.length - kept));
}
