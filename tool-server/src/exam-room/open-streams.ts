import { eventText, HEARTBEAT, HEARTBEAT_MS, type StreamOutlet } from '../http/index.ts';
import type { CurrentSession } from '../sessions/index.ts';

/** Who listens, and where to. */
export interface Listener {
  session: CurrentSession;
  /** Whether the session still stands; undefined, if so, else why it does not. */
  refusal: () => Promise<string | undefined>;
  outlet: StreamOutlet;
}

interface OpenStream extends Listener {
  beatAt: number;
}

/** How many there may be: a page that gets none asks every now and then. */
interface Bounds {
  ofPerson: number;
  ofLms: number;
  ofProcess: number;
}

/** How many streams each person and each LMS has. */
function makeCounts() {
  const counts = new Map<string, number>();
  const keysOf = ({ personId, platformId }: CurrentSession) => ({
    person: `person ${personId}`,
    lms: `lms ${platformId}`,
  });
  return {
    of: (session: CurrentSession) => {
      const { person, lms } = keysOf(session);
      return { ofPerson: counts.get(person) ?? 0, ofLms: counts.get(lms) ?? 0 };
    },
    add: (session: CurrentSession, by: 1 | -1): void => {
      for (const key of Object.values(keysOf(session))) {
        const left = (counts.get(key) ?? 0) + by;
        if (left === 0) counts.delete(key);
        else counts.set(key, left);
      }
    },
  };
}

/** Streams that are open in this process, no more of them than it can bear. */
export function makeOpenStreams<Of extends object>(bounds: Bounds, onClose: (stream: Of) => void) {
  type Stream = Of & OpenStream;
  const streams = new Set<Stream>();
  const counts = makeCounts();

  const close = (stream: Stream): void => {
    if (!streams.delete(stream)) return;
    counts.add(stream.session, -1);
    onClose(stream);
    stream.outlet.end();
  };

  return {
    /** Whether somebody may have one more. */
    hasRoom: (session: CurrentSession): boolean => {
      const { ofPerson, ofLms } = counts.of(session);
      return ofPerson < bounds.ofPerson && ofLms < bounds.ofLms && streams.size < bounds.ofProcess;
    },
    open: (listener: Listener, of: Of): Stream => {
      const stream = { ...listener, ...of, beatAt: performance.now() };
      streams.add(stream);
      counts.add(listener.session, 1);
      return stream;
    },
    close,
    all: (): readonly Stream[] => [...streams],
    /** Sends an event, unless what was sent before is still on its way. */
    send: (stream: Stream, name: string, data: object): boolean => {
      if (stream.outlet.isFull()) return false;
      stream.outlet.write(eventText(name, data));
      stream.beatAt = performance.now();
      return true;
    },
    /** Keeps the connection alive if nothing was sent for long, and ends it with its session. */
    beat: async (stream: Stream): Promise<void> => {
      if (performance.now() - stream.beatAt < HEARTBEAT_MS) return;
      stream.beatAt = performance.now();
      const refusal = await stream.refusal();
      if (refusal === undefined) stream.outlet.write(HEARTBEAT);
      else {
        stream.outlet.write(eventText('ended', { code: refusal }));
        close(stream);
      }
    },
    closeAll: (): void => {
      for (const stream of [...streams]) close(stream);
    },
  };
}

/**
 * Does something again and again as long as there is reason to. Each round is followed by a rest, which is so many times
 * longer than the round: however many watch, others have their turn.
 */
export function makeRounds(restMs: number, restFactor: number, round: () => Promise<boolean>) {
  let timer: NodeJS.Timeout | undefined;
  const schedule = (afterMs: number): void => {
    timer = setTimeout(() => void go(), afterMs).unref();
  };
  async function go(): Promise<void> {
    const beganAt = performance.now();
    // The store may be away: the next round makes up for it.
    const goesOn = await round().catch(() => true);
    if (goesOn) schedule(Math.max(restMs, restFactor * (performance.now() - beganAt)));
    else timer = undefined;
  }
  return {
    start: (): void => {
      if (timer === undefined) schedule(restMs);
    },
  };
}
