import { isRight, typeOf } from '@chuyen-de/question-types';
import { statementId, VERBS, type XapiStatement } from '@chuyen-de/xapi';
import type { QuestionRevision } from '../bank/index.ts';
import { ITEM_KINDS } from '../items/index.ts';
import type { PracticeRound } from '../practice/index.ts';
import type { Activities } from './activities.ts';
import type { Setting } from './scene.ts';

interface Practised {
  round: PracticeRound;
  slot: number;
  question: QuestionRevision;
}

/**
 * A learner answered a question to practise. It has a verb of its own and says that it is practice, so that no
 * figure of exams takes it for an answer in one.
 */
export function practisedStatements(
  { round, slot, question }: Practised,
  { actor, contextOf }: Setting,
  activities: Activities,
): XapiStatement[] {
  const answer = round.answers[slot];
  if (!answer) return [];
  const title = round.topicTitle;
  return [
    {
      id: statementId(round._id, 'practised', `${slot}`),
      timestamp: answer.at.toISOString(),
      actor,
      verb: VERBS.practised,
      object: activities.question(question),
      result: {
        score: { scaled: answer.fraction, raw: answer.fraction, min: 0, max: 1 },
        success: isRight(answer),
        response: typeOf(question.type).statementResponse(answer.response, question),
      },
      context: contextOf({
        registration: round.registration,
        parent: [
          round.check
            ? activities.part(round.topicCode, round.check.material, { vi: round.check.title })
            : activities.item({ kind: 'practice', code: round.topicCode }, ITEM_KINDS.practice.titled(title)),
        ],
        other: [activities.lesson(round.topicCode, title)],
        extensions: { [activities.extensions.practice]: true },
      }),
    },
  ];
}
