import type { Catalogue } from '../catalogue/index.ts';
import type { Files } from '../files/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import { makeLoop, type Loop } from '../storage/index.ts';
import { filesOf } from './material.rules.ts';
import type { TopicStore } from './topic-store.ts';

const HOUR_MS = 3_600_000;
/** A file is looked at so often. */
const LOOK_MS = 6 * HOUR_MS;
/** So long nothing may name a file: whoever took it out of a topic may put it back, and undo what they did. */
const GRACE_MS = 7 * 24 * HOUR_MS;
/** Nobody goes on with an upload that rested for so long. */
const UPLOAD_MS = 24 * HOUR_MS;
const IDLE_MS = 600_000;

interface Deps {
  files: Files;
  catalogue: Pick<Catalogue, 'madeBanks' | 'materialFilesOf'>;
  topics: TopicStore;
  clock: Clock;
  logger: Logger;
}

/** The files that the topics of a bank name: as they are written, and in every edition that was issued. */
const makeUsedIn =
  ({ catalogue, topics }: Deps) =>
  async (bankCode: string): Promise<Set<string>> => {
    const bank = await catalogue.madeBanks.find(bankCode);
    const [drafted, issued] = await Promise.all([
      topics.materialsOf(bankCode),
      catalogue.materialFilesOf(bank?.topics.map(({ code }) => code) ?? []),
    ]);
    return new Set([...filesOf(drafted), ...issued]);
  };

/**
 * Lets files go that nothing has named for a while, and uploads that nobody went on with. Several processes may do so at
 * once: what a file says of itself decides.
 */
export function makeCollectFiles(deps: Deps): Loop {
  const { clock, logger } = deps;
  const { collecting } = deps.files;
  const usedIn = makeUsedIn(deps);

  async function step(): Promise<boolean> {
    const now = clock.now();
    await collecting.removeUploadsSince(new Date(now.getTime() - UPLOAD_MS));
    const found = await collecting.lookedAtBefore(new Date(now.getTime() - LOOK_MS));
    const used = new Map<string, Set<string>>();
    for (const file of found) {
      const { bank, hash, unusedSince } = file;
      const ofBank = used.get(bank) ?? (await usedIn(bank));
      used.set(bank, ofBank);
      const isUsed = ofBank.has(hash);
      const isOver = unusedSince !== undefined && now.getTime() - unusedSince.getTime() >= GRACE_MS;
      if (!isUsed && isOver) await collecting.remove(file, { unusedSince });
      else await collecting.look(file, isUsed, now);
    }
    return found.length > 0;
  }

  return makeLoop({
    step,
    concurrency: 1,
    idleMs: IDLE_MS,
    onError: (err) => logger.warn({ err }, 'unused files could not be let go'),
  });
}
