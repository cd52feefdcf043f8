import { setImmediate as breathe } from 'node:timers/promises';
import { RoomChange } from '@chuyen-de/contracts';
import { placeKey, type ExamPlace } from '../kernel/exam-place.ts';
import { makeWatchedPages, type CurrentSession, type Listener } from '../sessions/index.ts';
import type { RoomLook } from './room-memory.ts';

/** What is said of a room beside its rows. */
export type RoomHead = Omit<RoomChange, 'rows' | 'gone'>;

interface Deps {
  look: (session: CurrentSession, place: ExamPlace) => Promise<RoomLook>;
  headOf: (session: CurrentSession, place: ExamPlace, look: RoomLook) => Promise<RoomHead>;
}

interface Watching {
  place: ExamPlace;
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

/** Tells open pages of exam rooms what changes. */
export function makeRoomStreams({ look, headOf }: Deps) {
  const pages = makeWatchedPages<Watching>({
    keyOf: ({ place }) => placeKey(place),
    lookFor: async (watchers, streams) => {
      const [first] = watchers;
      if (!first) return;
      const room = await look(first.session, first.place);
      for (const stream of watchers) {
        if (room.version === stream.version) {
          await streams.beat(stream);
          continue;
        }
        if (!(await streams.goesOn(stream))) continue;
        const change = {
          ...(await headOf(stream.session, stream.place, room)),
          ...changeSince(room, stream.version),
        };
        if (streams.send(stream, 'change', RoomChange.parse(change))) stream.version = room.version;
        // A thousand rows are worked on for a while, in which nobody else has a turn.
        await breathe();
      }
    },
  });
  return {
    ...pages,
    open: (listener: Listener, place: ExamPlace) => pages.open(listener, { place, version: 0 }),
  };
}
