export { type AttemptProgress, type AttemptSummary } from './attempt-summary.model.ts';
export { type Attempt } from './attempt.model.ts';
export { type PaperSlot } from './draw.rules.ts';
export { makeExamDefinitions } from './exam-definitions.ts';
export { countingScore, reportedScore, scaledMark } from './scoring.rules.ts';
export { makeSummaries } from './summaries.ts';
export { makeExams, type Exams } from './make-exams.ts';
