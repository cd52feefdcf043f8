import { randomBytes, randomUUID } from 'node:crypto';
import type { Accommodation } from '@chuyen-de/contracts';
import type { Clock } from '../kernel/clock.ts';
import { owe } from '../storage/index.ts';
import type { Accommodations } from './accommodations.ts';
import type { AttemptStore, Taker } from './attempt-store.ts';
import type { Attempt } from './attempt.model.ts';
import type { DrawPaper } from './draw-paper.ts';
import type { BlueprintShort, PaperSlot } from './draw.rules.ts';
import type { ExamDefinitions } from './exam-definitions.ts';
import type { ExamRevision } from './exam.model.ts';
import type { HoldAttempt, HoldResult } from './hold-attempt.ts';
import { attemptsAllowed, dueAtOf } from './terms.rules.ts';

/** Two starts at once: the second finds the first's attempt. */
const MOST_TRIES = 5;

interface Deps {
  definitions: ExamDefinitions;
  drawPaper: DrawPaper;
  accommodations: Accommodations;
  store: AttemptStore;
  holdAttempt: HoldAttempt;
  clock: Clock;
}

interface Start extends Taker {
  platformId: string;
  contextId?: string | undefined;
  device: string;
  /** What this person does counts nowhere; they may try as often as they like. */
  trial: boolean;
}

type StartResult =
  | HoldResult
  | {
      ok: false;
      error:
        { code: 'exam_not_found' } | { code: 'attempts_used_up'; allowed: number } | BlueprintShort['error'];
    };

interface Opening extends Start {
  exam: ExamRevision;
  accommodation: Accommodation | undefined;
  number: number;
  seed: string;
  paper: PaperSlot[];
  now: Date;
}

const openAttempt = (opening: Opening): Attempt => {
  const { personId, platformId, contextId, linkId, examCode, device, number, seed, paper, now } = opening;
  const { revision, title, passMark, grading, review, minutes, outageMinutes } = opening.exam;
  return {
    _id: randomUUID(),
    registration: randomUUID(),
    personId,
    platformId,
    ...(contextId !== undefined && { contextId }),
    linkId,
    examCode,
    exam: { revision, title, passMark, grading, review, minutes, outageMinutes },
    number,
    seed,
    state: 'open',
    ...(opening.trial && { trial: true as const }),
    startedAt: now,
    dueAt: dueAtOf(now, minutes, opening.accommodation),
    device: { id: device, since: now },
    paper,
    answers: {},
    change: 0,
    replayedLate: 0,
    owed: [owe('records', now, { event: 'exam-started' }), ...(opening.trial ? [] : [owe('summary', now)])],
  };
};

/** Starts an attempt, or takes up the one that is open. */
export const makeStartAttempt =
  ({ definitions, drawPaper, accommodations, store, holdAttempt, clock }: Deps) =>
  async (start: Start): Promise<StartResult> => {
    const { personId, examCode, linkId, device, trial } = start;
    const taker = { personId, examCode, linkId };
    const inForce = await definitions.findInForce(examCode);
    if (!inForce) return { ok: false, error: { code: 'exam_not_found' } };
    const { exam, editions } = inForce;
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const [all, accommodation] = await Promise.all([store.allOfTaker(taker), accommodations.find(taker)]);
      const made = all.filter((attempt) => attempt.state !== 'removed' && Boolean(attempt.trial) === trial);
      const open = all.find(({ state }) => state === 'open');
      if (open) return holdAttempt({ attemptId: open._id, personId, device });

      const allowed = attemptsAllowed(exam, accommodation);
      if (!trial && allowed !== null && made.length >= allowed)
        return { ok: false, error: { code: 'attempts_used_up', allowed } };
      const seed = randomBytes(16).toString('hex');
      const drawing = await drawPaper(exam, editions, seed);
      if (!drawing.ok) return drawing;
      const number = (all.at(-1)?.number ?? 0) + 1;
      const { paper } = drawing;
      const attempt = openAttempt({ ...start, exam, accommodation, number, seed, paper, now: clock.now() });
      if (await store.insert(attempt)) return { ok: true, attempt };
    }
    throw new Error(`attempts of one person at ${examCode} kept starting`);
  };
