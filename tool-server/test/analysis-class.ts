import { createHash, randomUUID } from 'node:crypto';

/** A class as the tool tells of it, made up but the same each time: who read which topic, and how the exam went. */

const ADL = 'http://adlnet.gov/expapi';
const TOOL = 'https://tool.example';
export const TOPICS = ['CD01', 'CD02'].map((code) => `${TOOL}/topics/${code}`);
export const EXAMS = ['KT01', 'KT02'].map((code) => `${TOOL}/exams/${code}`);
const COURSES = [2, 3].map((id) => `https://moodle.example/course/view.php?id=${id}`);
const LEVELS = ['recall', 'application'];
const QUESTIONS = 12;
const DRAWN = 8;
const DAY_MS = 86_400_000;
const BEGIN = Date.UTC(2026, 2, 1);

export interface Answered {
  question: string;
  topic: string;
  level: string;
  response: string;
  right: boolean;
}

export interface Sitting {
  learner: string;
  course: string;
  exam: string;
  registration: string;
  at: number;
  answers: Answered[];
  /** Share of right answers. */
  score: number;
  passed: boolean;
}

interface Reading {
  learner: string;
  topic: string;
  at: number;
  course: string;
}

/** A share from 0 to 1 that follows from a text. */
const share = (...name: (string | number)[]): number =>
  createHash('md5').update(name.join(' ')).digest().readUInt32LE(0) / 2 ** 32;

const questionOf = (n: number) => ({
  question: `${TOOL}/questions/Q${n}@1`,
  topic: TOPICS[n % TOPICS.length] ?? '',
  level: LEVELS[n % 3 === 0 ? 1 : 0] ?? '',
});

/** Questions drawn by a seed, a few left blank. */
function answersOf(seed: string, able: number): Answered[] {
  const order = Array.from({ length: QUESTIONS }, (_, n) => n).sort(
    (a, b) => share(seed, 'draw', a) - share(seed, 'draw', b),
  );
  return order.slice(0, DRAWN).flatMap((n): Answered[] => {
    if (share(seed, 'blank', n) < 0.05) return [];
    const right = share(seed, 'answer', n) < able * (0.4 + 0.05 * n) + 0.2;
    return [{ ...questionOf(n), right, response: right ? 'a' : 'b' }];
  });
}

/** Who sat which exam, some of them again; and who had read what. */
export function aClass(learners: number): { sittings: Sitting[]; readings: Reading[] } {
  const sittings: Sitting[] = [];
  const readings: Reading[] = [];
  for (let i = 0; i < learners; i++) {
    const learner = `${i}`;
    const course = COURSES[i % 3 === 0 ? 1 : 0] ?? '';
    for (const topic of TOPICS)
      if (share(learner, 'reads', topic) < 0.6)
        readings.push({ learner, topic, course, at: BEGIN + share(learner, 'read', topic) * 10 * DAY_MS });
    for (const exam of EXAMS)
      for (let attempt = 0; attempt < (share(learner, exam, 'again') < 0.3 ? 2 : 1); attempt++) {
        const seed = `${learner} ${exam} ${attempt}`;
        const answers = answersOf(seed, share(learner, 'able') + attempt * 0.1);
        const score = answers.filter(({ right }) => right).length / DRAWN;
        sittings.push({
          ...{ learner, course, exam, answers, score, passed: score >= 0.5 },
          registration: randomUUID(),
          at: BEGIN + (4 + share(learner, exam, 'day') * 8 + attempt * 3) * DAY_MS,
        });
      }
  }
  return { sittings, readings };
}

const activity = (id: string, type: string, more: object = {}) => ({
  objectType: 'Activity',
  id,
  definition: { type: `${ADL}/activities/${type}`, ...more },
});
const who = (learner: string) => ({
  objectType: 'Agent',
  account: { homePage: 'https://moodle.example', name: learner },
});
const course = (id: string) => ({
  ...activity(id, ''),
  definition: { type: 'https://w3id.org/xapi/cmi5/activitytype/course', name: { vi: id } },
});

function answerStatement(sitting: Sitting, { question, topic, level, response, right }: Answered, n: number) {
  const { learner, exam, registration, at } = sitting;
  return {
    id: randomUUID(),
    timestamp: new Date(at + (n + 1) * 30_000).toISOString(),
    actor: who(learner),
    verb: { id: `${ADL}/verbs/answered` },
    object: activity(question, 'cmi.interaction', {
      interactionType: 'choice',
      correctResponsesPattern: ['a'],
      choices: ['a', 'b', 'c'].map((id) => ({ id, description: { vi: `Phương án ${id}` } })),
      extensions: { [`${TOOL}/profile/extensions/level`]: level },
    }),
    result: { success: right, response, score: { scaled: right ? 1 : 0 } },
    context: {
      registration,
      contextActivities: {
        parent: [activity(`${TOOL}/attempts/${registration}`, 'attempt'), activity(exam, 'assessment')],
        grouping: [course(sitting.course)],
        other: [activity(topic, 'lesson')],
      },
    },
  };
}

/** What the tool tells of a sitting: its beginning, the answers, and what it came to. */
export function sittingStatements(sitting: Sitting): object[] {
  const { learner, exam, registration, at, score, passed } = sitting;
  const context = (parent: object[]) => ({
    registration,
    contextActivities: { parent, grouping: [course(sitting.course)] },
  });
  const actor = who(learner);
  const attempt = activity(`${TOOL}/attempts/${registration}`, 'attempt');
  return [
    {
      id: randomUUID(),
      timestamp: new Date(at).toISOString(),
      actor,
      verb: { id: 'http://activitystrea.ms/schema/1.0/start' },
      object: attempt,
      context: context([activity(exam, 'assessment')]),
    },
    ...sitting.answers.map((each, n) => answerStatement(sitting, each, n)),
    {
      id: randomUUID(),
      timestamp: new Date(at + 600_000).toISOString(),
      actor,
      verb: { id: `${ADL}/verbs/${passed ? 'passed' : 'failed'}` },
      object: activity(exam, 'assessment'),
      result: { success: passed, score: { scaled: score }, duration: 'PT10M' },
      context: context([course(sitting.course)]),
    },
  ];
}

export const readingStatement = ({ learner, topic, at, course: id }: Reading): object => ({
  id: randomUUID(),
  timestamp: new Date(at).toISOString(),
  actor: who(learner),
  verb: { id: `${ADL}/verbs/completed` },
  object: activity(topic, 'lesson'),
  result: { completion: true },
  context: {
    registration: randomUUID(),
    contextActivities: { parent: [course(id)], grouping: [course(id)] },
  },
});
