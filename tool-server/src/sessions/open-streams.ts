import type { Request, Response } from 'express';
import {
  eventText,
  HEARTBEAT,
  HEARTBEAT_MS,
  onceGone,
  openOutlet,
  ProblemError,
  type StreamOutlet,
} from '../http/index.ts';
import type { CurrentSession } from './session-data.ts';
import { getSession, refusalOf } from './session-guards.ts';

/** Who listens, and where to. */
export interface Listener {
  session: CurrentSession;
  /** Why they would not be let in any more; undefined as long as they would. */
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

const isSilent = ({ beatAt }: OpenStream): boolean => performance.now() - beatAt >= HEARTBEAT_MS;

/** What is said to listeners; `close` ends their streams. */
function makeTelling<Stream extends OpenStream>(close: (stream: Stream) => void) {
  /** Ends a stream whose listener would not be let in any more, and says why; answers whether it goes on. */
  const goesOn = async (stream: Stream): Promise<boolean> => {
    const refusal = await stream.refusal();
    if (refusal === undefined) return true;
    stream.outlet.write(eventText('ended', { code: refusal }));
    close(stream);
    return false;
  };

  /** Keeps the connection alive, if nothing was sent for long. */
  const keepAlive = (stream: Stream): void => {
    if (!isSilent(stream)) return;
    stream.outlet.write(HEARTBEAT);
    stream.beatAt = performance.now();
  };

  return {
    goesOn,
    keepAlive,
    /** The same, where nothing else asks whether its listener would still be let in. */
    beat: async (stream: Stream): Promise<void> => {
      if (isSilent(stream) && (await goesOn(stream))) keepAlive(stream);
    },
    /** Sends an event, unless what was sent before is still on its way. */
    send: (stream: Stream, name: string, data: object): boolean => {
      if (stream.outlet.isFull()) return false;
      stream.outlet.write(eventText(name, data));
      stream.beatAt = performance.now();
      return true;
    },
  };
}

/** Streams that are open in this process, no more of them than it can bear. */
export function makeOpenStreams<Of extends object>(
  bounds: Bounds,
  onClose: (stream: Of) => void = () => undefined,
) {
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
    closeAll: (): void => {
      for (const stream of [...streams]) close(stream);
    },
    ...makeTelling<Stream>(close),
  };
}

export type OpenStreams<Of extends object> = ReturnType<typeof makeOpenStreams<Of>>;
export type StreamOf<Of extends object> = Of & OpenStream;

interface Streams {
  hasRoom: (session: CurrentSession) => boolean;
  open: (listener: Listener) => { close: () => void };
  /** How soon a page that got no stream may ask for one again. */
  retrySeconds: number;
}

/**
 * Answers a request behind `requireSession` by a stream, as long as whoever asks is there and would be let in.
 * @throws ProblemError `too_many_requests` where there is no room for one more
 */
export function answerByStream(req: Request, res: Response, { hasRoom, open, retrySeconds }: Streams): void {
  const session = getSession(req);
  if (!hasRoom(session)) {
    res.setHeader('Retry-After', String(retrySeconds));
    throw new ProblemError({ code: 'too_many_requests' });
  }
  onceGone(res, open({ session, refusal: refusalOf(req), outlet: openOutlet(res) }).close);
}
