import { ExamStart, type Accommodation, type ExamFile, type LanguageMap } from '@chuyen-de/contracts';
import type { Catalogue } from '../catalogue/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Sittings } from '../sittings/index.ts';
import type { AttemptStore, Taker } from './attempt-store.ts';
import { attemptSummary } from './attempt-views.rules.ts';
import { isMarked } from './attempt-state.rules.ts';
import type { Attempt } from './attempt.model.ts';
import type { ExamDefinitions } from './exam-definitions.ts';
import type { ExamRevision } from './exam.model.ts';
import { closingFor } from './review.rules.ts';
import { makeSittingChoice } from './sitting-choice.ts';
import { countingScore } from './scoring.rules.ts';
import { toldTerms, triesTerms } from './tries.rules.ts';
import type { TimeDeeds } from './time-deeds.ts';
import { accommodationAt, attemptsAllowed, minutesFor, windowFor } from './time.rules.ts';

interface Deps {
  definitions: ExamDefinitions;
  timeDeeds: Pick<TimeDeeds, 'knownOf'>;
  store: AttemptStore;
  catalogue: Catalogue;
  sittings: Pick<Sittings, 'knownOf' | 'seats'>;
  clock: Clock;
}

type ExamStartResult = { ok: true; exam: ExamStart } | { ok: false; error: { code: 'exam_not_found' } };

const countsByTopic = ({ blueprint, fixed = [] }: ExamRevision): [topic: string, count: number][] => {
  const counts = new Map<string, number>();
  const one = fixed.map(({ topic }) => ({ topic, count: 1 }));
  for (const { topic, count } of [...one, ...blueprint]) counts.set(topic, (counts.get(topic) ?? 0) + count);
  return [...counts];
};

/** The topics that an exam's questions come from, each with how many. */
export const makeTopicsOf =
  ({ definitions, catalogue }: Pick<Deps, 'definitions' | 'catalogue'>) =>
  async (examCode: string): Promise<{ title: LanguageMap; count: number }[]> => {
    const inForce = await definitions.findInForce(examCode);
    const topics = inForce ? countsByTopic(inForce.exam) : [];
    const titles = await catalogue.topicTitles(topics.map(([topic]) => topic));
    return topics.map(([code, count]) => ({ title: titles.get(code) ?? { vi: code }, count }));
  };

/** Whether it is limited how often somebody may sit an exam. */
export const makeIsLimited =
  ({ definitions }: Pick<Deps, 'definitions'>) =>
  async (examCode: string): Promise<boolean> =>
    (await definitions.findInForce(examCode))?.exam.attempts !== undefined;

/**
 * How many more attempts of an exam somebody may start; null where they are not limited, as for a trial.
 * @param made those that they have made, where they were read
 */
export const makeAttemptsLeft =
  ({ definitions, timeDeeds, store }: Pick<Deps, 'definitions' | 'timeDeeds' | 'store'>) =>
  async (taker: Taker, trial: boolean, made?: readonly Attempt[]): Promise<number | null> => {
    const inForce = await definitions.findInForce(taker.examCode);
    if (!inForce) return 0;
    if (trial || inForce.exam.attempts === undefined) return null;
    const [all, deeds] = await Promise.all([made ?? store.ofTaker(taker), timeDeeds.knownOf(taker)]);
    const accommodation = accommodationAt(deeds, taker.personId);
    const allowed = attemptsAllowed(inForce.exam, accommodation);
    return allowed === null ? null : Math.max(0, allowed - all.filter((attempt) => !attempt.trial).length);
  };

/** What the review of an attempt asks of its exam: when that closes for its learner, and what it says of scores. */
export const makeReviewTerms =
  ({ definitions, timeDeeds }: Pick<Deps, 'definitions' | 'timeDeeds'>) =>
  async (
    attempt: Taker & { exam: Pick<Attempt['exam'], 'revision' | 'closesAt'> },
  ): Promise<{ closesAt: Date | undefined; feedback: ExamFile['feedback'] }> => {
    const { examCode: code, personId, exam } = attempt;
    const [inForce, sat, deeds] = await Promise.all([
      definitions.findInForce(code),
      definitions.findKnown({ code, revision: exam.revision }),
      timeDeeds.knownOf(attempt),
    ]);
    const accommodation = accommodationAt(deeds, personId);
    return { closesAt: closingFor(accommodation, exam, inForce?.exam), feedback: sat?.feedback };
  };

/** What it takes of a person to begin. */
const needsOf = (
  { password, addresses }: ExamRevision,
  accommodation: Accommodation | undefined,
): Pick<ExamStart, 'passwordAsked' | 'placeBound'> => ({
  ...(password !== undefined && { passwordAsked: true }),
  ...(addresses && !accommodation?.anywhere && { placeBound: true }),
});

/** What of its terms an exam says to everybody alike. */
const saidTerms = (exam: ExamRevision) => ({
  grading: exam.grading,
  ...(exam.certainty && { certainty: exam.certainty }),
  ...(exam.behaviour && { behaviour: exam.behaviour }),
  ...toldTerms(triesTerms(exam)),
  passMark: exam.passMark,
  outageMinutes: exam.outageMinutes,
  review: exam.review,
});

/** What a person reads before an exam: its rules, what is left, how earlier attempts went. */
export const makeExamStart = (deps: Deps) => {
  const { definitions, timeDeeds, store, catalogue, clock } = deps;
  const sittingChoice = makeSittingChoice(deps);
  return async (taker: Taker, trial: boolean): Promise<ExamStartResult> => {
    const inForce = await definitions.findInForce(taker.examCode);
    if (!inForce) return { ok: false, error: { code: 'exam_not_found' } };
    const { exam } = inForce;
    const topics = countsByTopic(exam);
    const [all, deeds, sitting, titles] = await Promise.all([
      store.ofTaker(taker),
      timeDeeds.knownOf(taker),
      trial ? undefined : sittingChoice(taker),
      catalogue.topicTitles(topics.map(([topic]) => topic)),
    ]);
    const accommodation = accommodationAt(deeds, taker.personId);
    const made = all.filter((attempt) => Boolean(attempt.trial) === trial);
    const { opensAt, closesAt } = windowFor(exam, accommodation, sitting?.mine);
    const now = clock.now();
    const summaries = made.map((attempt) =>
      attemptSummary(attempt, closingFor(accommodation, attempt.exam, exam), now),
    );
    const isShut = trial || summaries.some(({ scoreShut }) => scoreShut);
    const marked = made.filter(isMarked).map((attempt) => ({ ...attempt, passMark: attempt.exam.passMark }));
    // By the terms of the newest, as gradebooks are told it.
    const grading = marked.at(-1)?.exam.grading ?? exam.grading;
    return {
      ok: true,
      exam: {
        code: exam.code,
        title: exam.title,
        summary: exam.summary,
        questionCount: topics.reduce((sum, [, count]) => sum + count, 0),
        topics: topics.map(([code, count]) => ({ code, title: titles.get(code) ?? { vi: code }, count })),
        minutes: minutesFor(exam.minutes, accommodation),
        accommodation: accommodation ?? null,
        attemptsAllowed: trial ? null : attemptsAllowed(exam, accommodation),
        attempts: summaries,
        trial,
        ...saidTerms(exam),
        ...(opensAt !== undefined && { opensAt }),
        ...(closesAt !== undefined && { closesAt }),
        ...(trial ? {} : needsOf(exam, accommodation)),
        ...(sitting && { sitting: sitting.choice }),
        counts: isShut ? null : (countingScore(marked, grading) ?? null),
        serverNow: now.toISOString(),
      },
    };
  };
};

/** The page before an exam, as its API answers it; undefined where there is no such exam. */
export const makeStartPageOf =
  (examStart: ReturnType<typeof makeExamStart>) =>
  async (taker: Taker, trial: boolean): Promise<ExamStart | undefined> => {
    const result = await examStart(taker, trial);
    return result.ok ? ExamStart.parse(result.exam) : undefined;
  };
