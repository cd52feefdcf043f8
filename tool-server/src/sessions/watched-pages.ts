import { makeRounds } from '../kernel/rounds.ts';
import { makeOpenStreams, type Listener, type OpenStreams, type StreamOf } from './open-streams.ts';

/** How often what is watched is looked at for all who watch it. */
const LOOK_MS = 1_000;
/** Rests after a round are so much longer than the round: however many watch, others have most of the process. */
const REST_FACTOR = 4;
/** Tabs of one person, streams of an LMS and of a process. */
const BOUNDS = { ofPerson: 6, ofLms: 100, ofProcess: 200 };

interface Watching<Of extends object> {
  /** What somebody watches: one text for each thing. */
  keyOf: (stream: StreamOf<Of>) => string;
  /** Looks at a thing for those who watch it, and tells them what is new. */
  lookFor: (watchers: readonly StreamOf<Of>[], streams: OpenStreams<Of>) => Promise<void>;
}

/**
 * Streams to open pages that show what many watch, a class or an exam room, whatever process changes it. A thing is
 * looked at once a second for all who watch it.
 */
export function makeWatchedPages<Of extends object>({ keyOf, lookFor }: Watching<Of>) {
  const streams = makeOpenStreams<Of>(BOUNDS);

  /** The store may be away: pages that lose their stream ask for themselves, and are told so. */
  const look = (watchers: readonly StreamOf<Of>[]): Promise<void> =>
    lookFor(watchers, streams).catch(() => watchers.forEach(streams.close));

  const rounds = makeRounds(LOOK_MS, REST_FACTOR, async () => {
    const watchersOf = new Map<string, StreamOf<Of>[]>();
    for (const stream of streams.all())
      watchersOf.set(keyOf(stream), [...(watchersOf.get(keyOf(stream)) ?? []), stream]);
    for (const watchers of watchersOf.values()) await look(watchers);
    return streams.all().length > 0;
  });

  return {
    hasRoom: streams.hasRoom,
    /** Ends all of them, as the process does. */
    closeAll: streams.closeAll,
    /** Opens a stream, which begins with all there is. */
    open: (listener: Listener, watched: Of): { close: () => void } => {
      const stream = streams.open(listener, watched);
      void look([stream]);
      rounds.start();
      return { close: () => streams.close(stream) };
    },
  };
}
