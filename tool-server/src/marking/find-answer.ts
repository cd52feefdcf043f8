import type { QuestionRevision } from '../bank/index.ts';
import type { Attempt, Exams, PaperSlot } from '../exams/index.ts';
import type { ExamPlace } from '../kernel/exam-place.ts';

export interface FoundAnswer {
  attempt: Attempt;
  place: PaperSlot;
  question: QuestionRevision;
}

/** The place of a question in an attempt that counts, of a link and exam. */
export const placeIn = (
  attempt: Attempt | null,
  { linkId, examCode }: ExamPlace,
  code: string,
): PaperSlot | undefined =>
  attempt?.linkId !== linkId || attempt.examCode !== examCode || attempt.trial
    ? undefined
    : attempt.paper.find(({ question }) => question === code);

/** Finds an answer to a question where somebody who marks came from: others are not theirs to mark. */
export const makeFindAnswer =
  ({ exams }: { exams: Pick<Exams, 'findAttempt'> }) =>
  async (where: ExamPlace, code: string, attemptId: string): Promise<FoundAnswer | undefined> => {
    const found = await exams.findAttempt(attemptId);
    const place = found && placeIn(found.attempt, where, code);
    const question = place && found.questions.get(place.slot);
    return place && question && { attempt: found.attempt, place, question };
  };

export type FindAnswer = ReturnType<typeof makeFindAnswer>;
