import type { Score } from '@chuyen-de/contracts';
import type { Connection } from 'mongoose';
import type { Classes } from '../classes/index.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../http/index.ts';
import type { Ags } from '../lti/index.ts';
import type { Owed } from '../storage/index.ts';
import { makeFindDestination } from './find-destination.ts';
import { gradeModel, type Grade } from './grade.model.ts';
import { makeRecomputeGrade, type ClosedWork } from './recompute-grade.ts';
import { makeRetryGrades } from './retry-grades.ts';
import { makeGradeWorker } from './send-grades.ts';
import { makeViewGradebook, type WorkSource } from './view-gradebook.ts';

interface Deps {
  connection: Connection;
  clock: Clock;
  logger: Logger;
  ags: Ags;
  classes: Classes;
  work: WorkSource;
  countingScore: (work: ClosedWork) => Promise<Score | undefined>;
}

interface GradeOf {
  linkId: string;
  personId: string;
  owed: boolean;
}

/** The ledger of grades on their way to LMSs, and the lecturer's view of it. */
export function makeGradebook({ connection, clock, logger, ags, classes, work, countingScore }: Deps) {
  const grades = gradeModel(connection);
  const { isGraded, findDestination } = makeFindDestination({
    classes,
    ags,
    titleOf: (item) => work.titleOf(item),
  });
  const worker = makeGradeWorker({ grades, ags, clock, logger, findDestination });
  const recompute = makeRecomputeGrade({ grades, worker, clock, isGraded, countingScore });

  return {
    models: [grades],
    worker,
    /** Carries out owed work of kind `grade`. */
    onGradeOwed: ({ personId, linkId, examCode }: ClosedWork, { at }: Owed): Promise<void> =>
      recompute({ personId, linkId, examCode }, at),
    recompute,
    view: makeViewGradebook({ grades, classes, isGraded, work, clock }),
    readRoster: classes.readRoster,
    retry: makeRetryGrades({ grades, clock }),

    /** Lines of the ledger by state, and since when the oldest of those on their way has been waiting. */
    async figures() {
      const count = (state: Grade['state']): Promise<number> => grades.countDocuments({ state });
      const [waiting, sent, settled, refused, oldest] = await Promise.all([
        count('waiting'),
        count('sent'),
        count('settled'),
        count('refused'),
        grades.findOne({ state: 'waiting' }, { at: 1 }).sort({ state: 1, at: 1 }).lean<Pick<Grade, 'at'>>(),
      ]);
      return { waiting, sent: sent + settled, refused, oldestWaitingAt: oldest?.at };
    },

    /** How a learner's grade fares, or a new one that is still `owed`; null where the link has no column. */
    async stateOf({ linkId, personId, owed }: GradeOf): Promise<'waiting' | 'sent' | 'refused' | null> {
      const grade = owed
        ? null
        : await grades.findOne({ linkId, personId }, { state: 1 }).lean<Pick<Grade, 'state'>>();
      if (grade) return grade.state === 'settled' ? 'sent' : grade.state;
      return (await isGraded(linkId)) ? 'waiting' : null;
    },
  };
}

export type Gradebook = ReturnType<typeof makeGradebook>;
