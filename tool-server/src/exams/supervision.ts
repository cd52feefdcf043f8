import type { PersonAttempts, SupervisedAttempt } from '@chuyen-de/contracts';
import type { Model } from 'mongoose';
import type { NamesById } from '../classes/index.ts';
import type { ExamPlace } from '../kernel/exam-place.ts';
import type { AttemptStore, Taker } from './attempt-store.ts';
import type { Attempt } from './attempt.model.ts';

interface Deps {
  attempts: Model<Attempt>;
  store: AttemptStore;
  namesById: NamesById;
}

type Listed = Pick<
  Attempt,
  | '_id'
  | 'personId'
  | 'number'
  | 'state'
  | 'startedAt'
  | 'closedAt'
  | 'score'
  | 'trial'
  | 'removed'
  | 'onPaper'
>;

interface Viewer {
  mayRemove: boolean;
}

/** An attempt as those who look after the class see it in a list. */
export const supervisedAttempt = (attempt: Listed, { mayRemove }: Viewer): SupervisedAttempt => ({
  id: attempt._id,
  number: attempt.number,
  // Whether it is marked shows by its score.
  state: attempt.state === 'marked' ? 'closed' : attempt.state,
  trial: attempt.trial === true,
  startedAt: attempt.startedAt.toISOString(),
  closedAt: attempt.closedAt?.toISOString() ?? null,
  score: attempt.score ?? null,
  removed: attempt.removed ? { at: attempt.removed.at.toISOString(), reason: attempt.removed.reason } : null,
  onPaper: attempt.onPaper !== undefined,
  can: { remove: mayRemove && attempt.state !== 'removed' },
});

/** What those who teach see of single attempts. */
export const makeSupervision = ({ attempts, store, namesById }: Deps) => ({
  /** All attempts of a person, those that were removed among them. */
  attemptsOf: async (taker: Taker, viewer: Viewer): Promise<SupervisedAttempt[]> =>
    (await store.allOfTaker(taker)).map((attempt) => supervisedAttempt(attempt, viewer)),

  /** Attempts that count nowhere, of those who teach and of the LMS's test students, by person. */
  async trialsAt({ linkId, examCode }: ExamPlace, viewer: Viewer): Promise<PersonAttempts[]> {
    const found = await attempts
      .find({ linkId, examCode, trial: true, state: { $ne: 'removed' } })
      .select({ paper: 0, answers: 0, steps: 0, results: 0, markings: 0, owed: 0 })
      .sort({ personId: 1, number: 1 })
      .lean<Listed[]>();
    const names = await namesById(found.map(({ personId }) => personId));
    return [...names].map(([id, name]) => ({
      person: { id, name: name ?? null },
      attempts: found
        .filter(({ personId }) => personId === id)
        .map((attempt) => supervisedAttempt(attempt, viewer)),
    }));
  },
});

export type Supervision = ReturnType<typeof makeSupervision>;
