import type { ItemRef, LanguageMap } from '@chuyen-de/contracts';
import { ACTIVITY_TYPES, choiceResponse, type XapiActivity } from '@chuyen-de/xapi';
import type { QuestionRevision } from '../bank/index.ts';
import type { Attempt } from '../exams/index.ts';

const named = ({ vi, en }: LanguageMap): Record<string, string> => ({ vi, ...(en !== undefined && { en }) });

/** The activities of the product, under the tool's own addresses. */
export function makeActivities(publicUrl: string) {
  const lesson = (code: string, title: LanguageMap): XapiActivity => ({
    objectType: 'Activity',
    id: `${publicUrl}/topics/${code}`,
    definition: { type: ACTIVITY_TYPES.lesson, name: named(title) },
  });
  const assessment = (code: string, title: LanguageMap): XapiActivity => ({
    objectType: 'Activity',
    id: `${publicUrl}/exams/${code}`,
    definition: { type: ACTIVITY_TYPES.assessment, name: named(title) },
  });

  return {
    lesson,
    assessment,
    item: ({ kind, code }: ItemRef, title: LanguageMap): XapiActivity =>
      kind === 'topic' ? lesson(code, title) : assessment(code, title),

    attempt: ({ _id, exam }: Pick<Attempt, '_id' | 'exam'>): XapiActivity => ({
      objectType: 'Activity',
      id: `${publicUrl}/attempts/${_id}`,
      definition: { type: ACTIVITY_TYPES.attempt, name: named(exam.title) },
    }),

    /** A revision is an activity of its own: its text and key never change. @see xAPI 1.0.3 Data §2.4.4.1 */
    question: ({ _id, stem, options, key }: QuestionRevision): XapiActivity => ({
      objectType: 'Activity',
      id: `${publicUrl}/questions/${_id}`,
      definition: {
        type: ACTIVITY_TYPES.interaction,
        name: named(stem),
        interactionType: 'choice',
        correctResponsesPattern: [choiceResponse(key)],
        choices: options.map(({ id, text }) => ({ id, description: named(text) })),
      },
    }),
  };
}

export type Activities = ReturnType<typeof makeActivities>;
