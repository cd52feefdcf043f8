import type { LearnerAttempt } from '@chuyen-de/contracts';
import { isBlank } from '@chuyen-de/question-types/responses';

/** What stands for the summary in the place of a question's number. */
export const SUMMARY = 'end';

/** The address of an attempt's room, open at its first blank, or at the summary where there is none. */
export function roomAddress({ exam, questions, answers }: LearnerAttempt): string {
  const answered = new Set(answers.flatMap(({ slot, response }) => (isBlank(response) ? [] : [slot])));
  const index = questions.findIndex(({ slot }) => !answered.has(slot));
  const room = `/exams/${exam.code}/attempt`;
  return index === 0 ? room : `${room}?q=${index === -1 ? SUMMARY : index + 1}`;
}
