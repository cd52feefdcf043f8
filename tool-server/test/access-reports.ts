import { LEARNERS, MAKERS, only, type Row } from './access-rows.ts';

const SAID = { slot: 1, kind: 'key', text: 'SECRET-SECRET-' };

/** Who may say what is wrong with questions, and who answers it. */
export const REPORTS: Record<string, Row> = {
  'GET /practice/rounds/:id/reports': {
    path: ({ practice }) => `/practice/rounds/${practice}/reports`,
    expected: only(['learner'], 200, 404),
  },
  'POST /practice/rounds/:id/reports': {
    path: ({ practice }) => `/practice/rounds/${practice}/reports`,
    body: SAID,
    expected: only(['learner'], 201, 404),
  },
  'GET /attempts/:id/reports': {
    path: ({ attempt }) => `/attempts/${attempt}/reports`,
    expected: only(['learner'], 200, 404),
  },
  'POST /attempts/:id/reports': {
    path: ({ attempt }) => `/attempts/${attempt}/reports`,
    body: SAID,
    // It is still sat.
    expected: only(['learner'], 409, 404),
  },
  'GET /question-reports': { path: () => '/question-reports', expected: only(MAKERS, 200, 403) },
  'POST /question-reports/:id/answer': {
    path: () => '/question-reports/none/answer',
    body: { outcome: 'noted', text: 'SECRET-', all: false },
    // Of another bank nobody is told whether somebody has reported anything.
    expected: only(MAKERS, 404, 403, Object.fromEntries(LEARNERS.map((caller) => [caller, 403]))),
  },
};
