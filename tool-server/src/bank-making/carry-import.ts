import type { Logger } from '../kernel/logger.ts';
import type { Lease } from '../storage/index.ts';
import type { ImportStore } from './import-store.ts';
import type { StoredImport } from './question-import.model.ts';

interface Deps {
  imports: ImportStore;
  logger: Logger;
}

/** What is done in one step, well within the time of a lease. */
const AT_ONCE = 500;
/** So many questions are waited for; of more the page is told how far it is. */
const WAITED_FOR = 2_000;

type Decided = StoredImport & { state: 'confirming' | 'undoing' };
const DONE = { confirming: 'confirmed', undoing: 'undone' } as const;

const isDecided = (read: StoredImport): read is Decided => read.state in DONE;

/** Does what was decided, step by step, and tells of each. */
async function carry({ imports }: Deps, { document, renew, release }: Lease<StoredImport>): Promise<void> {
  const read = document as Decided;
  const { state: phase } = read;
  if (phase === 'confirming') await imports.leaveOut(read);
  const of = phase === 'confirming' ? await imports.countWaiting(read) : read.found;
  for (let done = 0; ;) {
    const step = phase === 'confirming' ? imports.takeSome : imports.removeSome;
    const some = await step(read, AT_ONCE);
    if (some === 0) break;
    done += some;
    // Something else was decided: whoever carries that out goes on.
    if (!(await renew({ $set: { progress: { phase, done: Math.min(done, of), of } } }))) return;
  }
  await release({ $set: { state: DONE[phase] }, $unset: { progress: true } });
}

/** Leaves nothing of one whose process has ended in the middle of it, and says so. */
async function clear({ imports }: Deps, { document, renew, release }: Lease<StoredImport>): Promise<void> {
  while ((await imports.removeSome(document, AT_ONCE)) > 0) if (!(await renew())) return;
  await release({ $set: { state: 'interrupted' }, $unset: { progress: true } });
}

/**
 * Makes what carries out what was decided of an import, where nobody does: also what another process was killed in the
 * middle of. Waits for that where there is little to be done.
 * @returns the import as it is then
 */
export function makeCarryImport(deps: Deps) {
  const { imports, logger } = deps;
  return async (read: StoredImport): Promise<StoredImport> => {
    if (!isDecided(read) && read.state !== 'reading') return read;
    const lease = await imports.lease({ _id: read._id, state: read.state });
    if (!lease) return read;
    const work = isDecided(read) ? carry(deps, lease) : clear(deps, lease);
    if (read.found <= WAITED_FOR) await work;
    else
      work.catch((error: unknown) => {
        // Whoever looks at it after the time of the lease goes on.
        logger.error({ err: error, import: read._id }, 'an import was not carried out');
      });
    return (await imports.find(read.bank, read._id)) ?? read;
  };
}

export type CarryImport = ReturnType<typeof makeCarryImport>;
