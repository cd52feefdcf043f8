import { randomUUID } from 'node:crypto';
import { VERBS } from '@chuyen-de/xapi';

/** A learner takes an exam: started, thirty answers, submitted, completed, passed or failed. */
const STATEMENTS_OF_ATTEMPT = 34;
const LEARNERS = 5_000;
const QUESTIONS = 150;
const EXAMS = 12;
const COURSES = 50;

const LMS = 'https://moodle.bench.example';
const TOOL = 'https://tool.bench.example';
const ACTIVITIES = 'http://adlnet.gov/expapi/activities';

const agentOf = (learner: number) => ({
  objectType: 'Agent',
  account: { homePage: LMS, name: String(learner) },
});

const questionOf = (question: number) => ({
  objectType: 'Activity',
  id: `${TOOL}/questions/Q${question}`,
  definition: {
    type: `${ACTIVITIES}/cmi.interaction`,
    name: {
      vi: `Câu hỏi số ${question}: nguyên tắc tập trung dân chủ được thể hiện ở nội dung nào sau đây?`,
    },
    interactionType: 'choice',
    correctResponsesPattern: ['b'],
    choices: ['a', 'b', 'c', 'd'].map((id) => ({
      id,
      description: { vi: `Phương án ${id} của câu hỏi số ${question}` },
    })),
  },
});

const examOf = (exam: number) => ({
  objectType: 'Activity',
  id: `${TOOL}/exams/KT${exam}`,
  definition: { type: `${ACTIVITIES}/assessment`, name: { vi: `Bài kiểm tra số ${exam}` } },
});

const registrationOf = (attempt: number): string =>
  `00000000-0000-4000-8000-${String(attempt).padStart(12, '0')}`;

/** What the place of a statement in its attempt tells, and the outcome that goes with it. */
function eventOf(place: number, attempt: number) {
  const exam = examOf(attempt % EXAMS);
  if (place === 0) return { verb: VERBS.started, object: exam };
  if (place <= 30)
    return {
      verb: VERBS.answered,
      object: questionOf((attempt * 7 + place) % QUESTIONS),
      result: { score: { scaled: 1, raw: 1, min: 0, max: 1 }, success: true, response: 'b' },
    };
  if (place === 31) return { verb: VERBS.submitted, object: exam };
  const result = { score: { scaled: 0.8, raw: 8, min: 0, max: 10 }, duration: 'PT1260S' };
  return place === 32
    ? { verb: VERBS.completed, object: exam, result: { ...result, completion: true } }
    : { verb: VERBS.passed, object: exam, result: { ...result, success: true } };
}

/** Statement n of a school's exams, as the tool tells them. */
export function statementOf(n: number): object {
  const attempt = Math.floor(n / STATEMENTS_OF_ATTEMPT);
  return {
    id: randomUUID(),
    timestamp: new Date(Date.UTC(2026, 0, 5) + n * 1_000).toISOString(),
    actor: agentOf(attempt % LEARNERS),
    ...eventOf(n % STATEMENTS_OF_ATTEMPT, attempt),
    context: {
      registration: registrationOf(attempt),
      platform: 'Chuyên Đề',
      language: 'vi',
      contextActivities: {
        parent: [{ id: `${TOOL}/attempts/${attempt}` }],
        grouping: [
          { id: `${LMS}/mod/lti/view.php?l=${attempt % COURSES}` },
          { id: `${LMS}/course/view.php?id=${attempt % COURSES}` },
        ],
        category: [
          { id: LMS, definition: { type: 'http://id.tincanapi.com/activitytype/lms' } },
          { id: `${TOOL}/profile/v1` },
        ],
      },
    },
  };
}

type Filters = Record<string, string>;

const whole = (limit: number): number => Math.floor(Math.random() * limit);

const VERB_IDS = [VERBS.started, VERBS.answered, VERBS.submitted, VERBS.completed, VERBS.passed].map(
  ({ id }) => id,
);

const one = {
  agent: () => ({ agent: JSON.stringify(agentOf(whole(LEARNERS))) }),
  verb: () => ({ verb: VERB_IDS[whole(VERB_IDS.length)] ?? '' }),
  activity: () => ({
    activity: Math.random() < 0.5 ? examOf(whole(EXAMS)).id : questionOf(whole(QUESTIONS)).id,
  }),
};

/** Queries of each kind, with filters that find something, or in the rarest case nothing. */
export const QUERIES: Readonly<Record<string, () => Filters>> = {
  newest: () => ({}),
  'by actor': one.agent,
  'by verb': one.verb,
  'by activity': one.activity,
  'by actor and verb': () => ({ ...one.agent(), ...one.verb() }),
  'by actor and activity': () => ({ ...one.agent(), ...one.activity() }),
  'by verb and activity': () => ({ ...one.verb(), ...one.activity() }),
  'by course (related)': () => ({
    activity: `${LMS}/course/view.php?id=${whole(COURSES)}`,
    related_activities: 'true',
  }),
};
