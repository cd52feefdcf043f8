import type { QuestionResponse } from '@chuyen-de/question-types';
import { Router } from 'express';
import type { Connection, Model } from 'mongoose';
import type { Bank } from '../bank/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { NamesById } from '../classes/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Emit } from '../kernel/events.ts';
import type { Logger } from '../kernel/logger.ts';
import { deriveKey } from '../kernel/seal.ts';
import type { SessionData } from '../sessions/index.ts';
import type { OwedQueue } from '../storage/index.ts';
import { makeSittings, type Sittings } from '../sittings/index.ts';
import { makeAttemptFinders } from './attempt-finders.ts';
import { makeAttemptStore, type AttemptStore } from './attempt-store.ts';
import { shownPaper } from './attempt-views.rules.ts';
import { attemptModel, type Attempt } from './attempt.model.ts';
import { attemptRoutes } from './attempts.routes.ts';
import { makeChangeTime, makeGiveAccommodation, makeNoteSitting } from './change-time.ts';
import { makeCheckAnswer } from './check-answer.ts';
import { receiptRoutes } from './check-receipt.ts';
import { makeCloseAttempt, makePaperQuestions, makeSettleAttempt } from './close-attempt.ts';
import { makeEnterOnPaper } from './enter-on-paper.ts';
import { makeFindEnded, makeSweeping } from './end-overdue.ts';
import { makeDrawFixedPapers, type HistoryOf } from './draw-fixed-papers.ts';
import { makeDrawPaper, type DrawPaper } from './draw-paper.ts';
import { makeCorrectAttempts } from './correct-attempt.ts';
import { makeExamDefinitions, type ExamDefinitions } from './exam-definitions.ts';
import { makeExamStart, makeIsLimited, makeTopicsOf } from './exam-start.ts';
import { examRoutes } from './exams.routes.ts';
import { makeForecastExam } from './forecast-exam.ts';
import { makeFindOpen, makeKeepTime, makeOnTime } from './keep-time.ts';
import { makeBeginning } from './make-beginning.ts';
import { makeLogSeal } from './log-seal.ts';
import { makeViews, type GradeStateOf } from './make-views.ts';
import { makeMarkAnswer } from './mark-answer.ts';
import { makeMarkingQueue } from './marking-queue.ts';
import { makeRemoveAttempt } from './remove-attempt.ts';
import { makePaperSets, type PaperSets } from './paper-sets.ts';
import { makePrinting } from './print-papers.ts';
import { makeQuestionsHeldBack } from './questions-held-back.ts';
import { fractionByType, type FractionOf } from './results.rules.ts';
import { makeReceiptProof } from './receipt.ts';
import { makeReadRoomProgress } from './room-progress.ts';
import { isAccepted, keyed, type RulingsOf, type Where } from './ruling.rules.ts';
import { makeSaveAnswers } from './save-answers.ts';
import { makeSavedMarks, type SavedMarks } from './saved-marks.ts';
import { makeSummaries } from './summaries.ts';
import { makeTakeLateAnswers } from './take-late-answers.ts';
import { makeSubmitAttempt } from './submit-attempt.ts';
import { makeSupervision } from './supervision.ts';
import { makeTimeDeeds, type TimeDeeds } from './time-deeds.ts';
import { makeStartTools } from './start-tools.ts';

interface Deps {
  connection: Connection;
  clock: Clock;
  logger: Logger;
  /** That of the installation: receipts are proven by it. */
  secret: string;
  catalogue: Catalogue;
  bank: Bank;
  /** Whether somebody belongs to the course of a session. */
  belongsToCourse: (personId: string, session: SessionData) => Promise<boolean>;
  namesById: NamesById;
  gradeStateOf: GradeStateOf;
  /** Says what has happened to attempts. */
  emit: Emit;
  /** Takes what attempts owe: grades, statements. */
  owedQueue: OwedQueue;
  /** What a response earns by rule; absent: as its type says. */
  fractionOf?: FractionOf;
  /** How questions count that were corrected after they had been asked; absent: none was. */
  rulingsOf?: RulingsOf;
  /** How questions were answered so far; absent: nothing is known of it. */
  historyOf?: HistoryOf;
}

const noRulings: RulingsOf = () => Promise.resolve(new Map());
const noHistory: HistoryOf = () => Promise.resolve(new Map());

interface PaperParts {
  store: AttemptStore;
  drawPaper: DrawPaper;
  questionsOf: ReturnType<typeof makePaperQuestions>;
  rulingsOf: RulingsOf;
}

/** What practice uses of exams: papers are drawn and read alike, and what exams hold back is left out. */
const makePaperTools = ({
  drawPaper,
  questionsOf,
  rulingsOf,
  ...parts
}: PaperParts & Parameters<typeof makeQuestionsHeldBack>[0]) => ({
  drawPaper,
  questionsOf,
  /** The questions of a paper with the keys that count by now, and whether a response counts as right beside one. */
  correctedQuestionsOf: async (round: Where) => {
    const [questions, rulings] = await Promise.all([questionsOf(round), rulingsOf(round)]);
    return {
      questions: new Map(
        [...questions].map(([slot, question]) => [slot, keyed(question, rulings.get(slot))]),
      ),
      accepts: (slot: number, response: QuestionResponse): boolean => {
        const question = questions.get(slot);
        return question !== undefined && isAccepted(question, rulings.get(slot), response);
      },
    };
  },
  questionsHeldBack: makeQuestionsHeldBack(parts),
});

/** What is made of exams in the browser: definitions, and papers that are drawn to be looked at. */
const makeMakingTools = ({
  drawPaper,
  questionsOf,
  definitions,
  catalogue,
  paperSets,
  ...parts
}: PaperParts & {
  definitions: ExamDefinitions;
  catalogue: Catalogue;
  paperSets: PaperSets;
  bank: Bank;
  historyOf: HistoryOf;
}) => ({
  papersOf: paperSets.papersOf,
  /** The questions that a definition of an exam asks of everybody, and those of papers that are drawn already. */
  askedAlike: async (...ref: Parameters<ExamDefinitions['findKnown']>): Promise<string[]> => {
    const exam = await definitions.findKnown(...ref);
    if (!exam) return [];
    const drawn = exam.papers ? await paperSets.drawnOf(exam) : [];
    const fixed = (exam.fixed ?? []).map(({ question }) => question);
    return [...fixed, ...drawn.flatMap(({ paper }) => paper.map(({ question }) => question))];
  },
  forecastExam: makeForecastExam(parts),
  ...makePrinting({ ...parts, questionsOf, definitions, paperSets }),
  topicsOf: makeTopicsOf({ definitions, catalogue }),
  publishExams: definitions.publishExams,
  findRevision: definitions.findRevision,
  findInForce: definitions.findInForce,
  /** A paper as learners would see it, which nobody sits. */
  previewPaper: async (...drawing: Parameters<DrawPaper>) => {
    const drawn = await drawPaper(...drawing);
    if (!drawn.ok) return drawn;
    const questions = await questionsOf({ paper: drawn.paper });
    return { ok: true as const, questions: shownPaper(drawn.paper, questions) };
  },
});

interface TimeParts extends Pick<Deps, 'clock'> {
  attempts: Model<Attempt>;
  timeDeeds: TimeDeeds;
  sittings: Sittings;
  saved: SavedMarks;
}

/** What the exam room uses: what was done to time, and how far attempts have come. */
const makeTimeTools = ({ timeDeeds, sittings, saved, ...parts }: TimeParts) => ({
  accommodationsOfLink: timeDeeds.accommodationsOfLink,
  sittings,
  timeDeeds,
  noteSitting: makeNoteSitting({ ...parts, timeDeeds }),
  takeSaved: saved.take,
  readRoomProgress: makeReadRoomProgress(parts),
  /** Carries out owed work of kind `time`: of what was done to the time of an exam. */
  onTimeOwed: makeKeepTime({ ...parts, timeDeeds }),
});

/** What marking by people uses of exams: what waits for them, how it is marked, and what is decided on what came too late. */
const makeMarkingTools = (
  parts: Parameters<typeof makeMarkAnswer>[0] &
    Parameters<typeof makeMarkingQueue>[0] &
    Parameters<typeof makeTakeLateAnswers>[0] &
    Parameters<typeof makeEnterOnPaper>[0] &
    Parameters<typeof makeCorrectAttempts>[0],
) => ({
  markAnswer: makeMarkAnswer(parts),
  markingQueue: makeMarkingQueue(parts),
  takeLateAnswers: makeTakeLateAnswers(parts),
  ...makeEnterOnPaper(parts),
  removeAttempt: makeRemoveAttempt(parts),
  /** Marking anew by what is decided of questions. */
  corrections: makeCorrectAttempts(parts),
});

/** How papers are made and marked. */
function makePaperMaking(given: Deps) {
  const deps = { fractionOf: fractionByType, rulingsOf: noRulings, historyOf: noHistory, ...given };
  return {
    ...deps,
    drawPaper: makeDrawPaper(deps),
    paperSets: makePaperSets({ ...deps, drawFixedPapers: makeDrawFixedPapers(deps) }),
    questionsOf: makePaperQuestions(deps),
  };
}

/** What is given out and comes back from elsewhere, each told by a key of its own. */
const makeProofs = ({ secret }: Pick<Deps, 'secret'>) => ({
  receiptProof: makeReceiptProof(deriveKey(secret, 'receipts')),
  logSeal: makeLogSeal(deriveKey(secret, 'logs of devices')),
});

/** Exams: definitions, papers, attempts and their scores. */
export function makeExams(deps: Deps) {
  const attempts = attemptModel(deps.connection);
  const definitions = makeExamDefinitions(deps);
  const timeDeeds = makeTimeDeeds(deps);
  const scoring = { ...makePaperMaking(deps), store: makeAttemptStore({ ...deps, attempts }) };
  const settleAttempt = makeSettleAttempt(scoring);
  const closeAttempt = makeCloseAttempt(settleAttempt);
  const inPlace = { ...scoring, attempts, definitions, timeDeeds, sittings: makeSittings(deps) };
  const parts = { ...inPlace, onTime: makeOnTime({ ...deps, timeDeeds }) };
  const { holdAttempt, ...beginning } = makeBeginning(parts);
  const findEnded = makeFindEnded({ ...parts, closeAttempt, settleAttempt });
  const saved = makeSavedMarks();
  const saving = makeSaveAnswers({ ...parts, closeAttempt, onSaved: saved.note });
  const summaries = makeSummaries(parts);
  const proofs = makeProofs(deps);
  const views = makeViews({ ...parts, ...saving, ...proofs });

  const router = Router()
    .use(
      examRoutes({
        ...{ ...views, belongsToCourse: deps.belongsToCourse, examStart: makeExamStart(parts) },
        ...{ startAttempt: beginning.startAttempt, removeAttempt: makeRemoveAttempt(parts) },
        ...{ giveAccommodation: makeGiveAccommodation(parts), supervision: makeSupervision(parts) },
        changeTime: makeChangeTime({ ...parts, findOpen: makeFindOpen(parts) }),
      }),
    )
    .use(
      attemptRoutes({
        ...{ ...views, ...saving, holdAttempt, findEnded, checkAnswer: makeCheckAnswer(parts) },
        submitAttempt: makeSubmitAttempt({ ...parts, closeAttempt, isLimited: makeIsLimited(parts) }),
      }),
    );

  return {
    ...makeAttemptFinders({ ...parts, ...views, findEnded }),
    ...makePaperTools(parts),
    ...makeMakingTools(parts),
    router,
    /** What needs no session: receipts are checked by whoever is handed one. */
    openRouter: receiptRoutes({ attempts, ...proofs }),
    models: [
      attempts,
      ...[definitions, timeDeeds, summaries, beginning].flatMap(({ models }) => models as never[]),
    ],
    // What devices could not send themselves is opened, and saved as if they had.
    ...{ logSeal: proofs.logSeal, saveAnswers: saving.saveAnswers },
    summaries,
    /** The collection whose documents owe grades and statements. */
    attempts,
    ...makeSweeping({ ...parts, findEnded }),
    ...makeStartTools(parts),
    ...makeTimeTools({ ...parts, saved }),
    ...makeMarkingTools({ ...parts, summaries, closeAttempt }),
  };
}

export type Exams = ReturnType<typeof makeExams>;
