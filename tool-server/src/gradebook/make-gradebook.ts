import type { ItemRef, Score } from '@chuyen-de/contracts';
import type { Connection, Model } from 'mongoose';
import type { Classes } from '../classes/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Ags } from '../lti/index.ts';
import type { Owed } from '../storage/index.ts';
import { makeClassMemory } from './class-memory.ts';
import { makeClassStreams } from './class-streams.ts';
import { columnModel } from './column.model.ts';
import { makeColumns } from './columns.ts';
import { makeFindDestination } from './find-destination.ts';
import { gradeModel, type Grade } from './grade.model.ts';
import { makePaces } from './pace.ts';
import { makeRecomputeGrade, type GradedWork } from './recompute-grade.ts';
import { makeRosterOf } from './roster-of.ts';
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
  countingScore: (work: GradedWork) => Promise<Score | undefined>;
}

/** Documents that owe grades. */
type Attempt = Extract<GradedWork, { examCode: string }>;
type Reading = Omit<Extract<GradedWork, { topicCode: string }>, 'linkId'>;

/** What finds columns, sends grades into them, and reads back what they hold. */
function makeSending({ connection, clock, logger, ags, classes, work }: Deps) {
  const grades = gradeModel(connection);
  const columns = columnModel(connection);
  const paces = makePaces(clock);
  const shared = { grades, columns, ags, clock, classes, paces };
  const { gradingPlatform, findDestination, platformOf } = makeFindDestination({
    ...shared,
    titleOf: (item) => work.titleOf(item),
  });
  const known = makeColumns({ ...shared, findDestination, platformOf });
  const worker = makeGradeWorker({
    ...shared,
    logger,
    findDestination,
    platformOf,
    onColumn: known.onColumn,
    checkColumn: known.checkNext,
  });
  return { grades, columns: known, models: [grades, columns], worker, gradingPlatform };
}

/** Lines of the ledger by state, and since when the oldest of those on their way has been waiting. */
async function figuresOf(grades: Model<Grade>) {
  const count = (state: Grade['state']): Promise<number> => grades.countDocuments({ state });
  const [waiting, sent, settled, refused, oldest] = await Promise.all([
    count('waiting'),
    count('sent'),
    count('settled'),
    count('refused'),
    grades.findOne({ state: 'waiting' }, { at: 1 }).sort({ state: 1, at: 1 }).lean<Pick<Grade, 'at'>>(),
  ]);
  return { waiting, sent: sent + settled, refused, oldestWaitingAt: oldest?.at };
}

/** The ledger of grades on their way to LMSs, and the lecturer's view of it. */
export function makeGradebook(deps: Deps) {
  const { clock, classes, work, countingScore } = deps;
  const { grades, columns, models, worker, gradingPlatform } = makeSending(deps);
  const isGraded = async (linkId: string): Promise<boolean> => (await gradingPlatform(linkId)) !== undefined;
  const memory = makeClassMemory({ grades, classes, work });
  const rosterOf = makeRosterOf(deps);
  const recompute = makeRecomputeGrade({ grades, worker, clock, gradingPlatform, countingScore });

  /** Has the column of a link read that somebody looks at. */
  const lookAgain = async (linkId: string): Promise<void> => {
    if ((await grades.exists({ linkId })) && (await columns.lookAgain(linkId))) worker.nudge();
  };

  /** Whether the link opens this item now: a column takes no grade of other things that were reached through it. */
  async function opens(linkId: string, { kind, code }: ItemRef): Promise<boolean> {
    const item = (await classes.findLink(linkId))?.item;
    return item?.kind === kind && item.code === code;
  }

  const { view, standOf } = makeViewGradebook({ grades, classes, memory, isGraded, work, clock, lookAgain });

  return {
    models,
    worker,
    /** Carries out owed work of kind `grade`: of an attempt. */
    onGradeOwed: ({ personId, linkId, examCode }: Attempt, { at }: Owed): Promise<void> =>
      recompute({ personId, linkId, examCode }, at),

    /** Carries out owed work of kind `completion`: of what somebody has read of a topic, at each link. */
    async onCompletionOwed({ personId, topicCode }: Reading, { at, data }: Owed): Promise<void> {
      for (const linkId of data['linkIds'] as string[])
        if (await opens(linkId, { kind: 'topic', code: topicCode }))
          await recompute({ personId, linkId, topicCode }, at);
    },

    recompute,
    isGraded,
    view,
    streams: makeClassStreams({ view, standOf }),
    readRoster: classes.rosters.read,
    retry: makeRetryGrades({ grades, columns, clock, rosterOf }),

    figures: () => figuresOf(grades),
    /** The lines of the ledger at a link. */
    ledgerOf: (linkId: string): Promise<Grade[]> => grades.find({ linkId }).lean<Grade[]>().exec(),
  };
}

export type Gradebook = ReturnType<typeof makeGradebook>;
