import { setImmediate as breathe } from 'node:timers/promises';
import { RoomChange } from '@chuyen-de/contracts';
import type { CurrentSession } from '../sessions/index.ts';
import { makeOpenStreams, makeRounds, type Listener } from './open-streams.ts';
import { placeKey } from './presence.ts';
import type { RoomLook, RoomPlace } from './room-memory.ts';

/** How often a room is looked at for all who watch it. */
const LOOK_MS = 1_000;
/** A room of a thousand takes a while. */
const REST_FACTOR = 4;
/** Tabs of one person, streams of an LMS and of a process. */
const BOUNDS = { ofPerson: 6, ofLms: 100, ofProcess: 200 };

/** What is said of a room beside its rows. */
export type RoomHead = Omit<RoomChange, 'rows' | 'gone'>;

interface Deps {
  look: (session: CurrentSession, place: RoomPlace) => Promise<RoomLook>;
  headOf: (session: CurrentSession, place: RoomPlace, look: RoomLook) => Promise<RoomHead>;
}

interface Watching {
  place: RoomPlace;
  /** Of the room as it was told; 0: nothing yet. */
  version: number;
}

/** What differs of a room from how it was at a version. */
export function changeSince({ rows, gone }: RoomLook, version: number): Pick<RoomChange, 'rows' | 'gone'> {
  return {
    rows: [...rows.values()].filter((each) => each.version > version).map(({ row }) => row),
    gone: [...gone].filter(([, since]) => since > version).map(([id]) => id),
  };
}

/** Tells open pages of exam rooms what changes, whatever process it was changed in. */
export function makeRoomStreams({ look, headOf }: Deps) {
  const streams = makeOpenStreams<Watching>(BOUNDS, () => undefined);
  type Stream = ReturnType<typeof streams.open>;

  async function lookFor(watchers: readonly Stream[]): Promise<void> {
    const [first] = watchers;
    if (!first) return;
    const room = await look(first.session, first.place);
    for (const stream of watchers) {
      if (room.version === stream.version) {
        await streams.beat(stream);
        continue;
      }
      const refusal = await stream.refusal();
      if (refusal !== undefined) {
        streams.send(stream, 'ended', { code: refusal });
        streams.close(stream);
        continue;
      }
      const change = {
        ...(await headOf(stream.session, stream.place, room)),
        ...changeSince(room, stream.version),
      };
      if (streams.send(stream, 'change', RoomChange.parse(change))) stream.version = room.version;
      // A thousand rows are worked on for a while, in which nobody else has a turn.
      await breathe();
    }
  }

  const rounds = makeRounds(LOOK_MS, REST_FACTOR, async () => {
    const byPlace = new Map<string, Stream[]>();
    for (const stream of streams.all())
      byPlace.set(placeKey(stream.place), [...(byPlace.get(placeKey(stream.place)) ?? []), stream]);
    for (const watchers of byPlace.values())
      // Pages that lose their stream ask for themselves, and are told why.
      await lookFor(watchers).catch(() => watchers.forEach(streams.close));
    return streams.all().length > 0;
  });

  return {
    hasRoom: streams.hasRoom,
    closeAll: streams.closeAll,
    /** Opens a stream, which begins with the whole room. */
    open: (listener: Listener, place: RoomPlace): { close: () => void } => {
      const stream = streams.open(listener, { place, version: 0 });
      void lookFor([stream]).catch(() => streams.close(stream));
      rounds.start();
      return { close: () => streams.close(stream) };
    },
  };
}
