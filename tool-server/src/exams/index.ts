export { type AttemptProgress, type AttemptSummary } from './attempt-summary.model.ts';
export { isMarked } from './attempt-state.rules.ts';
export { attemptModel, type Attempt, type MarkedAttempt } from './attempt.model.ts';
export { makePaperQuestions } from './close-attempt.ts';
export { type PaperSlot } from './draw.rules.ts';
export { makeExamDefinitions } from './exam-definitions.ts';
export { countingScore, reportedScore, scaledMark } from './scoring.rules.ts';
export { makeSummaries } from './summaries.ts';
export { makeExams, type Exams } from './make-exams.ts';
