import { createHash } from 'node:crypto';
import type { Score } from '@chuyen-de/contracts';
import type { QuestionResponse } from '@chuyen-de/question-types';
import { statementId } from '@chuyen-de/xapi';
import type { Model } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import type { ExamPlace } from '../kernel/exam-place.ts';
import { owe } from '../storage/index.ts';
import type { AttemptStore, Taker } from './attempt-store.ts';
import type { Attempt, EndedAttempt } from './attempt.model.ts';
import { markAttempt, type makePaperQuestions } from './close-attempt.ts';
import type { PaperSlot } from './draw.rules.ts';
import type { ExamRevision } from './exam.model.ts';
import { receiptOf } from './receipt.ts';
import { markByRule, type FractionOf } from './results.rules.ts';
import type { RulingsOf } from './ruling.rules.ts';
import { scoreOf } from './scoring.rules.ts';

/** Two entries of one person at once: the second takes the next number. */
const MOST_TRIES = 5;
/** Nobody's device. */
const DEVICE = 'on-paper';
/** The scale on which marks are given where nothing else is known. */
const MARKS = 10;

interface Deps {
  attempts: Model<Attempt>;
  store: AttemptStore;
  questionsOf: ReturnType<typeof makePaperQuestions>;
  fractionOf: FractionOf;
  rulingsOf: RulingsOf;
  clock: Clock;
}

/** What somebody gave in on paper: their answers by slot, or where these are not known the mark that they were given. */
export type OnPaperWork =
  | { paperCode: string; paper: PaperSlot[]; responses: ReadonlyMap<number, QuestionResponse> }
  | { mark: number };

export interface OnPaper extends Taker {
  platformId: string;
  contextId?: string | undefined;
  exam: ExamRevision;
  /** From which import, and which line of it: entered again, it is entered once. */
  import: string;
  line: number;
  by: string;
  /** When it was sat. */
  at: Date;
  work: OnPaperWork;
}

type Entered = { ok: true; attemptId: string } | { ok: false; error: { code: 'other_result' } };

/** What a work says, whoever it is of and however often it is read: equal works alike. */
export function workDigest(work: OnPaperWork): string {
  const said =
    'mark' in work
      ? ['mark', work.mark]
      : [
          work.paperCode,
          ...[...work.responses].sort(([a], [b]) => a - b).map((each) => JSON.stringify(each)),
        ];
  return createHash('sha256').update(said.join('\n')).digest('base64url');
}

/** The answers of a work as they are stored. */
const answersOf = (work: OnPaperWork, at: Date): Attempt['answers'] =>
  'mark' in work
    ? {}
    : Object.fromEntries(
        [...work.responses].map(([slot, response]) => [
          slot,
          { seq: 1, at: at.getTime(), response, flagged: false, savedAt: at },
        ]),
      );

function attemptOf(given: OnPaper, number: number, now: Date): EndedAttempt & { settledAt: Date } {
  const { personId, platformId, contextId, linkId, examCode, exam, at, work, by } = given;
  const { revision, title, passMark, grading, review, minutes, outageMinutes, closesAt } = exam;
  const _id = statementId('on-paper', given.import, String(given.line));
  const answers = answersOf(work, at);
  return {
    _id,
    registration: _id,
    ...{ personId, platformId, ...(contextId !== undefined && { contextId }), linkId, examCode, number },
    exam: {
      ...{ revision, title, passMark, grading, review, minutes, outageMinutes },
      ...(closesAt !== undefined && { closesAt }),
    },
    seed: '',
    ...('mark' in work ? { paper: [] } : { paper: work.paper, paperCode: work.paperCode }),
    state: 'closed',
    ...{ startedAt: at, dueAt: at, closedAt: at, closedBy: 'learner', settledAt: now },
    device: { id: DEVICE, since: at },
    answers,
    ...{ answersFinal: true, change: 0, replayedLate: 0 },
    receipt: receiptOf(_id, answers),
    onPaper: {
      ...{ import: given.import, line: given.line, by, at: now, digest: workDigest(work) },
      ...('mark' in work && { mark: work.mark }),
    },
    owed: [],
  };
}

/** A mark that was given without answers: what is known of it is all that there is to mark. */
const markedByHand = (attempt: EndedAttempt, mark: number, now: Date): Partial<Attempt> => ({
  ...{ state: 'marked', results: {}, topicsScore: [] },
  score: scoreOf(mark, MARKS, attempt.exam.passMark),
  owed: [owe('grade', now), owe('summary', now), owe('records', attempt.closedAt, { event: 'exam-closed' })],
});

/** Results of exams that were sat on paper: attempts like others, marked by the same rules against the paper of their code. */
export function makeEnterOnPaper({ attempts, store, questionsOf, fractionOf, rulingsOf, clock }: Deps) {
  /** The attempt that a work comes to, marked by the keys and corrections of now. */
  async function markedOf(given: OnPaper, number: number): Promise<Attempt> {
    const now = clock.now();
    const attempt = attemptOf(given, number, now);
    if ('mark' in given.work) return { ...attempt, ...markedByHand(attempt, given.work.mark, now) };
    const [questions, rulings] = await Promise.all([questionsOf(attempt), rulingsOf(attempt)]);
    const results = markByRule(attempt.paper, attempt.answers, { questions, rulings, fractionOf, at: now });
    const { set, owed = [] } = markAttempt(attempt, results, now, now);
    return { ...attempt, results, ...set, owed };
  }

  return {
    /** What a work would come to. */
    scoreOnPaper: async (given: OnPaper): Promise<Score | undefined> => (await markedOf(given, 1)).score,

    async enterOnPaper(given: OnPaper): Promise<Entered> {
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const all = await store.allOfTaker(given);
        const attempt = await markedOf(given, (all.at(-1)?.number ?? 0) + 1);
        const there = all.find(({ _id }) => _id === attempt._id);
        if (there) return { ok: true, attemptId: there._id };
        if (all.some(({ onPaper, state }) => onPaper && state !== 'removed'))
          return { ok: false, error: { code: 'other_result' } };
        if (await store.insert(attempt)) return { ok: true, attemptId: attempt._id };
      }
      throw new Error(`results of one person at ${given.examCode} kept coming`);
    },

    /** What stands of works on paper, by person: a work once. */
    worksOnPaper: async ({ linkId, examCode }: ExamPlace): Promise<ReadonlyMap<string, string>> => {
      const found = (await attempts.collection
        .find({ linkId, examCode, onPaper: { $ne: null }, state: { $ne: 'removed' } } as object, {
          projection: { personId: 1, 'onPaper.digest': 1 },
        })
        .toArray()) as unknown[] as Pick<Attempt, 'personId' | 'onPaper'>[];
      return new Map(found.map(({ personId, onPaper }) => [personId, onPaper?.digest ?? '']));
    },

    /** The attempts that an import has made and nobody has removed, by their ids. */
    attemptsOfImport: async ({ linkId }: Pick<ExamPlace, 'linkId'>, id: string): Promise<string[]> => {
      const found = await attempts.collection
        .find({ linkId, 'onPaper.import': id, state: { $ne: 'removed' } } as object, {
          projection: { _id: 1 },
        })
        .toArray();
      return found.map(({ _id }) => String(_id));
    },
  };
}
