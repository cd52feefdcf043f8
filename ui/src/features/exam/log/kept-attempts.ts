import type { LearnerAttempt } from '@chuyen-de/contracts';
import { deviceClock } from '../../../lib/device-clock.ts';
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { newestOfEach, type Entry } from './entry-store.ts';

/** Whom an attempt is kept for: the learner, in the tab that holds it. A tab keeps its identifier over a reload. */
export interface Keeper {
  person: string;
  device: string;
}

/** An open attempt with the device times between which the server's clock was read. */
interface Dated {
  attempt: LearnerAttempt;
  sentAt: number;
  receivedAt: number;
}

type KeptAttempt = Dated & Keeper;

/** The page's clock ends with the page; on disk, times are the device's own. */
const dated = ({ attempt, sentAt, receivedAt }: Dated, by: number): Dated => ({
  attempt,
  sentAt: sentAt + by,
  receivedAt: receivedAt + by,
});
const wallAhead = (): number => Date.now() - deviceClock.now();

/** What the server took in, the end as it stands since, and the server's time by the best estimate. */
interface Progress {
  entries: readonly Entry[];
  dueAt: string;
  pausedAt?: string | undefined;
  serverNow: number;
  /** What was told of an answer that was checked. */
  checked?: NonNullable<LearnerAttempt['checked']>[number];
}

interface KeptSchema extends DBSchema {
  attempts: { key: string; value: KeptAttempt };
}

/** Beside the log and not in it: a page of an earlier build may hold that open at its version. */
const DATABASE = 'chuyen-de.attempts';

/** Undefined where the browser has no disk for us: then a reload needs the network. */
async function onDisk<T>(work: (database: IDBPDatabase<KeptSchema>) => Promise<T>): Promise<T | undefined> {
  try {
    const database = await openDB<KeptSchema>(DATABASE, 1, {
      upgrade: (fresh) => void fresh.createObjectStore('attempts', { keyPath: 'attempt.id' }),
    });
    return await work(database).finally(() => database.close());
  } catch {
    return undefined;
  }
}

/** Removes those of which the test says so. */
const removeThose = (test: (kept: KeptAttempt) => boolean) =>
  onDisk(async (database) => {
    const { store, done } = database.transaction('attempts', 'readwrite');
    for (const kept of await store.getAll()) if (test(kept)) await store.delete(kept.attempt.id);
    await done;
  });

/** Until when the server may take answers of an attempt. */
const takenUntil = ({ attempt }: KeptAttempt) => Date.parse(attempt.dueAt) + attempt.outageMinutes * 60_000;

/**
 * Attempts as their learner sees them, kept on the device so that a page that is reloaded without network can
 * go on. They hold no key. None is kept longer than its attempt is open.
 */
export const keptAttempts = {
  keep: (attempt: Dated, { person, device }: Keeper) =>
    onDisk((database) => database.put('attempts', { ...dated(attempt, wallAhead()), person, device })),

  find: async (code: string, { person, device }: Keeper): Promise<Dated | undefined> => {
    const all = await onDisk((database) => database.getAll('attempts'));
    const found = all?.find(
      (kept) => kept.attempt.exam.code === code && kept.person === person && kept.device === device,
    );
    return found && dated(found, -wallAhead());
  },

  /** What the log of unsent answers forgets is from then on in the attempt itself. */
  takeIn: (id: string, { entries, dueAt, pausedAt, serverNow, checked }: Progress) =>
    onDisk(async (database) => {
      const { store, done } = database.transaction('attempts', 'readwrite');
      const kept = await store.get(id);
      if (kept !== undefined) {
        const taken = entries.map(({ slot, seq, response, flagged, certainty }) => ({
          ...{ slot, seq, response, flagged },
          ...(certainty && { certainty }),
        }));
        // What an earlier page logged gets its type where it is shown.
        const answers = newestOfEach(kept.attempt.answers, taken as typeof kept.attempt.answers);
        const clock = new Date(serverNow).toISOString();
        const now = Date.now();
        const { pausedAt: _, ...before } = kept.attempt;
        const others = (before.checked ?? []).filter(({ slot }) => slot !== checked?.slot);
        const all = [...others, ...(checked ? [checked] : [])];
        const attempt = {
          ...before,
          ...(all.length > 0 && { checked: all }),
          answers,
          dueAt,
          ...(pausedAt && { pausedAt }),
          serverNow: clock,
        };
        await store.put({ ...kept, attempt, sentAt: now, receivedAt: now });
      }
      await done;
    }),

  forget: (id: string) => onDisk((database) => database.delete('attempts', id)),

  /** Of an exam, only attempts that are still open stay. */
  forgetEnded: (code: string, open: readonly string[]) =>
    removeThose(({ attempt }) => attempt.exam.code === code && !open.includes(attempt.id)),

  /** Somebody arrived: nothing of others stays, nor what time has ended. */
  forgetOthers: (person: string, now = Date.now()) =>
    removeThose((kept) => kept.person !== person || takenUntil(kept) < now),
};
