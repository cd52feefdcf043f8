export { type AttemptProgress, type AttemptSummary } from './attempt-summary.model.ts';
export { isMarked, markingsOf } from './attempt-state.rules.ts';
export { attemptModel, type AnswerMarking, type Attempt, type MarkedAttempt } from './attempt.model.ts';
export { LEAST_SHARE } from './certainty.rules.ts';
export { hintsTold } from './tries.rules.ts';
export { makePaperQuestions } from './close-attempt.ts';
export { type PaperSlot } from './draw.rules.ts';
export { workDigest, type OnPaper, type OnPaperWork } from './enter-on-paper.ts';
export { makeExamDefinitions } from './exam-definitions.ts';
export { type ExamRevision } from './exam.model.ts';
export { type ItemHistory } from './forecast.rules.ts';
export { type RoomProgress } from './room-progress.ts';
export { type SavedMark } from './saved-marks.ts';
export { keyed, type Ruling, type Rulings, type Where } from './ruling.rules.ts';
export { countingScore, reportedScore, scaledMark } from './scoring.rules.ts';
export { makeSummaries } from './summaries.ts';
export {
  ANYBODY,
  clockOf,
  lastPauseOf,
  pausedSince,
  timeOf,
  type AttemptClock,
  type TimedAttempt,
} from './time.rules.ts';
export { makeExams, type Exams } from './make-exams.ts';
