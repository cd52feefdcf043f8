import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { SavedMark } from '../exams/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { placeKey, type ExamPlace } from '../kernel/exam-place.ts';
import { makeLoop, type Loop } from '../storage/index.ts';
import { presenceModel, type Mark, type Presence } from './presence.model.ts';

/** How often what has changed is written down. */
const WRITE_MS = 700;
/** After so long it is written down again though nothing has changed, so that it is known to hold. */
const RENEW_MS = 4_000;
/** For so long it is told that an attempt was saved: rooms look every second, their clocks may differ. */
const SAVED_TOLD_MS = 10_000;
/** For so long it is remembered that somebody's page was closed. */
const GONE_TOLD_MS = 6 * 3_600_000;
/** What nobody has renewed for so long is removed. */
const KEPT_MS = 24 * 3_600_000;

/** What this process knows of an exam at a link. */
interface Known {
  place: ExamPlace;
  /** Open pages of attempts; somebody may have several. */
  here: Map<string, number>;
  gone: Map<string, Date>;
  saved: Map<string, Date>;
  isNew: boolean;
  writtenAt: number;
}

interface Deps {
  connection: Connection;
  clock: Clock;
  /** Attempts that this process has saved since it was last asked. */
  takeSaved: () => SavedMark[];
}

const marksOf = (marks: ReadonlyMap<string, Date>): Mark[] =>
  [...marks].map(([attempt, at]) => ({ attempt, at }));

function dropBefore(marks: Map<string, Date>, time: number): void {
  for (const [attempt, at] of marks) if (at.getTime() < time) marks.delete(attempt);
}

function knownAt(places: Map<string, Known>, place: ExamPlace): Known {
  const known = places.get(placeKey(place)) ?? {
    place: { linkId: place.linkId, examCode: place.examCode },
    ...{ here: new Map<string, number>(), gone: new Map<string, Date>(), saved: new Map<string, Date>() },
    ...{ isNew: true, writtenAt: 0 },
  };
  places.set(placeKey(place), known);
  return known;
}

/** What this process knows of who has which exam open. */
function makeKnownPlaces({ clock, takeSaved }: Pick<Deps, 'clock' | 'takeSaved'>) {
  const places = new Map<string, Known>();

  const at = (place: ExamPlace): Known => knownAt(places, place);

  const leave = (place: ExamPlace, attempt: string): void => {
    const known = at(place);
    const left = (known.here.get(attempt) ?? 1) - 1;
    if (left > 0) known.here.set(attempt, left);
    else {
      known.here.delete(attempt);
      known.gone.set(attempt, clock.now());
    }
    known.isNew = true;
  };

  return {
    /** The page of an attempt is open here. */
    enter: (place: ExamPlace, attempt: string): void => {
      const known = at(place);
      known.here.set(attempt, (known.here.get(attempt) ?? 0) + 1);
      known.gone.delete(attempt);
      known.isNew = true;
    },

    /** One of its pages was closed, or cannot be reached any more. */
    leave,

    /** Nobody's page is open here any more. */
    leaveAll: (): void => {
      for (const { place, here } of places.values())
        for (const attempt of [...here.keys()]) {
          here.set(attempt, 1);
          leave(place, attempt);
        }
    },

    /** Takes in what was saved, forgets what is told no longer, and answers what is to be written down. */
    due: (now: number): Known[] => {
      for (const mark of takeSaved()) {
        const known = at(mark);
        known.saved.set(mark.attempt, mark.at);
        known.isNew = true;
      }
      for (const [key, known] of places) {
        dropBefore(known.saved, now - SAVED_TOLD_MS);
        dropBefore(known.gone, now - GONE_TOLD_MS);
        if (known.here.size + known.saved.size + known.gone.size === 0 && !known.isNew) places.delete(key);
      }
      const isToRenew = ({ here, writtenAt }: Known): boolean => here.size > 0 && now - writtenAt >= RENEW_MS;
      return [...places.values()].filter((known) => known.isNew || isToRenew(known));
    },
  };
}

const writeOf = ({ place, here, gone, saved }: Known, process: string, now: Date) => ({
  replaceOne: {
    filter: { _id: `${process} ${placeKey(place)}` },
    replacement: { ...place, at: now, here: [...here.keys()], gone: marksOf(gone), saved: marksOf(saved) },
    upsert: true,
  },
});

/** Who has an exam open, as far as this process knows, and as all of them have written down. */
export function makePresence({ connection, clock, takeSaved }: Deps) {
  const presences = presenceModel(connection);
  const process = randomUUID();
  const known = makeKnownPlaces({ clock, takeSaved });
  let sweptAt = 0;

  /** Writes down what is new, and what is to be known to hold. */
  async function write(): Promise<void> {
    const now = clock.now();
    const due = known.due(now.getTime());
    if (due.length === 0) return;
    const writes = due.map((each) => writeOf(each, process, now));
    // What comes meanwhile is new again; what cannot be written is due again by its time.
    for (const each of due) Object.assign(each, { isNew: false, writtenAt: 0 });
    await presences.collection.bulkWrite(writes as never[], { ordered: false });
    for (const each of due) each.writtenAt = now.getTime();
  }

  async function sweep(): Promise<void> {
    const now = clock.now().getTime();
    if (now - sweptAt < KEPT_MS / 24) return;
    sweptAt = now;
    await presences.collection.deleteMany({ at: { $lt: new Date(now - KEPT_MS) } });
  }

  const loop: Loop = makeLoop({
    step: async () => {
      await write();
      await sweep();
      return false;
    },
    concurrency: 1,
    idleMs: WRITE_MS,
    // Rooms see less for a while; nothing that counts is in it.
    onError: () => undefined,
  });

  return {
    models: [presences],
    loop,
    enter: known.enter,
    leave: known.leave,

    /** What all processes know of an exam at a link. */
    read: async ({ linkId, examCode }: ExamPlace): Promise<Presence[]> =>
      (await presences.collection.find({ linkId, examCode }).toArray()) as unknown[] as Presence[],

    /** Ends, and says that nobody's page is open here any more. */
    close: async (): Promise<void> => {
      await loop.stop();
      known.leaveAll();
      await write().catch(() => undefined);
    },
  };
}

export type PresenceBook = ReturnType<typeof makePresence>;
