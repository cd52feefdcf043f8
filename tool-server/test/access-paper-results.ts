import { LECTURERS, only, type Row } from './access-rows.ts';

const ONE = `/exams/KT01/paper-results/00000000-0000-4000-8000-000000000000`;

/** Results of exams that were sat on paper. */
export const PAPER_RESULTS: Record<string, Row> = {
  'GET /exams/:code/paper-results': {
    path: () => '/exams/KT01/paper-results',
    expected: only(LECTURERS, 200, 403),
  },
  'POST /exams/:code/paper-results': {
    path: () => '/exams/KT01/paper-results',
    body: {},
    // It is no table of results.
    expected: only(LECTURERS, 422, 403),
  },
  // Nothing was read.
  'GET /exams/:code/paper-results/:id': { path: () => ONE, expected: only(LECTURERS, 404, 403) },
  'PUT /exams/:code/paper-results/:id/rows/:line': {
    path: () => `${ONE}/rows/2`,
    body: { paperCode: '', answers: null, mark: '5', person: null, skip: false },
    expected: only(LECTURERS, 404, 403),
  },
  'POST /exams/:code/paper-results/:id/identities': {
    path: () => `${ONE}/identities`,
    body: {},
    expected: only(LECTURERS, 404, 403),
  },
  'POST /exams/:code/paper-results/:id/confirmation': {
    path: () => `${ONE}/confirmation`,
    body: { satAt: '2026-01-05T02:00:00.000Z' },
    expected: only(LECTURERS, 404, 403),
  },
  'POST /exams/:code/paper-results/:id/undoing': {
    path: () => `${ONE}/undoing`,
    body: { reason: 'Tried by everybody' },
    expected: only(LECTURERS, 404, 403),
  },
};
