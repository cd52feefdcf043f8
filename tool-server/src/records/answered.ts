import type { LanguageMap } from '@chuyen-de/contracts';
import { isBlank, isRight, typeOf } from '@chuyen-de/question-types';
import { VERBS, type XapiActivity, type XapiStatement } from '@chuyen-de/xapi';
import type { QuestionRevision } from '../bank/index.ts';
import { hintsTold, LEAST_SHARE, markingsOf, type Attempt, type MarkedAttempt } from '../exams/index.ts';
import { revisionId } from '../revisions/index.ts';
import type { Activities } from './activities.ts';
import { attemptExtensions } from './attempt-extensions.ts';
import { answeredId } from './marked-again.ts';
import type { Setting } from './scene.ts';

type StoredAnswer = Attempt['answers'][string];

interface AnsweredPlace {
  place: MarkedAttempt['paper'][number];
  answer: StoredAnswer;
  result: MarkedAttempt['results'][string];
  /** How many hints were told before it. */
  hints: number;
}

/** What statements about the answers of a paper need from other rooms. */
export interface PaperTexts {
  /** By revision id. */
  questions: ReadonlyMap<string, QuestionRevision>;
  topicTitles: ReadonlyMap<string, LanguageMap>;
}

/**
 * When an answer was given: the device's time, which is an estimate, held within what the server knows.
 * It must not depend on how the attempt ended, so that telling it again tells the same.
 */
function answeredAt({ at, savedAt }: StoredAnswer, { startedAt, dueAt }: Attempt): Date {
  const latest = Math.min(savedAt.getTime(), dueAt.getTime());
  return new Date(Math.max(startedAt.getTime(), Math.min(at, latest)));
}

/** What an answer has earned: less than nothing, down to its least, where certainty counts; less for each further try. */
function scoreAt(
  { certainty, penalty }: MarkedAttempt['paper'][number],
  { fraction, points: raw, maximum: max }: MarkedAttempt['results'][string],
) {
  if (penalty !== undefined) return { scaled: raw / max, raw, min: 0, max };
  if (!certainty) return { scaled: fraction, raw, min: 0, max };
  return { scaled: Math.max(-1, raw / max), raw, min: LEAST_SHARE * max, max };
}

/** What a statement says of an answer beside what was answered and earned: of its certainty and its tries where these count. */
const answerExtensions = (
  { place, answer, result, hints }: AnsweredPlace,
  { extensions }: Pick<Activities, 'extensions'>,
): Record<string, unknown> => ({
  ...(place.certainty && answer.certainty && { [extensions.certainty]: answer.certainty }),
  ...(result.tries && { [extensions.tries]: result.tries.count, [extensions.hints]: hints }),
  ...(answer.late && { [extensions.late]: true }),
  ...(result.corrected && { [extensions.corrected]: result.corrected.at.toISOString() }),
});

/**
 * One statement for each question that has an answer, in the order of answering, with what the answer has earned.
 * Every answer is told once however often this runs: its id follows from attempt, place and sequence number, and from
 * how often a person has marked it.
 * @see xAPI 1.0.3 Data §2.4.4.1 (interaction activities)
 */
export function answeredStatements(
  attempt: MarkedAttempt,
  { questions, topicTitles }: PaperTexts,
  { actor, contextOf }: Setting,
  activities: Activities,
): XapiStatement[] {
  const parent = [activities.attempt(attempt), activities.assessment(attempt.examCode, attempt.exam.title)];
  const lessons = new Map<string, XapiActivity>();
  const lessonOf = (topic: string): XapiActivity => {
    const lesson = lessons.get(topic) ?? activities.lesson(topic, topicTitles.get(topic) ?? { vi: topic });
    lessons.set(topic, lesson);
    return lesson;
  };
  const statements = attempt.paper.flatMap((place): XapiStatement[] => {
    const { slot, question: code, revision, topic } = place;
    const answer = attempt.answers[slot];
    const question = questions.get(revisionId({ code, revision }));
    const result = attempt.results[slot];
    if (!answer || !question || !result || isBlank(answer.response)) return [];
    // Left out of the exam after it had been asked, it was neither right nor wrong.
    if (result.maximum === 0) return [];
    const hints = hintsTold(attempt, slot, question).length;
    return [
      {
        id: answeredId(attempt, slot, markingsOf(attempt, slot).length),
        timestamp: answeredAt(answer, attempt).toISOString(),
        actor,
        verb: VERBS.answered,
        object: activities.question(question),
        result: {
          score: scoreAt(place, result),
          success: isRight(result),
          response: typeOf(question.type).statementResponse(answer.response, question),
        },
        context: contextOf({
          registration: attempt.registration,
          parent,
          other: [lessonOf(topic)],
          extensions: {
            ...attemptExtensions(attempt, activities),
            ...answerExtensions({ place, answer, result, hints }, activities),
          },
        }),
      },
    ];
  });
  return statements.sort((a, b) => (a.timestamp < b.timestamp ? -1 : a.timestamp > b.timestamp ? 1 : 0));
}
