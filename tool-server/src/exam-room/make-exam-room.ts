import type { LanguageMap, RoomView } from '@chuyen-de/contracts';
import type { Connection } from 'mongoose';
import type { Classes } from '../classes/index.ts';
import type { Exams } from '../exams/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { ExamPlace } from '../kernel/exam-place.ts';
import { may } from '../policies/index.ts';
import type { CurrentSession } from '../sessions/index.ts';
import { clockTold, makeClockStreams } from './clock-streams.ts';
import { makePresence } from './presence.ts';
import { makeRehearsals } from './rehearsals.ts';
import { makeRoomMemory, type RoomLook } from './room-memory.ts';
import { changeSince, makeRoomStreams, type RoomHead } from './room-streams.ts';
import { makeSealedLogs } from './take-sealed-log.ts';
import { makeChangeSittings } from './change-sittings.ts';
import { makeViewLedger } from './view-ledger.ts';

interface Deps {
  connection: Connection;
  clock: Clock;
  exams: Exams;
  classes: Pick<Classes, 'belongs' | 'findContext' | 'findPeople' | 'learnersOf' | 'namesById' | 'rosters'>;
  titleOf: (examCode: string) => Promise<LanguageMap | undefined>;
}

/** The room of an exam at a link: who is there, how they fare, and what their pages are told of their time. */
export function makeExamRoom({ connection, clock, exams, classes, titleOf }: Deps) {
  const { timeDeeds } = exams;
  const presence = makePresence({ connection, clock, takeSaved: exams.takeSaved });
  const rehearsals = makeRehearsals({ connection, clock });
  const sealedLogs = makeSealedLogs({ exams, connection, clock });
  const lookAt = makeRoomMemory({ exams, classes, presence, rehearsals, clock });

  async function look({ contextId }: CurrentSession, place: ExamPlace): Promise<RoomLook> {
    const context =
      contextId === undefined ? undefined : ((await classes.findContext(contextId)) ?? undefined);
    if (context) classes.rosters.wish(context);
    return lookAt(place, context);
  }

  const headOf = async (session: CurrentSession, place: ExamPlace, room: RoomLook): Promise<RoomHead> => ({
    exam: { code: place.examCode, title: (await titleOf(place.examCode)) ?? { vi: place.examCode } },
    pausedAt: room.pausedAt?.toISOString() ?? null,
    sittings: room.sittings,
    deeds: room.deeds,
    can: { changeTime: may(session, 'time.change') },
    serverNow: clock.now().toISOString(),
  });

  const clocks = makeClockStreams({ timeDeeds, presence, clock });
  const rooms = makeRoomStreams({ look, headOf });

  return {
    models: [...presence.models, ...rehearsals.models, ...sealedLogs.models],
    takeSealedLog: sealedLogs.take,
    takeInSealedLog: sealedLogs.takeIn,
    keepRehearsal: rehearsals.keep,
    now: () => clock.now(),
    /** Writes down who is here. */
    worker: presence.loop,
    clocks,
    rooms,

    view: async (session: CurrentSession, place: ExamPlace): Promise<RoomView> => {
      const room = await look(session, place);
      return { ...(await headOf(session, place, room)), rows: changeSince(room, 0).rows };
    },

    belongsToCourse: classes.belongs,
    ...makeChangeSittings({ exams, titleOf, clock }),
    viewLedger: makeViewLedger({ timeDeeds, sealedLogs, namesById: classes.namesById, titleOf, clock }),

    findWatched: (id: string, personId: string) => exams.findWatched(id, personId),
    clockOf: async (attempt: NonNullable<Awaited<ReturnType<Exams['findWatched']>>>) =>
      clockTold(attempt, await timeDeeds.of(attempt), clock.now()),

    /** Ends answers that would go on for ever. */
    endStreams: (): void => {
      clocks.closeAll();
      rooms.closeAll();
    },
    close: presence.close,
  };
}

export type ExamRoom = ReturnType<typeof makeExamRoom>;
