import type { Score } from '@chuyen-de/contracts';
import { Types, type Model } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import { makeAskTogether, makeInsertTogether } from '../storage/index.ts';
import type { Grade } from './grade.model.ts';
import type { GradeWorker } from './send-grades.ts';

interface Deps {
  grades: Model<Grade>;
  /** Sends grades of this process at once. */
  worker: GradeWorker;
  clock: Clock;
  /** The LMS of a link that has a column in its gradebook, or may get one. */
  gradingPlatform: (linkId: string) => Promise<string | undefined>;
  /** The score that counts of a person's work through a link: of all attempts, of all that is read. */
  countingScore: (work: GradedWork) => Promise<Score | undefined>;
}

/** What a grade is owed for: somebody's work, through a link, in an exam or on a topic. */
export type GradedWork = { personId: string; linkId: string } & (
  { examCode: string } | { topicCode: string }
);

/** More than the events of one person at one link that can meet; beyond it something is broken. */
const MOST_TRIES = 10;

/** Scores are told apart by the mark that people read: nothing else of them is sent. */
const isSame = (held: Score | null, score: Score | null): boolean => held?.outOfTen === score?.outOfTen;

type Line = Pick<Grade, 'linkId' | 'personId'>;

/** Reads lines of the ledger and adds new ones; those of a class that hands in together, together. */
function makeLedger(grades: Model<Grade>) {
  const find = makeAskTogether(async (asked: Line[]): Promise<(Grade | undefined)[]> => {
    const found = new Map<string, Grade>();
    for (const linkId of new Set(asked.map((line) => line.linkId))) {
      const people = asked.filter((line) => line.linkId === linkId).map(({ personId }) => personId);
      const lines = await grades.find({ linkId, personId: { $in: people } }).lean<Grade[]>();
      for (const line of lines) found.set(`${linkId} ${line.personId}`, line);
    }
    return asked.map(({ linkId, personId }) => found.get(`${linkId} ${personId}`));
  });

  return { find, add: makeInsertTogether(grades) };
}

/**
 * Enters the grade that somebody has at a link into the ledger, from where the worker sends it. To be called
 * after any change of what counts: an end, a new scoring, a reset. Events may be worked off in any order and
 * more than once: each enters the score that counts of all attempts as they are now, if the ledger still says
 * what it said before the attempts were read. A score that did not change (a second, worse attempt where the
 * highest counts) is not sent again; where nothing counts any more, a grade that was entered is withdrawn.
 */
export function makeRecomputeGrade({ grades, worker, clock, gradingPlatform, countingScore }: Deps) {
  const ledger = makeLedger(grades);

  /** Whether the line stands; false when another event changed it meanwhile. */
  async function enter(work: GradedWork, platformId: string, eventAt: Date): Promise<boolean> {
    const { linkId, personId } = work;
    const held = await ledger.find({ linkId, personId });
    const score = (await countingScore(work)) ?? null;
    if (isSame(held?.score ?? null, score)) return true;
    if (!held) {
      const since = clock.now();
      const line = { _id: new Types.ObjectId(), linkId, platformId, personId, score, at: eventAt, since };
      const grade: Grade = { ...line, state: 'waiting', ...worker.lease() };
      const isAdded = await ledger.add(grade);
      if (isAdded) worker.hand(grade);
      return isAdded;
    }
    // The line's time rises with each change: it tells the changes apart.
    const at = new Date(Math.max(eventAt.getTime(), held.at.getTime() + 1));
    // What is being posted now is not posted beside it: the worker sees that the line has changed.
    const now = clock.now();
    const next = held.state === 'waiting' ? {} : { due: now, tries: 0, since: now, reason: null, held: null };
    const { matchedCount } = await grades.updateOne(
      { _id: held._id, at: held.at, state: held.state },
      { $set: { score, at, state: 'waiting', ...next } },
    );
    if (matchedCount === 0) return false;
    worker.nudge();
    return true;
  }

  /** @param eventAt when that happened from which the change follows: the LMS gets it as the score's time */
  return async (work: GradedWork, eventAt: Date): Promise<void> => {
    const platformId = await gradingPlatform(work.linkId);
    if (platformId === undefined) return;
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      if (await enter(work, platformId, eventAt)) return;
    }
    throw new Error('the line of a grade kept changing');
  };
}
