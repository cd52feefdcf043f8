import type { ItemRef, LanguageMap } from '@chuyen-de/contracts';
import { typeOf } from '@chuyen-de/question-types';
import { ACTIVITY_TYPES, profileTerms, type XapiActivity, type XapiDefinition } from '@chuyen-de/xapi';
import { LRUCache } from 'lru-cache';
import type { QuestionRevision } from '../bank/index.ts';
import type { Attempt } from '../exams/index.ts';
import { ITEM_KINDS } from '../items/index.ts';

const named = ({ vi, en }: LanguageMap): Record<string, string> => ({ vi, ...(en !== undefined && { en }) });

/** Of a question's activity, about 2 kB; an exam's statements come in runs of the same questions. */
const QUESTIONS_IN_MEMORY = 2_000;

/** A question as its type tells it. */
function questionActivity(
  { _id, ...revision }: QuestionRevision,
  { publicUrl, level }: { publicUrl: string; level: string },
): XapiActivity {
  const { components = {}, ...interaction } = typeOf(revision.type).interaction(revision);
  const lists = Object.entries(components).map(([list, all]) => [
    list,
    all.map(({ id, description }) => ({ id, description: named(description) })),
  ]);
  return {
    objectType: 'Activity',
    id: `${publicUrl}/questions/${_id}`,
    definition: {
      type: ACTIVITY_TYPES.interaction,
      name: named(revision.stem),
      ...interaction,
      ...(Object.fromEntries(lists) as Pick<XapiDefinition, keyof typeof components>),
      extensions: { [level]: revision.level },
    },
  };
}

/** The activities of the product, under the tool's own addresses. */
export function makeActivities(publicUrl: string) {
  const item = ({ kind, code }: ItemRef, title: LanguageMap): XapiActivity => {
    const { path, activityType } = ITEM_KINDS[kind];
    return {
      objectType: 'Activity',
      id: `${publicUrl}/${path}/${code}`,
      definition: { type: ACTIVITY_TYPES[activityType], name: named(title) },
    };
  };
  const lesson = (code: string, title: LanguageMap) => item({ kind: 'topic', code }, title);
  const assessment = (code: string, title: LanguageMap) => item({ kind: 'exam', code }, title);

  const { extensions } = profileTerms(publicUrl);
  const questions = new LRUCache<string, XapiActivity>({ max: QUESTIONS_IN_MEMORY });
  return {
    lesson,
    assessment,
    item,

    attempt: ({ _id, exam }: Pick<Attempt, '_id' | 'exam'>): XapiActivity => ({
      objectType: 'Activity',
      id: `${publicUrl}/attempts/${_id}`,
      definition: { type: ACTIVITY_TYPES.attempt, name: named(exam.title) },
    }),

    /** A section of a topic's lecture, or a material, whose ids begin so. */
    part: (topic: string, part: string, title: LanguageMap | undefined): XapiActivity => ({
      objectType: 'Activity',
      id: `${publicUrl}/topics/${topic}/${part.startsWith('m-') ? 'materials' : 'sections'}/${part}`,
      definition: { type: ACTIVITY_TYPES.document, ...(title && { name: named(title) }) },
    }),

    /** A revision is an activity of its own: its text and key never change. @see xAPI 1.0.3 Data §2.4.4.1 */
    question: (revision: QuestionRevision): XapiActivity => {
      const known = questions.get(revision._id);
      if (known) return known;
      const made = questionActivity(revision, { publicUrl, level: extensions.level });
      questions.set(revision._id, made);
      return made;
    },

    /** Terms of our own that go with the activities. */
    extensions,
  };
}

export type Activities = ReturnType<typeof makeActivities>;
