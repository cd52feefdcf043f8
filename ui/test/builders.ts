import type {
  AnswersSaved,
  AttemptResult,
  DataDictionary,
  ExamStart,
  LearnerAttempt,
  ReviewByMoment,
  Role,
  SessionCan,
  SessionGrant,
} from '@chuyen-de/contracts';
import { REVIEW_PARTS } from '@chuyen-de/contracts/review-parts';

/** Everything is shown as soon as it is there. */
export const REVIEWED: ReviewByMoment = {
  during: [],
  submitted: [...REVIEW_PARTS],
  open: [...REVIEW_PARTS],
  closed: [...REVIEW_PARTS],
};

/** Builders of what the server answers; a test names what matters to it. */

const MINUTE_MS = 60_000;

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * MINUTE_MS).toISOString();

/** The response to a single choice. */
export const choice = (selected: string[]) => ({ type: 'single-choice' as const, selected });

type ChoiceQuestion = Extract<
  LearnerAttempt['questions'][number],
  { type: 'single-choice' | 'multiple-choice' }
>;

export const aQuestion = (slot: number, over: Partial<ChoiceQuestion> = {}): ChoiceQuestion => ({
  slot,
  type: 'single-choice',
  stem: { vi: `Nội dung câu ${slot}` },
  options: ['a', 'b', 'c', 'd'].map((id) => ({ id, text: { vi: `Phương án ${id} của câu ${slot}` } })),
  ...over,
});

export const anAttempt = (over: Partial<LearnerAttempt> = {}): LearnerAttempt => ({
  id: 'attempt-1',
  exam: { code: 'KT1', title: { vi: 'Kiểm tra thử' } },
  number: 1,
  state: 'open',
  startedAt: inMinutes(-1),
  dueAt: inMinutes(30),
  outageMinutes: 30,
  device: 'device-0001',
  questions: [1, 2, 3].map((slot) => aQuestion(slot)),
  answers: [],
  serverNow: inMinutes(0),
  ...over,
});

export const anExamStart = (over: Partial<ExamStart> = {}): ExamStart => ({
  code: 'KT1',
  title: { vi: 'Kiểm tra thử' },
  summary: { vi: 'Ba câu.' },
  questionCount: 3,
  topics: [],
  minutes: 30,
  accommodation: null,
  attemptsAllowed: 2,
  attempts: [
    {
      id: 'attempt-1',
      number: 1,
      state: 'open',
      startedAt: inMinutes(-1),
      closedAt: null,
      settled: false,
      score: null,
    },
  ],
  trial: false,
  grading: 'highest',
  passMark: 5,
  outageMinutes: 30,
  review: REVIEWED,
  counts: null,
  serverNow: inMinutes(0),
  ...over,
});

export const aResult = (over: Partial<AttemptResult> = {}): AttemptResult => ({
  id: 'attempt-1',
  exam: { code: 'KT1', title: { vi: 'Kiểm tra thử' }, passMark: 5 },
  number: 1,
  startedAt: inMinutes(-10),
  closedAt: inMinutes(0),
  closedBy: 'learner',
  receipt: 'ABCD-1234',
  receiptCode: 'ABCD-1234-EFGH-5678',
  score: { given: 17, maximum: 20, outOfTen: 8.5, passed: true },
  answered: 3,
  topics: [{ code: 'CD01', title: { vi: 'Chuyên đề một' }, right: 2, count: 3 }],
  replayedLate: 0,
  shows: [...REVIEW_PARTS],
  later: [],
  review: null,
  grade: null,
  attemptsLeft: null,
  ...over,
});

export const savedAnswers = (
  answers: readonly { slot: number; seq: number }[],
  over: Partial<AnswersSaved> = {},
): AnswersSaved => ({
  savedAt: inMinutes(0),
  slots: answers.map(({ slot, seq }) => ({ slot, seq })),
  dueAt: inMinutes(30),
  serverNow: inMinutes(0),
  ...over,
});

/** What the server says of those whom the LMS sends in some roles. */
const canAs = (roles: readonly Role[]): SessionCan => {
  const teaches = roles.some((role) => role !== 'learner');
  const administers = roles.includes('administrator');
  return {
    tryOut: teaches,
    seeClass: teaches,
    seeQuestions: teaches,
    makeDossiers: teaches,
    makeExams: teaches,
    writeQuestions: teaches,
    appraise: false,
    readRecords: teaches,
    manageKeys: administers,
    managePeople: administers,
    grantRoles: administers,
  };
};

export const aGrant = (over: Partial<SessionGrant['session']> = {}): SessionGrant => ({
  token: 'token-1',
  expiresIn: 3600,
  session: {
    person: { id: 'person-1', name: 'Nguyễn Thị Ánh' },
    roles: ['learner'],
    can: canAs(over.roles ?? ['learner']),
    locale: 'vi',
    view: 'item',
    item: { kind: 'exam', code: 'KT1' },
    ...over,
  },
});

export const aDictionary = (over: Partial<DataDictionary> = {}): DataDictionary => ({
  columns: [],
  filters: [],
  dimensions: [],
  measures: [],
  verbs: [],
  types: [],
  absent: [],
  ...over,
});

export const aProblem = (status: number, code: string, more: object = {}) =>
  new Response(JSON.stringify({ type: 'about:blank', title: code, status, code, ...more }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });
