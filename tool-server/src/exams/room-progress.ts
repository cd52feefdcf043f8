import type { Model } from 'mongoose';
import type { Attempt } from './attempt.model.ts';
import { answeredCount } from './scoring.rules.ts';
import { TIMED, type TimedAttempt } from './time.rules.ts';

/** Attempts read at a time: papers and answers are some ten kilobytes each. */
const AT_ONCE = 100;

/** How far somebody has come with an attempt, and what its time follows from. */
export interface RoomProgress extends TimedAttempt {
  dueAt: Date;
  questions: number;
  answered: number;
  flagged: number;
  /** The question that was answered last, counted from 1. */
  position: number | undefined;
  savedAt: Date | undefined;
  devices: number;
  /** When a device was last heard of. */
  contactAt: Date;
}

type Read = Pick<
  Attempt,
  '_id' | 'personId' | 'startedAt' | 'sitting' | 'exam' | 'dueAt' | 'paper' | 'answers' | 'device' | 'devices'
>;

const PROJECTION = {
  ...{ ...TIMED, dueAt: 1 },
  ...{ 'paper.slot': 1, 'paper.type': 1, answers: 1, device: 1, devices: 1 },
} as const;

const latest = (dates: readonly Date[]): Date | undefined =>
  dates.length === 0 ? undefined : new Date(Math.max(...dates.map((date) => date.getTime())));

function progressOf({
  personId,
  startedAt,
  sitting,
  exam,
  dueAt,
  paper,
  answers,
  device,
  devices,
}: Read): RoomProgress {
  const stored = Object.entries(answers);
  const newest = stored.reduce<(typeof stored)[number] | undefined>(
    (before, each) => (before && before[1].seq >= each[1].seq ? before : each),
    undefined,
  );
  const place = newest && paper.findIndex(({ slot }) => slot === Number(newest[0]));
  const contacts = Object.values(devices ?? {});
  return {
    ...{ personId, startedAt, exam, dueAt },
    ...(sitting && { sitting }),
    questions: paper.length,
    answered: answeredCount(paper, answers),
    flagged: stored.filter(([, { flagged }]) => flagged).length,
    position: place === undefined || place < 0 ? undefined : place + 1,
    savedAt: latest(stored.map(([, { savedAt }]) => savedAt)),
    devices: new Set([device.id, ...Object.keys(devices ?? {})]).size,
    contactAt: latest([...contacts, device.since]) ?? startedAt,
  };
}

/** How far some attempts have come by now, by id. */
export const makeReadRoomProgress =
  ({ attempts }: { attempts: Model<Attempt> }) =>
  async (ids: readonly string[]): Promise<Map<string, RoomProgress>> => {
    const progress = new Map<string, RoomProgress>();
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const among = { _id: { $in: ids.slice(from, from + AT_ONCE) as never[] } };
      const found = await attempts.collection.find<Read>(among, { projection: PROJECTION }).toArray();
      for (const each of found) progress.set(each._id, progressOf(each));
    }
    return progress;
  };
