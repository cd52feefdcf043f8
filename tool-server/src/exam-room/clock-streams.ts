import { ClockTold } from '@chuyen-de/contracts';
import { lastPauseOf, timeOf, type Exams, type TimedAttempt } from '../exams/index.ts';
import { roomForConnections } from '../http/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { placeKey, type ExamPlace } from '../kernel/exam-place.ts';
import { makeRounds } from '../kernel/rounds.ts';
import { makeOpenStreams, type Listener, type StreamOf } from '../sessions/index.ts';
import { overlapBefore, readingSince } from '../storage/index.ts';
import type { PresenceBook } from './presence.ts';

/** How often it is looked for what was done to the time of exams: a page hears of it within that and a little. */
const LOOK_MS = 1_000;
/** A round is one small command, unless something was done: it is short, and learners wait for it. */
const REST_FACTOR = 1;
/** Tabs of one person; learners of a process, at some ten kilobytes each. */
const OF_PERSON = 4;
const OF_PROCESS = 6_000;
/** A page that has a stream asks by another connection: so many of each two are for the streams. */
const SHARE = 0.5;

type Deeds = Awaited<ReturnType<Exams['timeDeeds']['of']>>;

/** The attempt of a page that is open. */
export interface WatchedAttempt extends TimedAttempt, ExamPlace {
  _id: string;
  dueAt: Date;
}

interface Watching {
  attempt: WatchedAttempt;
  told: string;
}

interface Deps {
  timeDeeds: Pick<Exams['timeDeeds'], 'of' | 'placesSince'>;
  presence: Pick<PresenceBook, 'enter' | 'leave'>;
  clock: Clock;
}

/** What a learner is told of the time of their attempt. */
export function clockTold(attempt: WatchedAttempt, deeds: Deeds, now: Date): ClockTold {
  const { dueAt, pausedAt } = timeOf(attempt, deeds);
  const pause = pausedAt && lastPauseOf(deeds, attempt);
  return ClockTold.parse({
    dueAt: dueAt.toISOString(),
    ...(pausedAt && { pausedAt: pausedAt.toISOString() }),
    ...(pause?.reason !== undefined && { reason: pause.reason }),
    serverNow: now.toISOString(),
  });
}

/** Tells open pages of attempts when something is done to their time, in whatever process it was done. */
export function makeClockStreams({ timeDeeds, presence, clock }: Deps) {
  const most = Math.floor(SHARE * roomForConnections(OF_PROCESS / SHARE));
  const bounds = { ofPerson: OF_PERSON, ofLms: most, ofProcess: most };
  const streams = makeOpenStreams<Watching>(bounds, ({ attempt }) => presence.leave(attempt, attempt._id));
  type Stream = StreamOf<Watching>;
  let lookedAt: Date | undefined;

  function tell(stream: Stream, deeds: Deeds): void {
    const { serverNow, ...told } = clockTold(stream.attempt, deeds, clock.now());
    const text = JSON.stringify(told);
    if (text === stream.told) return;
    if (streams.send(stream, 'clock', { ...told, serverNow })) stream.told = text;
  }

  async function look(): Promise<boolean> {
    const all = streams.all();
    const now = clock.now();
    const since = readingSince(lookedAt?.getTime(), now) ?? overlapBefore(now);
    const changed = new Map((await timeDeeds.placesSince(since)).map((place) => [placeKey(place), place]));
    for (const [key, place] of changed) {
      const there = all.filter(({ attempt }) => placeKey(attempt) === key);
      if (there.length === 0) continue;
      const deeds = await timeDeeds.of(place);
      for (const stream of there) tell(stream, deeds);
    }
    // Not before it was told: a look that fails is made up for by the next one.
    lookedAt = now;
    for (const stream of all) await streams.beat(stream);
    return streams.all().length > 0;
  }
  const rounds = makeRounds(LOOK_MS, REST_FACTOR, look);

  return {
    hasRoom: streams.hasRoom,
    closeAll: streams.closeAll,
    /** Opens a stream, which begins with the time as it is. */
    open: (listener: Listener, attempt: WatchedAttempt): { close: () => void } => {
      const stream = streams.open(listener, { attempt, told: '' });
      presence.enter(attempt, attempt._id);
      void timeDeeds.of(attempt).then(
        (deeds) => tell(stream, deeds),
        () => streams.close(stream),
      );
      rounds.start();
      return { close: () => streams.close(stream) };
    },
  };
}
